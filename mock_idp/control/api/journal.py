"""The journal over HTTP: read, wait, export, forget."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from forms.i18n import _
from mock_idp.control import exports
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Answer, Order, Route
from mock_idp.control.journal import LONGEST_WAIT_SECONDS, Search

GROUP = "journal"
FORMATS = ("json", "har", "mermaid", "pytest")
SECONDS = _("timeout phải từ 0 đến %(most)s giây.")
BUSY = _("Đang có quá nhiều lệnh chờ. Thử lại sau.")
SEARCH = (
    Field("after", "integer", "Only exchanges with a higher number."),
    Field("client", "string", "Only of this client_id."),
    Field("person", "string", "Only about this person."),
    Field("endpoint", "string", "Only of this endpoint."),
)


def _search(said: Mapping[str, Any]) -> Search:
    return Search(
        after=said.get("after", 0),
        client=said.get("client"),
        person=said.get("person"),
        endpoint=said.get("endpoint"),
    )


def read(order: Order) -> Answer:
    """Return the exchanges that are wanted, in the format that is wanted."""
    found = order.here.journal.find(_search(order.query))
    kind, issuer = order.query.get("format", "json"), order.here.settings.issuer
    if kind == "har":
        return exports.har(found, issuer)
    if kind == "mermaid":
        return Response(exports.mermaid(found), mimetype="text/plain")
    if kind == "pytest":
        return Response(exports.pytest_file(found, issuer), mimetype="text/x-python")
    return {
        "exchanges": [exports.entry(exchange) for exchange in found],
        "last": order.here.journal.last,
    }


def wait(order: Order) -> dict[str, object]:
    """Return the first wanted exchange, now or as soon as it happens."""
    timeout = order.body.get("timeout", 1.0)
    if not 0 <= timeout <= LONGEST_WAIT_SECONDS:
        raise Problem(SECONDS, where="/timeout", most=int(LONGEST_WAIT_SECONDS))
    with order.here.journal.place() as is_free:
        if not is_free:
            raise Problem(BUSY, 429)
        found = order.here.journal.wait(_search(order.body), timeout)
    return {
        "exchange": exports.entry(found) if found else None,
        "timed_out": found is None,
        "last": order.here.journal.last,
    }


def forget(order: Order) -> None:
    """Forget every exchange."""
    order.here.journal.clear()


ROUTES = (
    Route(
        "GET",
        "/journal",
        read,
        "Read the last exchanges; ?format=har, mermaid or pytest exports them.",
        query=(*SEARCH, Field("format", "string", "How.", choices=FORMATS)),
        group=GROUP,
    ),
    Route(
        "POST",
        "/journal/wait",
        wait,
        "Wait until an exchange happens that fits, and return it.",
        (*SEARCH, Field("timeout", "duration", "Real seconds to wait: 1, at most 60.")),
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/journal",
        forget,
        "Forget the exchanges; numbers go on.",
        status=204,
        group=GROUP,
    ),
)
