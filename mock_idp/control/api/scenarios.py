"""Scenarios and plain faults over HTTP."""

from mock_idp.control.contract.orders import Field
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.control.faults.catalogue import CATALOGUE
from mock_idp.control.outages import KINDS
from mock_idp.control.scenario import SCENARIO
from mock_idp.service import Service

GROUP = "scenarios"


def index(order: Order) -> dict[str, object]:
    """Return what is on."""
    return {"scenarios": [s.told() for s in order.here.scenarios.all()]}


def add(order: Order) -> dict[str, object]:
    """Switch a scenario on."""
    return order.here.scenarios.switch_on(order.raw).told()


def one(order: Order, name: str) -> dict[str, object]:
    """Return one scenario that is on."""
    found = order.here.scenarios.find(name)
    if found is None:
        raise unknown("scenario", name)
    return found.told()


def replace(order: Order, name: str) -> dict[str, object]:
    """Switch a scenario on under a name, or replace it."""
    raw = order.raw
    named = {**raw, "id": name} if isinstance(raw, dict) else raw
    return order.here.scenarios.switch_on(named).told()


def remove(order: Order, name: str) -> None:
    """Switch a scenario off."""
    if order.here.scenarios.switch_off(name) is None:
        raise unknown("scenario", name)


def clear(order: Order) -> None:
    """Switch everything off."""
    order.here.scenarios.clear()


def _outages(here: Service) -> list[dict[str, object]]:
    active = here.outages.active()
    return [{"kind": kind, "seconds": seconds} for kind, seconds in active.items()]


def show_faults(order: Order) -> dict[str, object]:
    """Return the plain faults that are on, and every named one."""
    named = [
        {
            "id": fault.id,
            "title": str(fault.title),
            "must": str(fault.must),
            "acts_on": fault.points,
            "clause": fault.clause,
        }
        for fault in CATALOGUE.values()
    ]
    return {"faults": _outages(order.here), "catalogue": named}


def switch_on(order: Order) -> dict[str, object]:
    """Switch a plain fault on."""
    seconds = order.body.get("seconds", 0.0)
    order.here.outages.switch_on(order.body["kind"], seconds)
    return {"faults": _outages(order.here)}


def switch_off(order: Order) -> dict[str, object]:
    """Switch one plain fault off, or all."""
    order.here.outages.clear(order.query.get("kind"))
    return {"faults": _outages(order.here)}


ROUTES = (
    Route("GET", "/scenarios", index, "List the scenarios that are on.", group=GROUP),
    Route(
        "POST",
        "/scenarios",
        add,
        "Switch a scenario on: when, how often, what goes wrong.",
        SCENARIO,
        status=201,
        free_body=True,
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/scenarios",
        clear,
        "Switch every scenario off.",
        status=204,
        group=GROUP,
    ),
    Route("GET", "/scenarios/<name>", one, "Show a scenario.", group=GROUP),
    Route(
        "PUT",
        "/scenarios/<name>",
        replace,
        "Switch a scenario on under a name, or replace it.",
        SCENARIO,
        free_body=True,
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/scenarios/<name>",
        remove,
        "Switch a scenario off.",
        status=204,
        group=GROUP,
    ),
    Route(
        "GET",
        "/faults",
        show_faults,
        "Tell which plain faults are on, and list the catalogue of named ones.",
        group=GROUP,
    ),
    Route(
        "POST",
        "/faults",
        switch_on,
        'Switch a plain fault on: {"kind": "slow", "seconds": 2}.',
        (
            Field("kind", "string", "Which.", is_required=True, choices=KINDS),
            Field("seconds", "number", "Delay of every answer, for `slow`."),
        ),
        status=201,
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/faults",
        switch_off,
        "Switch one plain fault off (?kind=), or all.",
        query=(Field("kind", "string", "Which.", choices=KINDS),),
        group=GROUP,
    ),
)
