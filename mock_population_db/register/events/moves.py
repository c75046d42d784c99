"""Moving: permanent residence in another household or a new one.

People move together or alone. Who stays behind without a head gets the next one; who
joins a household gets its address, so that one household never has two.
"""

from dataclasses import asdict, dataclass

from mock_population_db.models import Household, JsonObject, Person
from mock_population_db.refusals import EventBeforeBirth
from mock_population_db.refusals.homes import (
    AlreadyMember,
    HeadTooYoung,
    NamedTwice,
)
from mock_population_db.register.events import households
from mock_population_db.register.events.days import age_on, earliest
from mock_population_db.register.events.journal import Certificate, Entry

KIND = "move"
HEAD_CHANGE = "household_head"


@dataclass(frozen=True)
class Mover:
    """One of those who move; the relation is written by kin links when absent."""

    personal_id: str
    relation_to_head: str | None = None


@dataclass(frozen=True)
class Move:
    """A move as the commune police registers it.

    Attributes:
        movers: who move, together.
        file_no: the household they join, or None for a new one.
        address: where the new household lives, or None when they join one.
        head_id: who heads the new household; the first adult when absent.
        next_head_id: whom those who stay behind name as their head.
    """

    movers: tuple[Mover, ...]
    moved_on: str
    paper: Certificate
    file_no: str | None = None
    address: JsonObject | None = None
    head_id: str | None = None
    next_head_id: str | None = None


def register_move(entry: Entry, move: Move) -> JsonObject:
    """Record a move and return the event with the household's file number.

    Raises:
        PersonNotFound, PersonDeceased: somebody who moves is unknown or dead.
        NoSuchHousehold, HouseholdGone: there is no household to join.
        AlreadyMember, NamedTwice: somebody lives there or is named twice.
        HeadTooYoung, NotAMember: nobody can head the household.
    """
    people = _movers(entry, move)
    entry.check_certificate(KIND, move.moved_on, move.paper)
    joined = households.open_household(entry, move.file_no) if move.file_no else None
    if joined:
        _refuse_members(people, joined)
    before = {one.personal_id: (one.file_no, one.permanent_residence) for one in people}
    head = None if joined else _head(entry, move, people)
    households.leave(entry, people, "mover", move.next_head_id)
    household = joined or _open(entry, move, head)
    said = {mover.personal_id: mover.relation_to_head for mover in move.movers}
    for person in people:
        households.join(entry, household, person, said[person.personal_id], "mover")
    if household.head_id is None and _adults(entry, people):
        households.appoint(entry, household, None)  # minors waited here alone
    facts = {**asdict(move), "file_no": household.file_no, "from": before}
    event = entry.write(KIND, happened_on=move.moved_on, facts=facts, paper=move.paper)
    return {**entry.answer(event), "file_no": household.file_no}


@dataclass(frozen=True)
class HeadChange:
    """The members' choice of another head."""

    file_no: str
    head_id: str
    changed_on: str
    paper: Certificate


def change_head(entry: Entry, change: HeadChange) -> JsonObject:
    """Record who heads a household from now on.

    Raises:
        NoSuchHousehold, HouseholdGone: nobody lives there.
        NotAMember, HeadTooYoung: the person named cannot head it.
    """
    household = households.open_household(entry, change.file_no)
    entry.living(change.head_id)
    entry.check_certificate(HEAD_CHANGE, change.changed_on, change.paper)
    households.appoint(entry, household, change.head_id)
    event = entry.write(
        HEAD_CHANGE,
        happened_on=change.changed_on,
        facts=asdict(change),
        paper=change.paper,
    )
    return {**entry.answer(event), "file_no": change.file_no}


def _movers(entry: Entry, move: Move) -> list[Person]:
    people: dict[str, Person] = {}
    for mover in move.movers:
        person = entry.living(mover.personal_id)
        if mover.personal_id in people:
            raise NamedTwice(person=mover.personal_id)
        if earliest(move.moved_on) < earliest(person.date_of_birth):
            raise EventBeforeBirth(day=move.moved_on, born=person.date_of_birth)
        people[mover.personal_id] = person
    return list(people.values())


def _refuse_members(people: list[Person], household: Household) -> None:
    for person in people:
        if person.file_no == household.file_no:
            raise AlreadyMember(person=person.personal_id)


def _head(entry: Entry, move: Move, people: list[Person]) -> Person:
    adults = [
        one for one in _adults(entry, people) if move.head_id in {None, one.personal_id}
    ]
    if not adults:
        raise HeadTooYoung
    return adults[0]


def _adults(entry: Entry, people: list[Person]) -> list[Person]:
    return [
        one
        for one in people
        if age_on(one.date_of_birth, entry.today) >= households.ADULT
    ]


def _open(entry: Entry, move: Move, head: Person | None) -> Household:
    assert head is not None  # noqa: S101 - a new household got its head above
    assert move.address is not None  # noqa: S101 - the shape gives one of the two
    return households.new_household(entry, head, move.address)
