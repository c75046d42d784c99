"""What the parts of one world share: its register, its name, its chance."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from sqlalchemy.orm import Session

from mock_population_db.api.calling import Register
from mock_population_db.db import one_writer_at_a_time, reading, transaction
from mock_population_db.models import Person
from mock_population_db.nation.nation import Nation
from mock_population_db.register import lookups, overlay
from mock_population_db.register.events.journal import Author, Entry
from mock_population_db.register.virtual import base_of
from mock_population_db.testing.orders import in_english

TEST = Author("mock-population-test", "test")


@dataclass
class Room:
    """One world of a register.

    Attributes:
        register: what the app was wired with.
        world: the world's code; the same code draws the same people.
        drawn: numbers of those who were drawn already.
    """

    register: Register
    world: str
    drawn: set[str] = field(default_factory=set)
    _turn: int = 0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to look around with."""
        with in_english(), reading(self.register.engine) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Entry]:
        """Give an event to write; all of it is kept, or nothing.

        Raises:
            BadOrder: the register refuses it.
        """
        with in_english(), transaction(self.register.engine) as db:
            one_writer_at_a_time(db)
            now = self.register.clock.now(db, self.world)
            yield Entry(db, world=self.world, at=now, author=TEST)

    def person(self, db: Session, number: str) -> Person:
        """Return a person as this world has them.

        Raises:
            PersonNotFound, RealNumber, Malformed: it is nobody's number.
        """
        return lookups.get_person(db, lookups.checked_number(number), self.world)

    def chance(self) -> Random:
        """Return chance of its own for the next draw; the same in every run."""
        self._turn += 1
        text = f"{self.register.settings.seed}/{self.world}/{self._turn}"
        return Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 - no secret

    @property
    def next_paper(self) -> int:
        """Return a number for the next paper of this world."""
        self._turn += 1
        return self._turn

    def begin(self, *, anew: bool = False) -> None:
        """Open the world; anew, when it has been open before."""
        self.drawn.clear()
        self._turn = 0
        with transaction(self.register.engine) as db:
            one_writer_at_a_time(db)
            if anew:
                overlay.forget(db, self.world)
            self.register.clock.now(db, self.world)


def nation_of(db: Session) -> Nation:
    """Return the nation below a session."""
    return base_of(db).nation
