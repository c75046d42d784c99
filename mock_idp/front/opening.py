"""Open the mock e-ID: its service first, its pages when somebody wants to see one."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mock_idp.clock import Clock
from mock_idp.front.front import Front
from mock_idp.people.cast import CastPeople
from mock_idp.people.directory import People
from mock_idp.service import Service, make_service
from mock_idp.settings import Settings
from mock_idp.tenants import TenantPrefix, Tenants

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def open_service(
    settings: Settings, clock: Clock | None = None, people: People | None = None
) -> Service:
    """Make the service at the root."""
    clock = clock or Clock(settings.world_starts_at)
    return make_service(settings, clock, people or _people(settings, clock))


def open_quickly(settings: Settings) -> "WSGIApplication":
    """Return a WSGI app that loads the web framework with the first page."""
    here, tenants = open_service(settings), Tenants()
    return TenantPrefix(Front(lambda: here, _Pages(here, tenants)), tenants.find)


class _Pages:
    """The pages, made when the first one is asked for."""

    def __init__(self, here: Service, tenants: Tenants) -> None:
        self._here, self._tenants = here, tenants
        self._lock = threading.Lock()
        self._app: WSGIApplication | None = None

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        return self._made()(environ, start_response)

    def _made(self) -> "WSGIApplication":
        with self._lock:
            if self._app is None:
                from mock_idp.app import create_pages  # noqa: PLC0415 - start-up budget

                self._app = create_pages(self._here, self._tenants)
            return self._app


def _people(settings: Settings, clock: Clock) -> People:
    if settings.population_url is None:
        return CastPeople()
    from mock_idp.people.register import RegisterPeople  # noqa: PLC0415 - start-up

    return RegisterPeople(
        settings.population_url,
        settings.population_key,
        world=settings.world,
        now=clock.now,
        timeout=settings.population_timeout,
        fallback=CastPeople() if settings.population_fallback else None,
    )
