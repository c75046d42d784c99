"""What agencies write: births, residences, insurance numbers.

Each needs an ``Idempotency-Key``: the first request answers 201, a repeat 200 with
the same body.
"""

from http import HTTPStatus
from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import Desk, write_once
from mock_population_db.api.doors import Door
from mock_population_db.models import JsonObject
from mock_population_db.register import births, insurance, residences
from mock_population_db.register.once import Answer

blueprint = Door("events", "/v1", "Writes")

KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 128},
    "description": "One key for one write; a repeat gets the first answer again.",
}


@blueprint.route("/births", methods=["POST"], parameters=[KEY_HEADER])
@blueprint.arguments(schemas.NewBirth)
@blueprint.response(201, schemas.BirthAnswer)
def birth(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Record a birth and issue the child's personal id."""

    def do(desk: Desk) -> JsonObject:
        child = births.Child(**body["child"])
        new = births.NewBirth(**{**body, "child": child})
        return births.register_birth(desk.db, new, world=desk.world, at=desk.now)

    return _answer(write_once("births", body, do))


@blueprint.route("/residences", methods=["POST"], parameters=[KEY_HEADER])
@blueprint.arguments(schemas.NewResidence)
@blueprint.response(201, schemas.ResidenceAnswer)
def residence(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Record a permanent residence."""

    def do(desk: Desk) -> JsonObject:
        new = residences.NewResidence(**body)
        return residences.register_residence(desk.db, new, world=desk.world)

    return _answer(write_once("residences", body, do))


@blueprint.route("/insurance-numbers", methods=["POST"], parameters=[KEY_HEADER])
@blueprint.arguments(schemas.NewInsurance)
@blueprint.response(201, schemas.InsuranceAnswer)
def insurance_number(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Give a person an insurance number."""

    def do(desk: Desk) -> JsonObject:
        return insurance.give_insurance_number(
            desk.db, body["personal_id"], world=desk.world
        )

    return _answer(write_once("insurance-numbers", body, do))


def _answer(answer: Answer) -> tuple[JsonObject, int]:
    return answer.body, HTTPStatus.CREATED if answer.is_new else HTTPStatus.OK
