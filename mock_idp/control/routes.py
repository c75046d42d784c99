"""The control API: clock, faults and reset, for whoever holds the admin key."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from mock_idp.clock import VIETNAM, Clock
from mock_idp.oidc.clients import same_text
from mock_idp.service import service

control = Blueprint("control", __name__, url_prefix="/__mock")


class BadOrder(ValueError):  # noqa: N818 - named after what is wrong
    """The body of a control request cannot be followed; the text says why."""


@control.before_request
def check_key() -> None:
    """Let in only holders of the admin key; without a key there is no API at all."""
    key = service().settings.admin_key
    if key is None:
        abort(404)
    if not same_text(request.headers.get("Authorization", ""), f"Bearer {key}"):
        abort(401)


@control.errorhandler(ValueError)
def refuse(error: ValueError) -> ResponseReturnValue:
    """Say what is wrong with an order."""
    return jsonify(error="bad_order", detail=str(error)), 422


@control.get("/clock")
def show_clock() -> ResponseReturnValue:
    """Tell the time and whether it runs."""
    return jsonify(_told(service().clock))


@control.put("/clock")
def set_clock() -> ResponseReturnValue:
    """Freeze the clock or let it run, now or at a moment: ``{"mode":…,"now":…}``."""
    order = _order()
    mode = order.get("mode", "running")
    if mode not in ("running", "frozen"):
        raise BadOrder("mode must be running or frozen")
    at = _moment(order["now"]) if order.get("now") is not None else None
    clock = service().clock
    clock.freeze(at) if mode == "frozen" else clock.run(at)
    return jsonify(_told(clock))


@control.post("/clock/advance")
def advance() -> ResponseReturnValue:
    """Move the clock on by ``{"seconds": …}``."""
    service().clock.advance(_number(_order().get("seconds")))
    return jsonify(_told(service().clock))


@control.get("/faults")
def show_faults() -> ResponseReturnValue:
    """Tell which faults are on."""
    return jsonify(faults=_faults())


@control.post("/faults")
def switch_on() -> ResponseReturnValue:
    """Switch a fault on: ``{"kind": "slow", "seconds": 2}``."""
    order = _order()
    seconds = _number(order.get("seconds", 0))
    service().faults.switch_on(str(order.get("kind")), seconds)
    return jsonify(faults=_faults()), 201


@control.delete("/faults")
def switch_off() -> ResponseReturnValue:
    """Switch one fault off (``?kind=``), or all."""
    service().faults.clear(request.args.get("kind"))
    return jsonify(faults=_faults())


@control.post("/reset")
def reset() -> ResponseReturnValue:
    """Forget sessions, tokens, sign-ins, raised levels, faults; clock as at start."""
    service().reset()
    return "", 204


def _order() -> dict[str, Any]:
    order = request.get_json(silent=True)
    if not isinstance(order, dict):
        raise BadOrder("a JSON object is expected")
    return order


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadOrder("seconds must be a number")
    try:
        return float(value)
    except OverflowError:
        raise BadOrder("seconds is too large") from None


def _moment(value: object) -> float:
    if not isinstance(value, str):
        return _number(value)
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise BadOrder("now needs a time zone, as in 2026-03-10T08:30:00+07:00")
    return moment.timestamp()


def _told(clock: Clock) -> dict[str, object]:
    now = clock.now()
    return {
        "mode": clock.mode,
        "now": datetime.fromtimestamp(now, UTC).astimezone(VIETNAM).isoformat(),
        "epoch": now,
    }


def _faults() -> list[dict[str, object]]:
    active = service().faults.active()
    return [{"kind": kind, "seconds": seconds} for kind, seconds in active.items()]
