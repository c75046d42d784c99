"""Civil status: deaths, marriages, divorces, recognitions, corrections."""

from typing import Any

from forms import codelists
from mock_population_db.api.calling import check_caller
from mock_population_db.api.doors import Door
from mock_population_db.api.life import shapes
from mock_population_db.api.writing import KEY_HEADER, paper_of, write_event
from mock_population_db.models import JsonObject
from mock_population_db.register.events.corrections import (
    Correction,
    register_correction,
)
from mock_population_db.register.events.death_cancellations import (
    DeathCancellation,
    cancel_death,
)
from mock_population_db.register.events.deaths import Death, register_death
from mock_population_db.register.events.journal import Certificate
from mock_population_db.register.events.marriages import (
    Divorce,
    NewMarriage,
    register_divorce,
    register_marriage,
)
from mock_population_db.register.events.paternities import (
    Paternity,
    register_paternity,
)

Answer = tuple[JsonObject, int]
KEYS = [KEY_HEADER]
OF_PAPER = ("registered_on", "certificate_number", "book", "registration_place")

door = Door("civil-status", "/v1/events", "Civil-status events", check_caller)


@door.post("/deaths", shapes.NewDeath, shapes.EventAnswer, status=201, parameters=KEYS)
def death(body: dict[str, Any]) -> Answer:
    """Record a death: the spouse is widowed, the household gets its next head."""
    new = Death(
        **_without_paper(body),
        paper=paper_of(body),
        registration_place=body["registration_place"],
    )
    return write_event("deaths", body, lambda entry: register_death(entry, new))


@door.post(
    "/deaths/cancellations",
    shapes.DeathCancellation,
    shapes.EventAnswer,
    status=201,
    parameters=KEYS,
)
def death_cancellation(body: dict[str, Any]) -> Answer:
    """Take back a death that was recorded wrongly."""
    new = DeathCancellation(**_without_paper(body), paper=paper_of(body))
    return write_event(
        "deaths/cancellations", body, lambda entry: cancel_death(entry, new)
    )


@door.post(
    "/marriages", shapes.NewMarriage, shapes.EventAnswer, status=201, parameters=KEYS
)
def marriage(body: dict[str, Any]) -> Answer:
    """Record a marriage; it begins on the day of registration."""
    office = codelists.commune(body["registration_place"]["commune"])
    province = codelists.province(office.province)
    new = NewMarriage(
        **_without_paper(body),
        paper=paper_of(body),
        place=f"UBND {office.full_name}, {province.full_name}",
    )
    return write_event("marriages", body, lambda entry: register_marriage(entry, new))


@door.post(
    "/divorces", shapes.NewDivorce, shapes.EventAnswer, status=201, parameters=KEYS
)
def divorce(body: dict[str, Any]) -> Answer:
    """Record a divorce that a court decided."""
    new = Divorce(
        husband_id=body["husband_id"],
        wife_id=body["wife_id"],
        decided_on=body["decided_on"],
        court=body["court"],
        paper=Certificate(body["registered_on"], body["decision_number"]),
    )
    return write_event("divorces", body, lambda entry: register_divorce(entry, new))


@door.post(
    "/paternities",
    shapes.NewPaternity,
    shapes.EventAnswer,
    status=201,
    parameters=KEYS,
)
def paternity(body: dict[str, Any]) -> Answer:
    """Record who is a child's father."""
    new = Paternity(**_without_paper(body), paper=paper_of(body))
    return write_event(
        "paternities", body, lambda entry: register_paternity(entry, new)
    )


@door.post(
    "/corrections",
    shapes.NewCorrection,
    shapes.EventAnswer,
    status=201,
    parameters=KEYS,
)
def correction(body: dict[str, Any]) -> Answer:
    """Correct facts of a person; the number never changes."""
    new = Correction(**_without_paper(body), paper=paper_of(body))
    return write_event(
        "corrections", body, lambda entry: register_correction(entry, new)
    )


def _without_paper(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in OF_PAPER}
