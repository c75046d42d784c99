"""What agencies write: births, residences, insurance numbers.

Each needs an ``Idempotency-Key``: the first request answers 201, a repeat 200 with
the same body.
"""

from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import Desk, check_caller, write_once
from mock_population_db.api.doors import Door
from mock_population_db.api.writing import KEY_HEADER, answered, author_of
from mock_population_db.models import JsonObject
from mock_population_db.register import births, insurance, residences

door = Door("events", "/v1", "Writes", check_caller)


@door.post(
    "/births",
    schemas.NewBirth,
    schemas.BirthAnswer,
    status=201,
    parameters=[KEY_HEADER],
)
def birth(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Record a birth and issue the child's personal id."""

    def do(desk: Desk) -> JsonObject:
        child = births.Child(**body["child"])
        new = births.NewBirth(**{**body, "child": child})
        return births.register_birth(
            desk.db, new, world=desk.world, at=desk.now, author=author_of(desk)
        )

    return answered(write_once("births", body, do))


@door.post(
    "/residences",
    schemas.NewResidence,
    schemas.ResidenceAnswer,
    status=201,
    parameters=[KEY_HEADER],
)
def residence(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Record a permanent residence."""

    def do(desk: Desk) -> JsonObject:
        new = residences.NewResidence(**body)
        return residences.register_residence(
            desk.db, new, world=desk.world, at=desk.now, author=author_of(desk)
        )

    return answered(write_once("residences", body, do))


@door.post(
    "/insurance-numbers",
    schemas.NewInsurance,
    schemas.InsuranceAnswer,
    status=201,
    parameters=[KEY_HEADER],
)
def insurance_number(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Give a person an insurance number."""

    def do(desk: Desk) -> JsonObject:
        return insurance.give_insurance_number(
            desk.db,
            body["personal_id"],
            world=desk.world,
            at=desk.now,
            author=author_of(desk),
        )

    return answered(write_once("insurance-numbers", body, do))
