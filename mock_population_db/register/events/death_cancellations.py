"""Taking back a death that was recorded wrongly: the person lives again.

What the death changed is put back, except where life went on: a spouse who has
married again stays married (Bộ luật Dân sự Điều 73), and a household that has changed
its head since keeps it.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from mock_population_db.models import Change, Event, Household, JsonObject, Person
from mock_population_db.refusals.lives import DeathNotRecorded
from mock_population_db.register.events import deaths
from mock_population_db.register.events.households import appoint, join
from mock_population_db.register.events.journal import DEAD, Certificate, Entry
from mock_population_db.register.events.kin import OTHER
from mock_population_db.register.lookups import members_of
from mock_population_db.register.overlay import find

KIND = "death_cancellation"


@dataclass(frozen=True)
class DeathCancellation:
    """A decision that the record of a death was wrong."""

    personal_id: str
    paper: Certificate
    reason: str


def cancel_death(entry: Entry, cancellation: DeathCancellation) -> JsonObject:
    """Take back the recorded death of a person and return the event.

    Raises:
        PersonNotFound: nobody has this number.
        DeathNotRecorded: the person lives, or died before the register's events.
    """
    person = entry.person(cancellation.personal_id)
    event = _death_of(entry, person)
    entry.check_certificate(KIND, event.happened_on, cancellation.paper)
    change = _change_of(entry, event, person.personal_id)
    row = entry.change(person, "restored")
    was = change.before or {}
    row.life_status, row.died_on, row.death = was["life_status"], None, None
    row.id_card = was.get("id_card", row.id_card)
    _restore_marriage(entry, row)
    if was.get("file_no"):
        _restore_household(entry, row, was["file_no"], was["relation_to_head"], event)
    written = entry.write(
        KIND,
        happened_on=cancellation.paper.registered_on,
        facts=asdict(cancellation),
        paper=cancellation.paper,
        cancels=event.id,
    )
    return entry.answer(written)


def _death_of(entry: Entry, person: Person) -> Event:
    if person.life_status != DEAD:
        raise DeathNotRecorded
    query = (
        select(Event)
        .join(Change, Change.event_id == Event.id)
        .where(
            Event.kind == deaths.KIND,
            Change.personal_id == person.personal_id,
            Change.world == entry.world,
            Change.role == "deceased",
        )
        .order_by(Event.id.desc())
        .limit(1)
    )
    event = entry.db.scalar(query)
    if event is None:
        raise DeathNotRecorded
    return event


def _change_of(entry: Entry, event: Event, number: str) -> Change:
    query = select(Change).where(
        Change.event_id == event.id, Change.personal_id == number
    )
    return entry.db.scalars(query).one()


def _restore_marriage(entry: Entry, person: Person) -> None:
    if not person.spouse_id or person.marital_status != deaths.MARRIED:
        return
    spouse = entry.person(person.spouse_id)
    if spouse.spouse_id != person.personal_id:  # married again, and stays so
        person.marital_status, person.spouse_id = deaths.WIDOWED_OR_DIVORCED, None
    elif spouse.life_status == DEAD:
        person.marital_status = deaths.WIDOWED_OR_DIVORCED
    else:
        entry.change(spouse, "spouse").marital_status = deaths.MARRIED


def _restore_household(
    entry: Entry, person: Person, file_no: str, relation: str, event: Event
) -> None:
    household = find(entry.db, Household, file_no, entry.world)
    if household is None:
        return
    others = members_of(entry.db, file_no, entry.world)
    join(entry, household, person, None, "restored")
    if not others:
        appoint(entry, household, None)
    elif relation == "head" and _has_head_of(entry, household, event):
        appoint(entry, household, person.personal_id)
    elif person.relation_to_head == OTHER and relation != "head":
        person.relation_to_head = relation


def _has_head_of(entry: Entry, household: Household, event: Event) -> bool:
    """Whether the household still has the head that the death left it with."""
    if household.head_id is None:
        return True
    changes = entry.db.scalars(
        select(Change).where(
            Change.event_id == event.id, Change.personal_id == household.head_id
        )
    )
    return any(change.after.get("relation_to_head") == "head" for change in changes)
