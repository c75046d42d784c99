"""Stand before and after every request: scenarios first, then the journal."""

from flask import Response, current_app, g, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.clock import ticks
from mock_idp.control.contract.orders import Problem
from mock_idp.control.contract.problems import problem_answer
from mock_idp.control.exchanges import CURRENT, Exchange, headers_of
from mock_idp.control.faults.fault import Fault, HttpAnswer
from mock_idp.control.nearness import may_wish
from mock_idp.front.authorize import EXCHANGE
from mock_idp.front.cookies import SCENARIO_COOKIE
from mock_idp.front.current import service
from mock_idp.login import browser
from mock_idp.oidc.emission import About
from mock_idp.oidc.store import Grant
from mock_idp.service import Service

UNWATCHED = ("/__mock", "/static/", "/healthz", "/kinh", "/glass")
"""Always up, and in no journal."""
PART = "/part"
"""Pages that wait ask here every second: kept only when something happened."""
ACTIVE, SCENARIO = "X-Mock-Active", "X-Mock-Scenario"
LONGEST_HEADER = 1000
LARGEST_BODY = 65_536
UNAVAILABLE = 503


def begin() -> ResponseReturnValue | None:
    """Open the exchange; answer at once when a fault wants that."""
    path = request.path
    if path.startswith(UNWATCHED):
        return None
    here = service()
    environ = request.environ
    exchange = environ.get(EXCHANGE) or Exchange(
        at=here.clock.now(),
        started=ticks(),
        method=request.method,
        path=path,
        query=environ.get("QUERY_STRING", ""),
        provider=here.provider,
        headers=headers_of(environ),
    )
    g.outer_exchange = CURRENT.get()
    CURRENT.set(exchange)
    if here.outages.active():
        answer = _outage(here)
        if answer is not None:
            return answer
    is_quiet = here.scenarios.is_quiet and SCENARIO_COOKIE not in request.cookies
    if is_quiet and "HTTP_X_MOCK_SCENARIO" not in environ:
        return None
    return _scenarios_first(here, exchange)


def _outage(here: Service) -> Response | None:
    """Do as the plain faults ``down`` and ``slow`` say."""
    here.outages.wait()
    if "down" not in here.outages.active():
        return None
    response = pages.error_page("fault_down", UNAVAILABLE)
    response.headers["Retry-After"] = "30"
    return response


def _scenarios_first(here: Service, exchange: Exchange) -> Response | None:
    exchange.form = tuple(request.form.items(multi=True))
    try:
        exchange.own = _own_faults(here, exchange)
    except Problem as problem:
        return problem_answer(problem)
    about = about_of(here, exchange)
    answer = here.scenarios.early(exchange, about)
    return None if answer is None else _response(answer)


def _own_faults(here: Service, exchange: Exchange) -> tuple[Fault, ...]:
    """Return the faults of this request alone, or of the sign-in it belongs to."""
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        CATALOGUE,
    )
    from mock_idp.control.scenario import named  # noqa: PLC0415 - start-up budget

    may = may_wish(here.settings, dict(request.headers))
    asked = exchange.header(SCENARIO)[:LONGEST_HEADER] if may else ""
    wished = tuple(named(name.strip()) for name in asked.split(",") if name.strip())
    if may and exchange.endpoint == "authorize":
        chosen = CATALOGUE.get(browser.cookie(SCENARIO_COOKIE) or "")
        wished = (*wished, *((chosen,) if chosen else ()))
    keys = (
        exchange.parameter("code"),
        exchange.parameter("refresh_token"),
        _bearer(exchange),
        (request.view_args or {}).get("code"),
    )
    return (*wished, *here.scenarios.followed(keys))


def _bearer(exchange: Exchange) -> str | None:
    kind, _, token = exchange.header("Authorization").partition(" ")
    if kind.lower() in ("bearer", "dpop"):
        return token.strip()
    return exchange.parameter("access_token")


def about_of(here: Service, exchange: Exchange) -> About:
    """Return to whom and about whom an answer will be, before it is made."""
    grant = _grant_of(here, exchange)
    client = exchange.client or (grant.client_id if grant else None)
    person = grant.person if grant else None
    kind = exchange.parameter("grant_type")
    return About(exchange.endpoint, client, person, kind)


def _grant_of(here: Service, exchange: Exchange) -> Grant | None:
    store = here.provider.store
    code = store.codes.find(exchange.parameter("code"))
    if code is not None:
        return code.grant
    refresh = store.refresh_tokens.find(exchange.parameter("refresh_token"))
    if refresh is not None:
        return refresh.grant
    token = store.tokens.find(_bearer(exchange))
    return token.grant if token is not None else None


def finish(response: Response) -> Response:
    """Let faults change the answer, then note it."""
    exchange = CURRENT.get()
    if exchange is None:
        return response
    here = service()
    if exchange.own or exchange.fired or not here.scenarios.is_quiet:
        response = _spoiled(here, exchange, response)
    if exchange.path.endswith(PART) and not exchange.said:
        return response
    _keep(exchange, response)
    here.journal.add(exchange)
    return response


def _spoiled(here: Service, exchange: Exchange, response: Response) -> Response:
    scenarios = here.scenarios
    if not response.direct_passthrough:
        before = HttpAnswer(
            response.status_code, tuple(response.headers.items()), response.get_data()
        )
        about = about_of(here, exchange)
        after = scenarios.late(exchange, about, before)
        response = response if after == before else _response(after)
    if exchange.endpoint == "authorize" and exchange.own:
        sign_in = response.headers.get("Location", "").rpartition("/sign-in/")
        scenarios.follow(sign_in[2] if sign_in[1] else "", exchange.own)
    names = scenarios.active(exchange)
    if names:
        response.headers[ACTIVE] = ", ".join(names)[:LONGEST_HEADER]
    return response


def _response(answer: HttpAnswer) -> Response:
    response = current_app.response_class(answer.body, answer.status)
    response.headers.clear()
    for name, value in answer.headers:
        response.headers.add(name, value)
    response.headers.pop("Content-Length", None)
    if answer.announced is not None:
        response.headers["Content-Length"] = str(answer.announced)
    return response


def _keep(exchange: Exchange, response: Response) -> None:
    """Keep references; whoever reads the journal formats them."""
    exchange.took = ticks() - exchange.started
    exchange.status = response.status_code
    exchange.answer_headers = response.headers
    if response.mimetype != "text/html" and not response.direct_passthrough:
        body = response.get_data()
        exchange.body = body if len(body) <= LARGEST_BODY else None
    sent = vars(request)
    form = sent.get("form")
    if form:
        exchange.form = tuple(form.items(multi=True))
    else:
        exchange.content = (sent.get("_cached_data") or b"")[:LARGEST_BODY]


def close(_error: BaseException | None = None) -> None:
    """Return to the exchange that this one was part of, if any."""
    if "outer_exchange" in g:
        CURRENT.set(g.outer_exchange)
