"""One running mock e-ID: its provider, people, sign-ins and faults, held together."""

import secrets
from dataclasses import dataclass, field, replace

from mock_idp.clock import Clock
from mock_idp.control.exchanges import own_exchange
from mock_idp.control.journal import ROOM, TENANT_ROOM, Journal
from mock_idp.control.outages import Outages
from mock_idp.control.phones import PhoneFaults, note_move
from mock_idp.control.saying import Saying
from mock_idp.control.scenarios import Scenarios
from mock_idp.headless.wishes import Wishes
from mock_idp.login.transactions import Transactions
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.emission import Emit
from mock_idp.oidc.fetch import Fetch, LateFetch
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.sessions import back_channel
from mock_idp.oidc.sessions.rp_initiated_logout import Leaving
from mock_idp.oidc.store import Session, Shelf, Store
from mock_idp.people.account import Account
from mock_idp.people.directory import Directory, People
from mock_idp.settings import Settings

TENANT = "mock_idp.tenant"
"""Where the WSGI environment holds the service of a tenant."""


@dataclass(frozen=True)
class Service:
    """The parts that routes need.

    Attributes:
        name: the tenant's name; empty for the provider at the root.
        wishes: sign-ins without a person: queued, or by itself.
    """

    settings: Settings
    clock: Clock
    provider: Provider
    people: Directory
    transactions: Transactions
    leavings: Shelf[Leaving]
    phones: Shelf[Account]
    outages: Outages
    journal: Journal
    scenarios: Scenarios
    wishes: Wishes
    name: str = ""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def emit(self) -> Emit:
        """Return whoever stands at the emission points: faults, then the journal."""
        return self.provider.emit

    @property
    def is_headless(self) -> bool:
        """Say whether some request may sign somebody in, or switch a fault on.

        Which one: ``control.nearness.may_wish``.
        """
        return self.settings.headless is True or self.settings.headless_here

    def client(self, client_id: str) -> Client:
        """Return the client of a request that was read before."""
        found = self.provider.clients.find(client_id)
        return found or Client(client_id, ())

    def session(self, key: str | None) -> Session | None:
        """Return a living session; its account has the level it has now."""
        found = self.provider.store.sessions.find(key)
        if found is None:
            return None
        account = self.people.current(found.account)
        return found if account is found.account else replace(found, account=account)

    def end_session(self, key: str, session: Session) -> dict[str, object]:
        """End a session, tell its clients, and return what each answered."""
        with own_exchange(self.provider, "/logout") as exchange:
            self.provider.store.sessions.drop(key)
            told = back_channel.end(self.provider, session)
        self.journal.add(exchange)
        return {"sid": session.sid, "clients": [each.record() for each in told]}

    def reset(self) -> None:
        """Forget sessions, tokens, sign-ins, raised levels, faults and the journal."""
        self.provider.store.clear()
        self.provider.clients.reset()
        self.transactions.clear()
        self.leavings.clear()
        self.phones.clear()
        self.people.reset()
        self.outages.clear()
        self.scenarios.clear()
        self.wishes.clear()
        self.journal.reset()
        self.provider.keys.reset()
        self.clock.reset()


def make_service(
    settings: Settings, clock: Clock, people: People, parent: Service | None = None
) -> Service:
    """Put the parts together; a tenant shares the keys of its parent at first."""
    directory = Directory(people)
    scenarios = Scenarios(clock.now)
    keys = KeyRing(
        settings.keys_file,
        parent=parent.provider.keys if parent else None,
        now=clock.now,
    )
    provider = _provider(settings, clock, directory, keys, scenarios)
    made = Service(
        settings=settings,
        clock=clock,
        provider=provider,
        people=directory,
        transactions=Transactions(
            clock.now,
            phone_seconds=settings.phone_seconds,
            transaction_seconds=settings.transaction_seconds,
            current=directory.current,
            client_of=provider.clients.find,
        ),
        leavings=Shelf(clock.now, settings.transaction_seconds),
        phones=Shelf(clock.now, settings.session_seconds),
        outages=Outages(),
        journal=Journal(ROOM if parent is None else TENANT_ROOM),
        scenarios=scenarios,
        wishes=Wishes.starting_with(settings.auto_person),
    )
    made.transactions.outcomes = PhoneFaults(scenarios, directory)
    made.transactions.listen(note_move)
    return made


def _provider(
    settings: Settings,
    clock: Clock,
    people: Directory,
    keys: KeyRing,
    scenarios: Scenarios,
) -> Provider:
    return Provider(
        issuer=settings.issuer,
        clients=Clients(settings.clients),
        keys=keys,
        store=Store(
            clock.now,
            token_seconds=settings.access_token_seconds,
            session_seconds=settings.session_seconds,
        ),
        clock=clock,
        lifetimes=Lifetimes(
            code=settings.code_seconds,
            access_token=settings.access_token_seconds,
            id_token=settings.id_token_seconds,
            session=settings.session_seconds,
        ),
        subject_salt=settings.subject_salt,
        behind=settings.back_channel_url,
        emit=Saying(scenarios),
        fetch=scenarios.calling(LateFetch(_outbound)),
        people=people,
    )


def _outbound() -> Fetch:
    from mock_idp.oidc.outbound import OutboundFetch  # noqa: PLC0415 - start-up budget

    return OutboundFetch()
