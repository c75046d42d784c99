"""The clock over HTTP: freeze, set, advance, run faster."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mock_idp.clock import VIETNAM, Clock
from mock_idp.control.contract.orders import Field
from mock_idp.control.contract.table import Order, Route

GROUP = "clock"


def told(clock: Clock) -> dict[str, object]:
    """Return what a clock shows."""
    now = clock.now()
    return {
        "mode": clock.mode,
        "now": datetime.fromtimestamp(now, UTC).astimezone(VIETNAM).isoformat(),
        "epoch": now,
        "scale": clock.scale,
    }


def show(order: Order) -> dict[str, object]:
    """Tell the time."""
    return told(order.here.clock)


def change(order: Order) -> dict[str, object]:
    """Freeze or run, from now or from a moment."""
    apply(order.here.clock, order.body)
    return told(order.here.clock)


def apply(clock: Clock, hands: Mapping[str, Any]) -> None:
    """Let a clock show what an order says.

    Raises:
        ValueError: a moment or a speed that is not sensible.
    """
    if not hands:
        return
    if hands.get("mode", "running") == "frozen":
        clock.freeze(hands.get("now"))
    else:
        clock.run(hands.get("now"), hands.get("scale"))


def advance(order: Order) -> dict[str, object]:
    """Move the clock on."""
    order.here.clock.advance(order.body["seconds"])
    return told(order.here.clock)


HANDS = (
    Field("mode", "string", "What it does.", choices=("running", "frozen")),
    Field("now", "moment", "The moment to show."),
    Field("scale", "number", "Seconds that pass in a second; 1 is usual."),
)
ROUTES = (
    Route("GET", "/clock", show, "Tell the time and whether it runs.", group=GROUP),
    Route(
        "PUT",
        "/clock",
        change,
        "Freeze the clock or let it run, now or at a moment, at its own speed.",
        HANDS,
        group=GROUP,
    ),
    Route(
        "POST",
        "/clock/advance",
        advance,
        "Move the clock on, or back with a negative number.",
        (Field("seconds", "number", "By how much.", is_required=True),),
        group=GROUP,
    ),
)
