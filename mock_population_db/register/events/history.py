"""A person's record through time: what changed, when, by whose event."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from mock_population_db.models import Change, Event, JsonObject, Person
from mock_population_db.refusals import VersionNotFound

FIRST = 1
COLUMNS = frozenset(inspect(Person).column_attrs.keys())


@dataclass(frozen=True)
class Happening:
    """One event as it changed one person; ``cancelled_by`` names what took it back."""

    event: Event
    change: Change
    cancelled_by: int | None


def events_of(db: Session, number: str, world: str) -> list[Happening]:
    """Return what happened to a person in a world, the latest first."""
    query = (
        select(Event, Change)
        .join(Change, Change.event_id == Event.id)
        .where(Change.personal_id == number, Change.world == world)
        .order_by(Change.version.desc())
    )
    rows = [(event, change) for event, change in db.execute(query)]
    cancelled = _cancellations(db, [event.id for event, _change in rows])
    return [Happening(event, change, cancelled.get(event.id)) for event, change in rows]


def version_of(db: Session, person: Person, version: int, world: str) -> Person:
    """Return a person as an earlier version of the record says, not to be stored.

    Raises:
        VersionNotFound: the record never had this version.
    """
    changes = [one.change for one in events_of(db, person.personal_id, world)]
    if not FIRST <= version <= person.version:
        raise VersionNotFound(version=version, first=FIRST, last=person.version)
    values: JsonObject = {name: getattr(person, name) for name in COLUMNS - {"id"}}
    for change in changes:  # the latest first
        if change.version > version:
            before = change.before or {}
            values |= {name: before[name] for name in before.keys() & COLUMNS}
    return Person(**{**values, "version": version})


def differences(change: Change) -> Iterator[tuple[str, object, object]]:
    """Give each field that changed with its value before and after."""
    before = change.before or {}
    for name, after in change.after.items():
        yield name, before.get(name), after


def _cancellations(db: Session, events: list[int]) -> dict[int, int]:
    query = select(Event.cancels, Event.id).where(Event.cancels.in_(events))
    return {taken_back: by for taken_back, by in db.execute(query) if taken_back}
