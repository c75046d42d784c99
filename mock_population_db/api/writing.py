"""How events are written over the API: once per key, in the caller's name."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from mock_population_db.api.calling import Desk, write_once
from mock_population_db.models import JsonObject
from mock_population_db.register.events.journal import Author, Certificate, Entry
from mock_population_db.register.once import Answer

KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 128},
    "description": "One key for one write; a repeat gets the first answer again.",
}


def author_of(desk: Desk) -> Author:
    """Return in whose name a request writes."""
    return Author(desk.call.requester, desk.call.purpose, desk.call.dossier)


def answered(answer: Answer) -> tuple[JsonObject, int]:
    """Answer 201 to the first request under a key and 200 to its repeats."""
    return answer.body, HTTPStatus.CREATED if answer.is_new else HTTPStatus.OK


def write_event(
    operation: str, body: JsonObject, act: Callable[[Entry], JsonObject]
) -> tuple[JsonObject, int]:
    """Write one event in one transaction, under the request's Idempotency-Key."""

    def do(desk: Desk) -> JsonObject:
        entry = Entry(desk.db, world=desk.world, at=desk.now, author=author_of(desk))
        return act(entry)

    return answered(write_once(f"events/{operation}", body, do))


def paper_of(body: dict[str, Any]) -> Certificate:
    """Return the certificate that a body describes."""
    return Certificate(
        registered_on=body["registered_on"],
        number=body["certificate_number"],
        book=body["book"],
        office=body["registration_place"]["commune"],
    )
