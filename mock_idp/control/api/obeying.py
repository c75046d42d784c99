"""How the table of the control API answers an order."""

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request
from werkzeug.routing import Map, Rule

from forms.i18n import _
from mock_idp.control.api.index import ROUTES
from mock_idp.control.contract import orders
from mock_idp.control.contract.openapi import document
from mock_idp.control.contract.orders import Problem
from mock_idp.control.contract.table import Order, Route, etag_of
from mock_idp.front.current import service
from mock_idp.service import Service

CHANGED = _("Tài nguyên đã đổi từ lần đọc trước. Đọc lại rồi gửi lại với ETag mới.")
OF_ROOT = _("Việc này chỉ làm được ở gốc, không làm được trong một tenant.")
NOT_JSON = _("Yêu cầu phải là JSON (Content-Type: application/json).")
OPENAPI = "openapi.json"
"""Where the description of this API is; it is no route of the table itself."""

_ADDRESSES = Map(
    [
        Rule(path, endpoint=endpoint, methods=[method, "OPTIONS"])
        for path, endpoint, method in (
            (f"/{OPENAPI}", OPENAPI, "GET"),
            *((route.path, route, route.method) for route in ROUTES),
        )
    ],
    merge_slashes=False,
).bind("")


def answer(address: str) -> Response:
    """Do what the request orders, at an address below ``/__mock/``.

    Raises:
        HTTPException: nothing is at this address, or not for this method.
        Problem: the order cannot be obeyed.
    """
    route, names = _ADDRESSES.match(f"/{address}", request.method)
    if request.method == "OPTIONS":
        response = Response()
        response.allow.update(_ADDRESSES.allowed_methods(f"/{address}"))
        return response
    here = service()
    if route == OPENAPI:
        return jsonify(document(ROUTES, here.settings.issuer))
    if route.of_root and here.name:
        raise Problem(OF_ROOT, 404)
    order = _order(route, here)
    _check_unchanged(route, here, names)
    return _written(route, route.do(order, **names))


def _order(route: Route, here: Service) -> Order:
    query = {field.name: field for field in route.query}
    sent = {k: v for k, v in request.args.items() if k in query}
    asked = orders.read(_typed(sent, query), route.query)
    if route.body is None and not route.free_body:
        return Order(here, query=asked)
    raw = _json()
    if raw is None and route.free_body:
        raise Problem(NOT_JSON, 415 if not request.is_json else 422)
    if route.free_body:
        return Order(here, raw=raw, query=asked)
    if raw is None and route.method == "POST" and not request.get_data():
        raw = {}
    return Order(here, orders.read(raw, route.body or ()), raw, asked)


def _json() -> Any:  # noqa: ANN401 - JSON
    """Return the request's JSON; nothing when it is none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _typed(sent: dict[str, str], fields: dict[str, orders.Field]) -> dict[str, Any]:
    """Turn numbers of an address, which are texts, into numbers."""
    kinds: dict[str, Any] = {"integer": int, "number": float}
    typed: dict[str, Any] = {}
    for name, text in sent.items():
        read = kinds.get(fields[name].kind, str)
        try:
            typed[name] = read(text[: orders.LONGEST_TEXT])
        except ValueError:
            typed[name] = text
    return typed


def _check_unchanged(route: Route, here: Service, names: Mapping[str, Any]) -> None:
    """Refuse a change of something that has changed since it was read."""
    if route.method not in ("PUT", "DELETE") or not request.if_match:
        return
    shown = next(
        (r for r in ROUTES if r.method == "GET" and r.path == route.path), None
    )
    if shown is None:
        return
    now = shown.do(Order(here), **names)
    if not request.if_match.contains(etag_of(now)):
        raise Problem(CHANGED, 412)


def _written(route: Route, said: Any) -> Response:  # noqa: ANN401 - whatever a route says
    if said is None:
        return Response(status=204)
    if isinstance(said, Response):
        return said
    response = jsonify(said)
    response.status_code = route.status
    if route.method in ("GET", "PUT") and route.status == 200:  # noqa: PLR2004 - HTTP
        response.set_etag(etag_of(said))
    if route.method == "GET":
        response.make_conditional(request)
    return response
