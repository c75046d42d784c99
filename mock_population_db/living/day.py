"""One day of one commune while it is lived."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms import codelists
from mock_population_db.citizen.homes.addresses import Address, town
from mock_population_db.errors import PopulationError
from mock_population_db.living.drawing import Dice
from mock_population_db.living.telling import Message
from mock_population_db.living.townsfolk import Townsfolk
from mock_population_db.models import DeathNotice, Event, JsonObject, Person
from mock_population_db.models.living import LivingMessage
from mock_population_db.nation.nation import Nation
from mock_population_db.register.events.journal import Author, Certificate, Entry
from mock_population_db.register.lookups import find_person

AUTHOR = Author("living-world", "living_world")
ALIVE = "1"
REFUSED = "refused"


@dataclass
class Day:
    """What the events of a day need.

    Attributes:
        db: the session; the whole day is one transaction.
        world: in which world.
        commune: five-digit code.
        day: the day itself.
        at: the moment that its events are written with.
        folk: the people of the commune.
        nation: the nation below the world.
        dice: the draws of the day.
        lasting: draws that are the same on every day.
        counts: how many events of each kind there were.
    """

    db: Session
    world: str
    commune: str
    day: date
    at: datetime
    folk: Townsfolk
    nation: Nation
    dice: Dice
    lasting: Dice
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        """The day as ``YYYY-MM-DD``."""
        return self.day.isoformat()

    @property
    def province(self) -> str:
        """Two-digit code of the province."""
        return codelists.commune(self.commune).province

    @property
    def office(self) -> Address:
        """The office of the commune."""
        unit = codelists.commune(self.commune)
        return town(self.commune, f"UBND {unit.full_name}")

    def paper(self, kind: str, office: str | None = None) -> Certificate:
        """Return the next paper of a kind; nobody else uses this book."""
        number = 1 + self.counts[kind] + self.counts[REFUSED]
        return Certificate(
            registered_on=self.text,
            number=f"{self.day:%m%d}-{number}/{self.day.year}",
            book=f"{self.commune}/{self.day.year}",
            office=office or self.commune,
        )

    def resident(self, number: int | str) -> Person | None:
        """Return a person who is alive and still lives here."""
        person = find_person(self.db, str(number), self.world)
        if person is None or person.life_status != ALIVE:
            return None
        home = person.permanent_residence
        if not home or home["commune"] != self.commune:
            return None
        return None if person.personal_id in self.told_dead() else person

    def told_dead(self) -> frozenset[str]:
        """Return of whom a hospital has told that they died, not yet registered."""
        query = select(DeathNotice.personal_id).where(
            DeathNotice.world == self.world, DeathNotice.status == "open"
        )
        return frozenset(self.db.scalars(query))

    def write(
        self,
        kind: str,
        about: str,
        act: Callable[[Entry], JsonObject],
        tell: Callable[[JsonObject], Iterable[Message]],
    ) -> JsonObject | None:
        """Write one event and its messages; a refusal leaves nothing but a count.

        Args:
            kind: counted and shown under this name.
            about: number of the person it is about.
            act: writes the event and returns its answer.
            tell: says who is told, from that answer.
        """
        try:
            with self.db.begin_nested():
                entry = Entry(self.db, world=self.world, at=self.at, author=AUTHOR)
                answer = act(entry)
                self._tell(kind, about, answer, tell(answer))
        except PopulationError:
            self.counts[REFUSED] += 1
            return None
        self.counts[kind] += 1
        return answer

    def _tell(
        self, kind: str, about: str, answer: JsonObject, told: Iterable[Message]
    ) -> None:
        references = answer.get("codes") or [None]
        # not every event says its number; nobody else writes meanwhile
        event = self.db.scalar(select(func.max(Event.id)))
        self.db.add_all(
            LivingMessage(
                world=self.world,
                commune=self.commune,
                day=self.text,
                event_id=event,
                kind=kind,
                about=about,
                recipient_kind=message.recipient_kind,
                recipient=message.recipient,
                reason=message.reason,
                reference=reference,
            )
            for reference in references
            for message in told
        )
        self.db.flush()
