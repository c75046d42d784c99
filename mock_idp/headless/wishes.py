"""What somebody wishes instead of a sign-in by hand.

The grammar of a hint: ``vneid:<person>_level<1|2>``, then nothing, ``_deny``,
``_timeout`` or ``_<fault>``. The person is a short name of the cast or a number.
"""

import re
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from mock_idp.control.faults.fault import Fault
from mock_idp.oidc.claims.dialect import dialect

PREFIX = "vneid:"
ANYBODY = "*"
MOST_WAITING = 1000
LONGEST_HINT = 200
_HINT = re.compile(
    r"(?P<person>(?:(?!_level)[a-z0-9_-]){1,64}?)"
    r"(?:_level(?P<level>[12])(?:_(?P<end>[A-Za-z0-9_.]+))?"
    r"|_(?P<outcome>deny|timeout|[A-Z]\.[a-z0-9_]+))?"
)
_NAMES = dialect().errors
ENDS = {
    "deny": (_NAMES["refused"], "The person did not agree on the phone."),
    "timeout": (_NAMES["refused"], "The phone did not answer in time."),
}
ERRORS = tuple(
    dict.fromkeys(
        (
            *(
                "access_denied",
                "login_required",
                "interaction_required",
                "consent_required",
            ),
            *("account_selection_required", "unmet_authentication_requirements"),
            *("server_error", "temporarily_unavailable"),
            *_NAMES.values(),
        )
    )
)
"""What a queued outcome may answer instead (OIDC Core §3.1.2.6, RFC 6749 §4.1.2.1), and
the dialect's own names."""


class BadWish(ValueError):  # noqa: N818 - named after what is wrong
    """A hint or header does not follow the grammar; the text is ASCII."""


@dataclass(frozen=True)
class Wish:
    """One sign-in without a person.

    Attributes:
        person: short name of the cast, or a personal number.
        level: the level to sign in at; the account's own is never exceeded.
        error: answer with this error instead.
        faults: what goes wrong with this sign-in.
        client: only for this client, when it waits in the queue.
    """

    person: str = ""
    level: int = 2
    error: str | None = None
    description: str = "Outcome switched on."
    faults: tuple[Fault, ...] = ()
    client: str | None = None


def read_hint(text: str) -> Wish:
    """Read ``<person>_level<1|2>[_deny|_timeout|_<fault>]``, with or without prefix.

    Raises:
        BadWish: it does not follow the grammar, or no such fault exists.
    """
    found = _HINT.fullmatch(text.removeprefix(PREFIX)[:LONGEST_HINT])
    if found is None:
        raise BadWish("login_hint: vneid:<person>_level<1|2>[_deny|_timeout|_<fault>]")
    level = int(found["level"] or 2)
    end = found["end"] or found["outcome"]
    if end is None:
        return Wish(found["person"], level)
    if end in ENDS:
        error, description = ENDS[end]
        return Wish(found["person"], level, error, description)
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        UnknownFault,
        find,
    )

    try:
        return Wish(found["person"], level, faults=(find(end),))
    except UnknownFault as unknown:
        raise BadWish(str(unknown).encode("ascii", "replace").decode()) from None


class Wishes:
    """Outcomes that wait, and who is signed in without being asked."""

    def __init__(self) -> None:
        self._waiting: deque[Wish] = deque()
        self._auto: dict[str, Wish] = {}
        self._first: Mapping[str, Wish] = {}
        self._lock = threading.Lock()

    @classmethod
    def starting_with(cls, person: str | None) -> "Wishes":
        """Return wishes where one person is signed in by every client, if anybody."""
        made = cls()
        if person:
            made._first = {ANYBODY: Wish(person)}
            made._auto = dict(made._first)
        return made

    @property
    def is_empty(self) -> bool:
        """Say whether every sign-in needs a person."""
        return not self._waiting and not self._auto

    def put(self, wish: Wish) -> int:
        """Let the next fitting request end like this; return how many wait.

        Raises:
            OverflowError: too many wait.
        """
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                raise OverflowError
            self._waiting.append(wish)
            return len(self._waiting)

    def waiting(self) -> tuple[Wish, ...]:
        """Return what waits, the next one first."""
        with self._lock:
            return tuple(self._waiting)

    def take(self, client_id: str, *, is_silent: bool) -> Wish | None:
        """Return the next outcome for a client, once; ``prompt=none`` takes errors."""
        with self._lock:
            for wish in self._waiting:
                fits = wish.client in (None, client_id)
                if fits and (wish.error is not None or not is_silent):
                    self._waiting.remove(wish)
                    return wish
        return None if is_silent else self._auto_of(client_id)

    def _auto_of(self, client_id: str) -> Wish | None:
        return self._auto.get(client_id) or self._auto.get(ANYBODY)

    def auto(self) -> dict[str, Wish]:
        """Return who is signed in without being asked, by client."""
        return dict(self._auto)

    def set_auto(self, client_id: str | None, wish: Wish | None) -> None:
        """Sign somebody in without being asked, for one client or for all."""
        with self._lock:
            changed = {
                k: v for k, v in self._auto.items() if k != (client_id or ANYBODY)
            }
            if wish is not None:
                changed[client_id or ANYBODY] = wish
            self._auto = changed

    def forget(self) -> None:
        """Forget what waits."""
        with self._lock:
            self._waiting.clear()

    def clear(self) -> None:
        """Forget what waits; sign in by themselves only those of the settings."""
        with self._lock:
            self._waiting.clear()
            self._auto = dict(self._first)
