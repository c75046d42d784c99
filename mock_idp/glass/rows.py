"""One line of a message: a name, its value, and what it means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.i18n import Text
from mock_idp.control.exports import HIDDEN, SECRET_PARAMETERS
from mock_idp.glass.explanations import ERROR, Meaning, meaning
from mock_idp.glass.shown import LONGEST_NAME, shown

if TYPE_CHECKING:
    from mock_idp.glass.tokens.opened import Opened

MOST = 80
"""Lines of one message; a stranger may send more."""
HIDDEN_NAMES = SECRET_PARAMETERS | {"passcode"}
LINKED = frozenset(
    {
        *("code", "access_token", "refresh_token", "id_token", "id_token_hint"),
        *("state", "nonce", "request_uri", "device_code", "user_code", "token"),
        *("subject_token", "actor_token", "assertion", "sid", "Authorization"),
        *("jti", "leaving"),
    }
)
"""Names whose value is worth following to where it comes again."""
SHORTEST_LINKED = 3
Open = Callable[[str, str], "Opened | None"]
"""Opens a value that may be a token; told also its name."""


@dataclass(frozen=True)
class Row:
    """A name with its value, fit for a page.

    Attributes:
        mark: the value as it was, when it is worth following.
        also: what the value itself means, when it is an error or a time.
        token: the value opened, when it is a JWT.
    """

    name: str
    value: str
    meaning: Meaning | None = None
    mark: str | None = None
    also: str | Text | Meaning | None = None
    token: "Opened | None" = None


def _not_opened(_name: str, _value: str) -> None:
    """Open nothing."""


def row(
    name: str, value: object, kinds: tuple[str, ...], opening: Open = _not_opened
) -> Row:
    """Return one line."""
    said = meaning(name, *kinds)
    label = shown(name, LONGEST_NAME)
    token = opening(name, value) if isinstance(value, str) else None
    if name in HIDDEN_NAMES:
        return Row(label, HIDDEN, said, token=token)
    return Row(
        label,
        shown(value),
        said,
        mark=_mark(name, value),
        also=_also(name, value),
        token=token,
    )


def rows(
    pairs: Iterable[tuple[str, object]],
    kinds: tuple[str, ...],
    opening: Open = _not_opened,
) -> tuple[Row, ...]:
    """Return the lines of a message, not too many."""
    kept = list(pairs)
    read = [row(name, value, kinds, opening) for name, value in kept[:MOST]]
    if len(kept) > MOST:
        read.append(Row("…", f"+{len(kept) - MOST}"))
    return tuple(read)


def _mark(name: str, value: object) -> str | None:
    if name not in LINKED or not isinstance(value, str):
        return None
    bare = value.partition(" ")[2].strip() if name == "Authorization" else value
    return bare if len(bare) >= SHORTEST_LINKED else None


def _also(name: str, value: object) -> Meaning | None:
    is_error = name == "error" and isinstance(value, str)
    return meaning(str(value), ERROR) if is_error else None
