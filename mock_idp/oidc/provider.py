"""The provider: its name, its parts and its time."""

from dataclasses import dataclass, field
from typing import Protocol

from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.emission import Emit, unchanged
from mock_idp.oidc.fetch import Fetch, NoFetch
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.store import Store
from mock_idp.people.account import Account
from mock_idp.people.residence import Residences, residences_of


class Clock(Protocol):
    """Tells the time; the protocol never looks at the system's clock."""

    def now(self) -> float:
        """Return seconds since 1970."""


class KnownPeople(Protocol):
    """The people a client may name instead of sending them to sign in."""

    def find(self, personal_id: str) -> Account | None:
        """Return the account with this personal number.

        Raises:
            RegisterDown: when the register does not answer.
        """

    def find_in_cast(self, slug: str) -> Account | None:
        """Return the person of the cast with this short name."""

    def cast_if_known(self) -> tuple[Account, ...]:
        """Return the people with stories; nobody while the register is down."""

    def residences(self, personal_id: str) -> Residences:
        """Return where a person lives, as far as anybody knows; never fails."""


class Nobody:
    """Knows no people: for providers that only people themselves sign in to."""

    def find(self, personal_id: str) -> Account | None:
        """Find nobody."""
        del personal_id
        return None

    def find_in_cast(self, slug: str) -> Account | None:
        """Find nobody."""
        del slug
        return None

    def cast_if_known(self) -> tuple[Account, ...]:
        """Know nobody."""
        return ()

    def residences(self, personal_id: str) -> Residences:
        """Know only where the cast lives."""
        return residences_of(personal_id)


@dataclass(frozen=True)
class Lifetimes:
    """How long things are valid, in seconds."""

    code: int = 60
    access_token: int = 3600
    id_token: int = 600
    session: int = 8 * 3600
    refresh_token: int = 30 * 86400
    pushed_request: int = 60
    device_code: int = 600


@dataclass(frozen=True)
class Provider:
    """One OpenID provider.

    Attributes:
        issuer: public address, where browsers go; no slash at the end.
        behind: address for relying parties' own calls, when they reach the provider by
            another name than browsers do; none: the issuer.
        emit: whoever stands at the emission points (faults, journal).
        fetch: reads documents of relying parties.
        people: whom a client may name in an assertion (RFC 7523).
    """

    issuer: str
    clients: Clients
    keys: KeyRing
    store: Store
    clock: Clock
    lifetimes: Lifetimes
    subject_salt: str
    behind: str | None = None
    emit: Emit = unchanged
    fetch: Fetch = field(default_factory=NoFetch)
    people: KnownPeople = field(default_factory=Nobody)

    def now(self) -> float:
        """Return the provider's time in seconds."""
        return self.clock.now()

    def addresses(self, path: str) -> tuple[str, ...]:
        """Return every address under which a back-channel endpoint is known."""
        if self.behind is None or self.behind == self.issuer:
            return (f"{self.issuer}{path}",)
        return (f"{self.issuer}{path}", f"{self.behind}{path}")
