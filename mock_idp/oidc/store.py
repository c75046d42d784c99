"""What the provider remembers: bounded, in memory, forgotten in time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mock_idp.oidc.message import Parameters
from mock_idp.people.account import Account

V = TypeVar("V")
Now = Callable[[], float]


class Shelf(Generic[V]):
    """Things kept under a key for some seconds; the least used go first when full."""

    def __init__(self, now: Now, seconds: float, room: int = 10_000) -> None:
        self._now = now
        self._seconds = seconds
        self._room = room
        self._things: OrderedDict[str, tuple[float, V]] = OrderedDict()
        self._lock = threading.RLock()

    def put(self, key: str, thing: V, seconds: float | None = None) -> None:
        """Keep a thing; it replaces what was kept under the key."""
        until = self._now() + (self._seconds if seconds is None else seconds)
        with self._lock:
            self._things[key] = (until, thing)
            self._things.move_to_end(key)
            while len(self._things) > self._room:
                self._things.popitem(last=False)

    def find(self, key: str | None) -> V | None:
        """Return a thing, or nothing when it is unknown or too old."""
        with self._lock:
            kept = self._things.get(key) if key else None
            if key is None or kept is None:
                return None
            if kept[0] <= self._now():
                del self._things[key]
                return None
            self._things.move_to_end(key)
            return kept[1]

    def replace(self, key: str, thing: V) -> None:
        """Keep another thing under a known key, no longer than the first one."""
        with self._lock:
            if key in self._things:
                self._things[key] = (self._things[key][0], thing)

    def drop(self, key: str | None) -> V | None:
        """Forget a thing and return it."""
        with self._lock:
            kept = self._things.pop(key, None) if key else None
        return kept[1] if kept else None

    def all(self) -> list[V]:
        """Return everything that is not too old, oldest first."""
        now = self._now()
        with self._lock:
            return [thing for until, thing in self._things.values() if until > now]

    def items(self) -> list[tuple[str, float, V]]:
        """Return key, end and thing of everything that is not too old."""
        now = self._now()
        with self._lock:
            kept = list(self._things.items())
        return [(key, until, thing) for key, (until, thing) in kept if until > now]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._things)


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at the provider, in one browser.

    ``represents`` is the child for whom a guardian gave one consent; the session that
    is kept has none.
    """

    sid: str
    account: Account
    auth_time: int
    level: int
    amr: tuple[str, ...]
    represents: Account | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person has answered a client: scopes and claims asked, and granted."""

    asked: frozenset[str]
    granted: frozenset[str]


@dataclass(eq=False, slots=True)
class Lineage:
    """All that one consent has brought: codes, access and refresh tokens.

    Revoking it revokes everything, which is what a code or a refresh token used twice
    asks for (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
    """

    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """What a client may do: on behalf of a person, or of itself (no session).

    Attributes:
        claims: the ``claims`` parameter as sent, parsed (OIDC Core §5.5).
        resources: the resource indicators granted (RFC 8707).
        jkt: thumbprint of the DPoP key everything is bound to (RFC 9449).
        actor: who acts, after a token exchange (RFC 8693 §4.1).
    """

    client_id: str
    scopes: tuple[str, ...]
    account: Account | None = None
    session: Session | None = None
    redirect_uri: str = ""
    nonce: str | None = None
    code_challenge: str | None = None
    code_challenge_method: str = "S256"
    claims: Mapping[str, Any] = field(default_factory=dict)
    claims_locales: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    jkt: str | None = None
    actor: Mapping[str, Any] | None = None
    must_tell_auth_time: bool = False
    lineage: Lineage = field(default_factory=Lineage, compare=False)

    @property
    def person(self) -> str | None:
        """Return whom it is about, as faults and journal name people."""
        return None if self.account is None else self.account.slug


@dataclass(slots=True)
class Code:
    """An authorization code: used at most once, then kept to notice a second use."""

    grant: Grant
    expires_at: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token and what it opens; times in seconds since 1970."""

    grant: Grant
    scopes: tuple[str, ...]
    issued_at: int
    expires_at: int
    audience: tuple[str, ...] = ()


@dataclass(slots=True)
class RefreshToken:
    """A refresh token; ``used`` when a newer one has replaced it."""

    grant: Grant
    scopes: tuple[str, ...]
    issued_at: int
    expires_at: int
    used: bool = False


@dataclass(frozen=True, slots=True)
class PushedRequest:
    """Parameters that a client has pushed (RFC 9126)."""

    client_id: str
    parameters: Parameters
    expires_at: float
    jkt: str | None = None


MONTH = 31 * 86400
REMEMBERED_USES = 600
"""Seconds for which the ids of assertions and proofs are remembered."""


class Store:
    """All shelves of one provider."""

    def __init__(self, now: Now, *, token_seconds: int, session_seconds: int) -> None:
        self.lock = threading.RLock()
        self.codes: Shelf[Code] = Shelf(now, token_seconds)
        self.tokens: Shelf[AccessToken] = Shelf(now, token_seconds)
        self.refresh_tokens: Shelf[RefreshToken] = Shelf(now, MONTH)
        self.sessions: Shelf[Session] = Shelf(now, session_seconds)
        self.visited: Shelf[frozenset[str]] = Shelf(now, session_seconds)
        self.consents: Shelf[Consent] = Shelf(now, 400 * 86400)
        self.pushed: Shelf[PushedRequest] = Shelf(now, 600)
        self.used_ids: Shelf[bool] = Shelf(now, REMEMBERED_USES)
        self.devices: Shelf[Any] = Shelf(now, 3600)
        self.client_keys: Shelf[object] = Shelf(now, 3600)
        self.ended_sessions: Shelf[bool] = Shelf(now, MONTH)
        self.told: Shelf[Any] = Shelf(now, MONTH, 1000)

    def consent(self, client_id: str, personal_id: str) -> Consent | None:
        """Return what this person has answered this client before."""
        return self.consents.find(f"{personal_id} {client_id}")

    def remember_consent(
        self, client_id: str, personal_id: str, consent: Consent
    ) -> None:
        """Keep an answer, so that the same question is not asked twice."""
        self.consents.put(f"{personal_id} {client_id}", consent)

    def remember_visit(self, sid: str, client_id: str) -> None:
        """Note that a client was told of a session; it hears of its end too."""
        with self.lock:
            known = self.visited.find(sid) or frozenset()
            if client_id not in known:
                self.visited.put(sid, known | {client_id})

    def end_session(self, sid: str) -> None:
        """Note that a person signed out: what may not outlive the session ends."""
        self.ended_sessions.put(sid, thing=True)

    def use_once(self, key: str, seconds: float = REMEMBERED_USES) -> bool:
        """Say whether an id (of an assertion, of a proof) is used the first time.

        It is remembered for at least ``seconds``, which must cover what it names.
        """
        with self.lock:
            if self.used_ids.find(key):
                return False
            self.used_ids.put(key, True, max(seconds, REMEMBERED_USES))
            return True

    def clear(self) -> None:
        """Forget everything."""
        for shelf in vars(self).values():
            if isinstance(shelf, Shelf):
                shelf.clear()
