"""One mock e-ID in the process of a test, with as many tenants as there are tests."""

from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Self, cast

from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.front.current import EXTENSION
from mock_idp.people.directory import People
from mock_idp.service import Service
from mock_idp.settings import Settings
from mock_idp.tenants import TENANTS, Tenants
from mock_idp.testing.server import serving
from mock_idp.testing.tenant import Tenant

NOWHERE = "https://mock-idp.test"
"""The address without a server; ``.test`` never exists outside (RFC 6761)."""


class MockIdp:
    """A mock e-ID without a server; ``serve()`` gives it a real address.

    Args:
        settings: how it runs; the address in them is replaced.
        people: where people come from; the cast unless given.
    """

    def __init__(
        self, settings: Settings | None = None, people: People | None = None
    ) -> None:
        settings = replace(settings or Settings(), issuer=NOWHERE, headless=True)
        self.app: Flask = create_app(settings, Clock(settings.world_starts_at), people)
        self._tenants: Tenants = self.app.extensions[TENANTS]
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _root(self) -> Service:
        return cast("Service", self.app.extensions[EXTENSION])

    @property
    def issuer(self) -> str:
        """Return the address below which new tenants stand."""
        return self._root.settings.issuer

    def new_tenant(self, name: str | None = None) -> Tenant:
        """Return a provider of its own: nothing that happens there is seen elsewhere.

        Raises:
            BadTenantName, TenantExists, TooManyTenants: it cannot be made.
        """
        here = self._tenants.create(self._root, name)
        return Tenant(here, self.app, forget=self._tenants.remove)

    def serve(self) -> str:
        """Serve on a free port of this computer until ``close``; return the address.

        Tenants that are made from now on have this address.
        """
        if self.issuer == NOWHERE:
            address = self._open.enter_context(serving(self.app))
            root = self._root
            self.app.extensions[EXTENSION] = replace(
                root,
                settings=replace(root.settings, issuer=address),
                provider=replace(root.provider, issuer=address),
            )
        return self.issuer

    def close(self) -> None:
        """Stop the server, if there is one, and forget every tenant."""
        self._open.close()
        self._tenants.clear()
