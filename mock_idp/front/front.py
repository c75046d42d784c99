"""WSGI: answer what programs ask; pass people's pages on to the web framework."""

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mock_idp.clock import ticks
from mock_idp.control.exchanges import CURRENT, Exchange, headers_of
from mock_idp.front import authorize
from mock_idp.front.cookies import SCENARIO_COOKIE
from mock_idp.front.reading import NotPlain, cookies, read
from mock_idp.front.table import ANSWERS
from mock_idp.front.writing import Written, reply
from mock_idp.oidc.message import Json, Refused, Reply, Request
from mock_idp.service import TENANT, Service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_BODY = 65_536
SERVER_ERROR = Json(
    {"error": "server_error", "error_description": "The mock itself failed."}, 500
)

log = logging.getLogger(__name__)


class Front:
    """Answers programs; whatever is out of the ordinary goes on to the pages.

    Args:
        root: tells the service at the root; a tenant's comes with the request.
        pages: the web framework's app.
    """

    def __init__(self, root: Callable[[], Service], pages: "WSGIApplication") -> None:
        self._root, self._pages = root, pages

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        written = self._answer(environ)
        if written is None:
            return self._pages(environ, start_response)
        start_response(written.line, written.headers)
        return (written.body,)

    def _answer(self, environ: "WSGIEnvironment") -> Written | None:
        asked = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        is_authorize = asked == authorize.ADDRESS
        if not is_authorize and asked not in ANSWERS:
            return None
        here = environ.get(TENANT) or self._root()
        try:
            brought = cookies(environ)
            if not _is_ordinary(here, environ, brought):
                return None
            request = read(environ)
        except NotPlain:
            return None
        exchange = _exchange(here, environ, request)
        token = CURRENT.set(exchange)
        try:
            if is_authorize:
                written = authorize.answer(here, request, brought, environ)
            else:
                written = _reply(here, asked, request)
        finally:
            CURRENT.reset(token)
        if written is None:  # the pages go on with what was found out so far
            environ[authorize.EXCHANGE] = exchange
            return None
        _keep(here, exchange, written)
        return written


def _is_ordinary(
    here: Service, environ: "WSGIEnvironment", brought: dict[str, str]
) -> bool:
    """Say whether nothing disturbs: no fault, no scenario, no choice of language."""
    return (
        here.scenarios.is_quiet
        and not here.outages.active()
        and "HTTP_X_MOCK_SCENARIO" not in environ
        and SCENARIO_COOKIE not in brought
    )


def _exchange(here: Service, environ: "WSGIEnvironment", asked: Request) -> Exchange:
    return Exchange(
        at=here.clock.now(),
        started=ticks(),
        method=asked.method,
        path=environ["PATH_INFO"],
        query=environ.get("QUERY_STRING", ""),
        provider=here.provider,
        headers=headers_of(environ),
        form=asked.form,
        content=asked.content,
    )


def _reply(here: Service, asked: tuple[str, str], request: Request) -> Written:
    try:
        answer = ANSWERS[asked](here.provider, request)
    except Refused as refused:
        answer = refused.answer
    except Exception:
        log.exception("%s %s failed", *asked)
        return reply(SERVER_ERROR)
    return reply(answer if isinstance(answer, Reply) else SERVER_ERROR)


def _keep(here: Service, exchange: Exchange, written: Written) -> None:
    """Note the exchange as references; whoever reads the journal formats them."""
    exchange.took = ticks() - exchange.started
    exchange.status = written.status
    exchange.answer_headers = written.headers
    exchange.body = written.body if len(written.body) <= LARGEST_BODY else None
    here.journal.add(exchange)
