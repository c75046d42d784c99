"""People kept for tests."""

from typing import Any

from mock_population_db.access.rights import check_search
from mock_population_db.api.calling import Desk, at_desk, check_caller, write_once
from mock_population_db.api.doors import Door
from mock_population_db.api.finding import shapes
from mock_population_db.api.finding.searching import question_of
from mock_population_db.api.writing import KEY_HEADER, answered
from mock_population_db.finding import reservations
from mock_population_db.finding.reservations import Holder
from mock_population_db.models import JsonObject
from mock_population_db.models.reservations import Reservation

door = Door("reservations", "/v1/reservations", "People kept for tests", check_caller)


@door.post(
    "", shapes.NewReservation, shapes.Reservation, status=201, parameters=[KEY_HEADER]
)
def keep(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Keep a person who fits and whom nobody else keeps in this world."""

    def do(desk: Desk) -> JsonObject:
        question = question_of(desk, body["criteria"], limit=1)
        check_search(desk.db, desk.asking, question.criteria.groups())
        kept, person = reservations.reserve(
            desk.db,
            question,
            Holder(desk.call.caller, desk.call.requester),
            at=desk.now,
            minutes=body["minutes"],
        )
        desk.remember((person.personal_id,), {"identity", *question.criteria.groups()})
        return _record(kept)

    return answered(write_once("reservations", body, do))


@door.get("", shapes.Reservations)
def kept() -> dict[str, Any]:
    """What the calling system keeps in this world."""
    with at_desk() as desk:
        found = reservations.reservations_of(
            desk.db, world=desk.call.world, caller=desk.call.caller, at=desk.now
        )
        return {"reservations": [_record(one) for one in found]}


@door.get("/<reference>", shapes.Reservation)
def one(reference: str) -> JsonObject:
    """One reservation."""
    with at_desk() as desk:
        return _record(_get(desk, reference))


@door.delete("/<reference>", shapes.Nothing, shapes.Reservation)
def release(_query: dict[str, Any], reference: str) -> JsonObject:
    """Give a person back; the answer is the reservation as it was."""
    with at_desk() as desk:
        found = _get(desk, reference)
        record = _record(found)
        desk.db.delete(found)
        return record


def _get(desk: Desk, reference: str) -> Reservation:
    return reservations.get_reservation(
        desk.db,
        reference,
        world=desk.call.world,
        caller=desk.call.caller,
        at=desk.now,
    )


def _record(kept: Reservation) -> JsonObject:
    return {
        "reference": kept.reference,
        "personal_id": kept.personal_id,
        "requester": kept.requester,
        "criteria": kept.criteria,
        "reserved_at": kept.reserved_at.isoformat(),
        "until": kept.until.isoformat(),
    }
