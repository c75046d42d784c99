"""Residence: moves, heads of households, stays, absences; cards and contacts."""

from typing import Any

from mock_population_db.api.calling import check_caller
from mock_population_db.api.doors import Door
from mock_population_db.api.life import shapes
from mock_population_db.api.writing import KEY_HEADER, paper_of, write_event
from mock_population_db.models import JsonObject
from mock_population_db.register.events import moves, papers, stays

Answer = tuple[JsonObject, int]
KEYS = [KEY_HEADER]

door = Door("residence-events", "/v1/events", "Residence events", check_caller)


@door.post("/moves", shapes.NewMove, shapes.MoveAnswer, status=201, parameters=KEYS)
def move(body: dict[str, Any]) -> Answer:
    """Record a move of one or more people to a household, there or new."""
    new = moves.Move(
        movers=tuple(moves.Mover(**mover) for mover in body["movers"]),
        moved_on=body["moved_on"],
        file_no=body["file_no"],
        address=body["address"],
        head_id=body["head_id"],
        next_head_id=body["next_head_id"],
        paper=paper_of(body),
    )
    return write_event("moves", body, lambda entry: moves.register_move(entry, new))


@door.post(
    "/household-heads", shapes.NewHead, shapes.MoveAnswer, status=201, parameters=KEYS
)
def household_head(body: dict[str, Any]) -> Answer:
    """Record who heads a household from now on."""
    new = moves.HeadChange(
        file_no=body["file_no"],
        head_id=body["head_id"],
        changed_on=body["changed_on"],
        paper=paper_of(body),
    )
    return write_event(
        "household-heads", body, lambda entry: moves.change_head(entry, new)
    )


@door.post(
    "/temporary-residences",
    shapes.NewStay,
    shapes.EventAnswer,
    status=201,
    parameters=KEYS,
)
def stay(body: dict[str, Any]) -> Answer:
    """Record a temporary residence for a term of two years at most."""
    new = stays.Stay(
        personal_id=body["personal_id"],
        address=body["address"],
        from_on=body["from_on"],
        until_on=body["until_on"],
        paper=paper_of(body),
    )
    return write_event(
        "temporary-residences", body, lambda entry: stays.register_stay(entry, new)
    )


@door.post(
    "/temporary-residences/end",
    shapes.Ending,
    shapes.EventAnswer,
    status=201,
    parameters=KEYS,
)
def stay_end(body: dict[str, Any]) -> Answer:
    """Record that a temporary residence has ended."""
    new = stays.End(**body)
    return write_event(
        "temporary-residences/end", body, lambda entry: stays.end_stay(entry, new)
    )


@door.post(
    "/absences", shapes.NewAbsence, shapes.EventAnswer, status=201, parameters=KEYS
)
def absence(body: dict[str, Any]) -> Answer:
    """Record a declared absence."""
    new = stays.Absence(**body)
    return write_event(
        "absences", body, lambda entry: stays.declare_absence(entry, new)
    )


@door.post(
    "/absences/end", shapes.Ending, shapes.EventAnswer, status=201, parameters=KEYS
)
def absence_end(body: dict[str, Any]) -> Answer:
    """Record that an absent person is back."""
    new = stays.End(**body)
    return write_event(
        "absences/end", body, lambda entry: stays.end_absence(entry, new)
    )


@door.post(
    "/identity-cards", shapes.NewCard, shapes.CardAnswer, status=201, parameters=KEYS
)
def identity_card(body: dict[str, Any]) -> Answer:
    """Record an identity card that was issued, changed or issued again."""
    new = papers.NewCard(**body)
    return write_event(
        "identity-cards", body, lambda entry: papers.issue_card(entry, new)
    )


@door.post(
    "/contacts", shapes.NewContact, shapes.EventAnswer, status=201, parameters=KEYS
)
def contact(body: dict[str, Any]) -> Answer:
    """Record a phone or an e-mail."""
    new = papers.Contact(**body)
    return write_event(
        "contacts", body, lambda entry: papers.record_contact(entry, new)
    )
