"""Plays the faults that touch a request, and says so in the answer's headers."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import Engine

from mock_population_db import errors
from mock_population_db.faults import kinds, spoiling
from mock_population_db.faults.playing import Played, Request, numbers_in, play

HEADER = "X-Population-Fault"
LOOKING_UP = frozenset({"verification", "finding", "facade", "facade_soap"})
"""Blueprints whose POST requests look people up."""
FACADES = frozenset({"facade", "facade_soap"})
JSON = "application/json"


def meet(
    engine: Engine, wait: Callable[[float], object], *, world: str, caller: str
) -> Response | None:
    """Play what a request meets before it is looked at.

    Returns:
        What is answered in the view's place, if anything.

    Raises:
        RegisterDown: the register is down.
    """
    found = play(engine, world, _asked(caller))
    g.faults = found
    if kinds.SLOW in found:
        wait(found[kinds.SLOW].seconds)
    if kinds.DOWN in found:
        raise errors.RegisterDown
    if kinds.RUBBISH in found:
        return Response(spoiling.RUBBISH, content_type=JSON)
    if kinds.ENGLISH in found:
        text = json.dumps(spoiling.ENGLISH_ERROR)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return Response(text, status=status, content_type=JSON)
    return None


def is_met(kind: str) -> bool:
    """Tell whether the request at work meets a fault of this kind."""
    return kind in _met()


def spoiled_citizen(content: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what is left of a citizen in the published form."""
    if content is None or not is_met(kinds.PARTIAL):
        return content
    return {name: content[name] for name in content if name in spoiling.KEPT}


def mark_answers(app: Flask) -> None:
    """Spoil the answers that a fault touches, and name the fault in a header."""

    @app.after_request
    def _mark(response: Response) -> Response:
        found = _met()
        if found:
            response.headers[HEADER] = ", ".join(sorted(found))
            if response.status_code < HTTPStatus.BAD_REQUEST:
                _spoil(response, frozenset(found))
        return response


def _met() -> Mapping[str, Played]:
    found: Mapping[str, Played] = g.get("faults", {})
    return found


def _asked(caller: str) -> Request:
    requester = request.headers.get("X-Requester", "").strip()
    looks_up = request.method == "GET" or request.blueprint in LOOKING_UP
    return Request(
        callers=frozenset({caller, requester} - {""}),
        people=numbers_in(request.full_path, _body()),
        looks_up=looks_up,
    )


def _body() -> str:
    if request.method == "GET":
        return ""
    return request.get_data().decode("utf-8", "ignore")


def _spoil(response: Response, found: frozenset[str]) -> None:
    if found & {kinds.RUBBISH, kinds.ENGLISH} or not found & kinds.OF_LOOK_UPS:
        return
    if response.mimetype == JSON and request.blueprint not in FACADES:
        answer = response.get_json(silent=True)
        if kinds.STALE in found:
            answer = spoiling.in_world(answer, g.call.world)
        if kinds.PARTIAL in found:
            answer = spoiling.partial(answer)
        if kinds.EMPTY in found:
            answer = spoiling.emptied(answer)
        response.set_data(json.dumps(answer, ensure_ascii=False))
    if kinds.NFD in found:
        text = response.get_data(as_text=True)
        response.set_data(spoiling.decomposed(text))
