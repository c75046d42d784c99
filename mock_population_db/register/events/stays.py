"""Staying elsewhere: temporary residence (tạm trú) and declared absence (tạm vắng).

Luật Cư trú Điều 27 allows a term of two years, as often as wanted; Điều 31 lists who
declares an absence. The log holds the term of a stay; it lasts until an event ends
it.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from mock_population_db.models import Change, Event, JsonObject, Person
from mock_population_db.refusals import EventBeforeBirth
from mock_population_db.refusals.homes import (
    AlreadyAbsent,
    NotAbsent,
    NoTemporaryResidence,
    StayInHomeCommune,
    TermReversed,
    TermTooLong,
)
from mock_population_db.register.events.days import earliest, years_after
from mock_population_db.register.events.journal import Certificate, Entry

STAY, STAY_END = "temporary_residence", "temporary_residence_end"
ABSENCE, RETURN = "absence", "absence_end"
LONGEST_TERM = 2  # years


@dataclass(frozen=True)
class Stay:
    """A temporary residence as the commune police registers it."""

    personal_id: str
    address: JsonObject
    from_on: str
    until_on: str
    paper: Certificate


@dataclass(frozen=True)
class Absence:
    """A declared absence; without an end while that is not known."""

    personal_id: str
    from_on: str
    until_on: str | None
    reason: str
    place: JsonObject | None = None


@dataclass(frozen=True)
class End:
    """The end of a temporary residence or an absence."""

    personal_id: str
    ended_on: str
    reason: str | None = None


def register_stay(entry: Entry, stay: Stay) -> JsonObject:
    """Record a temporary residence, in the place of an earlier one.

    Raises:
        PersonNotFound, PersonDeceased: nobody can stay there.
        TermTooLong, TermReversed: the term is not allowed.
        StayInHomeCommune: the person has permanent residence in that commune.
    """
    person = entry.living(stay.personal_id)
    entry.check_certificate(STAY, min(stay.from_on, entry.today), stay.paper)
    _check_start(person, stay.from_on)
    _check_term(entry, stay.from_on, stay.until_on)
    latest = years_after(stay.from_on, LONGEST_TERM)
    if stay.until_on > latest:
        raise TermTooLong(latest=latest)
    home = person.permanent_residence
    if home and home["commune"] == stay.address["commune"]:
        raise StayInHomeCommune
    row = entry.change(person, "resident")
    row.temporary_residence, row.residence_type = stay.address, "temporary"
    event = entry.write(
        STAY, happened_on=stay.from_on, facts=asdict(stay), paper=stay.paper
    )
    return entry.answer(event)


def end_stay(entry: Entry, end: End) -> JsonObject:
    """Record that a temporary residence has ended.

    Raises:
        NoTemporaryResidence: there is none.
    """
    person = entry.living(end.personal_id)
    entry.refuse_future(end.ended_on)
    if person.temporary_residence is None:
        raise NoTemporaryResidence
    begun = _begun(entry, person.personal_id)
    if begun and end.ended_on < begun:
        raise TermReversed(until=end.ended_on)
    row = entry.change(person, "resident")
    row.temporary_residence = None
    row.residence_type = "permanent" if row.permanent_residence else "current"
    return entry.answer(
        entry.write(STAY_END, happened_on=end.ended_on, facts=asdict(end))
    )


def declare_absence(entry: Entry, absence: Absence) -> JsonObject:
    """Record that a person is away (khai báo tạm vắng).

    Raises:
        AlreadyAbsent: an absence is declared and not ended.
        TermReversed: it ends before it begins.
    """
    person = entry.living(absence.personal_id)
    _check_start(person, absence.from_on)
    if absence.until_on:
        _check_term(entry, absence.from_on, absence.until_on)
    open_one = open_absence(entry, person)
    if open_one:
        raise AlreadyAbsent(since=open_one["declared_on"])
    row = entry.change(person, "absentee")
    row.absence_status = {
        "declared_on": absence.from_on,
        "until": absence.until_on,
        "reason": absence.reason,
        "place": absence.place,
    }
    row.current_residence = absence.place
    return entry.answer(
        entry.write(ABSENCE, happened_on=absence.from_on, facts=asdict(absence))
    )


def end_absence(entry: Entry, end: End) -> JsonObject:
    """Record that an absent person is back.

    Raises:
        NotAbsent: no absence is declared.
        TermReversed: it ends before it began.
    """
    person = entry.living(end.personal_id)
    entry.refuse_future(end.ended_on)
    open_one = open_absence(entry, person)
    if open_one is None:
        raise NotAbsent
    if end.ended_on < open_one["declared_on"]:
        raise TermReversed(until=end.ended_on)
    row = entry.change(person, "absentee")
    row.absence_status = row.current_residence = None
    return entry.answer(
        entry.write(RETURN, happened_on=end.ended_on, facts=asdict(end))
    )


def open_absence(entry: Entry, person: Person) -> JsonObject | None:
    """Return the absence that a person has declared and that still lasts."""
    found = person.absence_status
    if found is None or (found["until"] and found["until"] < entry.today):
        return None
    return found


def _begun(entry: Entry, number: str) -> str | None:
    """Return when the last registered stay began; the base's stays do not say."""
    query = (
        select(Event.happened_on)
        .join(Change, Change.event_id == Event.id)
        .where(
            Change.personal_id == number,
            Change.world == entry.world,
            Event.kind == STAY,
        )
        .order_by(Event.id.desc())
        .limit(1)
    )
    return entry.db.scalar(query)


def _check_start(person: Person, day: str) -> None:
    if earliest(day) < earliest(person.date_of_birth):
        raise EventBeforeBirth(day=day, born=person.date_of_birth)


def _check_term(entry: Entry, start: str, until: str) -> None:
    if until <= start or until < entry.today:
        raise TermReversed(until=until)
