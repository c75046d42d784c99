"""One event being written: which rows it touches, what changed, who wrote it.

Every record that an event changes gets one new version, however often the event
touches it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from mock_population_db.errors import PersonDeceased
from mock_population_db.models import Change, Event, JsonObject, Person
from mock_population_db.refusals import (
    CertificateUsed,
    EventInFuture,
    RegisteredBeforeEvent,
)
from mock_population_db.register.lookups import get_person
from mock_population_db.register.overlay import own
from mock_population_db.settings import VIETNAM

DEAD = "2"
UNRECORDED = frozenset({"id", "world", "version"})


@dataclass(frozen=True)
class Author:
    """Who writes an event, why, and for which dossier."""

    requester: str
    purpose: str
    dossier: str | None = None


REGISTER = Author("mock-population-db", "register")


@dataclass(frozen=True)
class Certificate:
    """The paper that an office issued on an event, as its book counts them.

    Attributes:
        office: the commune of the office, or None for a court or a facility.
        number: the number within the book.
        book: the book (quyển số), empty when the office keeps none.
    """

    registered_on: str
    number: str
    book: str = ""
    office: str | None = None


@dataclass
class _Touched:
    row: Person
    role: str
    before: JsonObject | None
    links: dict[str, tuple[object, object]] = field(default_factory=dict)


class Entry:
    """An event of one world while it is written.

    Args:
        db: the session of the request; it is committed or not as a whole.
        world: where it happens.
        at: the world's time.
        author: who writes it.
    """

    def __init__(
        self, db: Session, *, world: str, at: datetime, author: Author = REGISTER
    ) -> None:
        self.db, self.world, self.at, self.author = db, world, at, author
        self._touched: dict[str, _Touched] = {}

    @property
    def today(self) -> str:
        """The day in Việt Nam in this world."""
        return self.at.astimezone(VIETNAM).date().isoformat()

    def living(self, number: str) -> Person:
        """Return a person who can still act, ready to be changed or not.

        Raises:
            PersonNotFound: nobody has this number.
            PersonDeceased: the person has died.
        """
        person = self.person(number)
        if person.life_status == DEAD:
            raise PersonDeceased
        return person

    def person(self, number: str) -> Person:
        """Return a person as this event has left them so far."""
        touched = self._touched.get(number)
        return touched.row if touched else get_person(self.db, number, self.world)

    def change(self, person: Person, role: str) -> Person:
        """Return the world's own row of a person, which the event may now change."""
        number = person.personal_id
        touched = self._touched.get(number)
        if touched is None:
            before = _values(person)
            touched = _Touched(own(self.db, person, self.world), role, before)
            self._touched[number] = touched
        return touched.row

    def add(self, person: Person, role: str) -> None:
        """Bring a new person into the world; the first version is this event's."""
        self.db.add(person)
        self._touched[person.personal_id] = _Touched(person, role, None)

    def link(self, person: Person, name: str, before: object, after: object) -> None:
        """Note a change that others' rows hold, for example a child that was born."""
        self._touched[person.personal_id].links[name] = (before, after)

    def refuse_future(self, *days: str) -> None:
        """Refuse days after today."""
        for day in days:
            if day > self.today:
                raise EventInFuture(day=day, today=self.today)

    def check_certificate(self, kind: str, day: str, paper: Certificate) -> None:
        """Refuse a paper of the future, older than its event, or used already."""
        self.refuse_future(day, paper.registered_on)
        if paper.registered_on < day:
            raise RegisteredBeforeEvent(registered_on=paper.registered_on, day=day)
        cancelled = select(Event.cancels).where(
            Event.world == self.world, Event.cancels.is_not(None)
        )
        used = select(Event.id).where(
            Event.world == self.world,
            Event.kind == kind,
            Event.office == paper.office,
            Event.certificate_number == paper.number,
            Event.book == paper.book,
            Event.id.not_in(cancelled),
        )
        if paper.office and self.db.scalar(used):
            raise CertificateUsed(number=paper.number, book=paper.book or "–")

    def write(
        self,
        kind: str,
        *,
        happened_on: str,
        facts: JsonObject,
        paper: Certificate | None = None,
        cancels: int | None = None,
    ) -> Event:
        """Add the event to the log and give each changed record its next version."""
        event = Event(
            world=self.world,
            kind=kind,
            happened_on=happened_on,
            at=self.at,
            requester=self.author.requester,
            purpose=self.author.purpose,
            dossier=self.author.dossier,
            office=paper.office if paper else None,
            certificate_number=paper.number if paper else None,
            book=paper.book if paper else None,
            facts=facts,
            cancels=cancels,
        )
        self.db.add(event)
        self.db.flush()
        self.db.add_all([_change(event, touched) for touched in self._touched.values()])
        self.db.flush()
        return event

    def answer(self, event: Event) -> JsonObject:
        """What the caller is told: the event and the versions it made."""
        return {
            "event_id": event.id,
            "kind": event.kind,
            "versions": {
                number: touched.row.version
                for number, touched in sorted(self._touched.items())
            },
        }


def _values(person: Person) -> JsonObject:
    columns = inspect(Person).column_attrs.keys()
    return {name: getattr(person, name) for name in columns if name not in UNRECORDED}


def _change(event: Event, touched: _Touched) -> Change:
    row, now = touched.row, _values(touched.row)
    before = touched.before
    if before is not None:
        row.version += 1
        changed = [name for name, value in now.items() if before[name] != value]
    else:
        changed = [name for name, value in now.items() if value is not None]
    was = {name: before[name] for name in changed} if before is not None else {}
    links = touched.links.items()
    return Change(
        event_id=event.id,
        world=event.world,
        personal_id=row.personal_id,
        version=row.version,
        role=touched.role,
        before=None if before is None else {**was, **{k: v[0] for k, v in links}},
        after={**{n: now[n] for n in changed}, **{k: v[1] for k, v in links}},
    )
