"""One running mock e-ID: its provider, people, sign-ins and faults, held together."""

import secrets
from dataclasses import dataclass, field, replace
from typing import cast

from flask import current_app

from mock_idp.clock import Clock
from mock_idp.control.faults import Faults
from mock_idp.login.transactions import Transactions
from mock_idp.oidc.clients import Client, Clients
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.logout import Leaving
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.store import Session, Shelf, Store
from mock_idp.people.account import Account
from mock_idp.people.directory import Directory, People
from mock_idp.settings import Settings

EXTENSION = "mock_idp"


@dataclass(frozen=True)
class Service:
    """The parts that routes need."""

    settings: Settings
    clock: Clock
    provider: Provider
    people: Directory
    transactions: Transactions
    leavings: Shelf[Leaving]
    phones: Shelf[Account]
    faults: Faults
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def client(self, client_id: str) -> Client:
        """Return the client of a request that was read before."""
        found = self.provider.clients.find(client_id)
        return found or Client(client_id, ())

    def session(self, key: str | None) -> Session | None:
        """Return a living session; its account has the level it has now."""
        found = self.provider.store.sessions.find(key)
        if found is None:
            return None
        return replace(found, account=self.people.current(found.account))

    def reset(self) -> None:
        """Forget sessions, tokens, sign-ins, raised levels and faults."""
        self.provider.store.clear()
        self.transactions.clear()
        self.leavings.clear()
        self.phones.clear()
        self.people.reset()
        self.faults.clear()
        self.clock.reset()


def make_service(settings: Settings, clock: Clock, people: People) -> Service:
    """Put the parts together."""
    return Service(
        settings=settings,
        clock=clock,
        provider=_provider(settings, clock),
        people=Directory(people),
        transactions=Transactions(
            clock.now,
            phone_seconds=settings.phone_seconds,
            transaction_seconds=settings.transaction_seconds,
        ),
        leavings=Shelf(clock.now, settings.transaction_seconds),
        phones=Shelf(clock.now, settings.session_seconds),
        faults=Faults(),
    )


def _provider(settings: Settings, clock: Clock) -> Provider:
    return Provider(
        issuer=settings.issuer,
        clients=Clients(settings.clients),
        keys=KeyRing(settings.keys_file),
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
    )


def service() -> Service:
    """Return the service of the app that answers this request."""
    return cast("Service", current_app.extensions[EXTENSION])
