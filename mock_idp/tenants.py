"""Tenants: isolated providers below ``/t/<name>`` in one process.

A tenant has its own clients, sessions, tokens, scenarios, journal, clock and control
key. It begins with the root's keys and clock, and shares only where people come from.
"""

import re
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mock_idp.service import TENANT, Service, make_service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TENANTS = "mock_idp.tenants"
"""Where the app keeps its tenants."""
MOST = 1000
PREFIX = "/t/"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class TooManyTenants(ValueError):  # noqa: N818 - named after what is wrong
    """No more tenants fit in; some must be deleted first."""


class TenantExists(ValueError):  # noqa: N818 - named after what is wrong
    """A tenant of this name is there already."""


class BadTenantName(ValueError):  # noqa: N818 - named after what is wrong
    """A name of a tenant has small letters, digits and hyphens, 40 at most."""


class Tenants:
    """The tenants of one process, by name."""

    def __init__(self) -> None:
        self._tenants: dict[str, Service] = {}
        self._lock = threading.Lock()

    def create(self, root: Service, name: str | None = None) -> Service:
        """Make a tenant; without a name it gets a random one.

        Raises:
            BadTenantName: the name cannot stand in an address.
            TenantExists: the name is taken.
            TooManyTenants: there is no room.
        """
        name = name or f"t{secrets.token_hex(6)}"
        if not NAME.fullmatch(name):
            raise BadTenantName(name)
        made = _make(root, name)
        with self._lock:
            if name in self._tenants:
                raise TenantExists(name)
            if len(self._tenants) >= MOST:
                raise TooManyTenants(name)
            self._tenants[name] = made
        return made

    def find(self, name: str) -> Service | None:
        """Return a tenant."""
        return self._tenants.get(name)

    def remove(self, name: str) -> bool:
        """Forget a tenant with everything in it; false when there was none."""
        with self._lock:
            gone = self._tenants.pop(name, None)
        if gone is not None:
            gone.scenarios.waiting.end()
        return gone is not None

    def all(self) -> tuple[Service, ...]:
        """Return every tenant, oldest first."""
        with self._lock:
            return tuple(self._tenants.values())

    def clear(self) -> None:
        """Forget every tenant."""
        for tenant in self.all():
            self.remove(tenant.name)


def _make(root: Service, name: str) -> Service:
    settings, path = root.settings, f"{PREFIX}{name}"
    behind = settings.back_channel_url
    own = replace(
        settings,
        issuer=settings.issuer + path,
        back_channel_url=None if behind is None else behind + path,
        keys_file=None,
        admin_key=secrets.token_urlsafe(24),
        headless=True,
        auto_person=None,
    )
    made = make_service(own, root.clock.copy(), root.people.source, root)
    return replace(made, name=name)


class TenantPrefix:
    """WSGI: take ``/t/<name>`` off the path and say whose request it is.

    An unknown name is left in the path, where nothing answers but 404.
    """

    def __init__(
        self, app: "WSGIApplication", find: Callable[[str], Service | None]
    ) -> None:
        self._app, self._find = app, find

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(PREFIX):
            name, slash, rest = path[len(PREFIX) :].partition("/")
            tenant = self._find(name)
            if tenant is not None:
                environ = {
                    **environ,
                    TENANT: tenant,
                    "SCRIPT_NAME": f"{environ.get('SCRIPT_NAME', '')}{PREFIX}{name}",
                    "PATH_INFO": f"{slash}{rest}" or "/",
                }
        return self._app(environ, start_response)
