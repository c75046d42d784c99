"""Citizens as a test sees them: always as the register has them now."""

from dataclasses import dataclass
from typing import Any

from forms import codelists
from mock_population_db.register import lookups, records
from mock_population_db.register.events.days import age_on
from mock_population_db.testing.room import Room

ALIVE, FEMALE = "1", "2"


class Citizen:
    """One person in one world; ``str(citizen)`` is the personal number.

    Two of them are equal when world and number are. Facts are read when they are asked
    for, so that they change with the events of the test.
    """

    __slots__ = ("_room", "personal_id")

    def __init__(self, room: Room, personal_id: str) -> None:
        self._room, self.personal_id = room, personal_id

    def __str__(self) -> str:
        return self.personal_id

    def __repr__(self) -> str:
        return f"<Citizen {self.personal_id} {self.full_name}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Citizen):
            return NotImplemented
        mine = (self._room.world, self.personal_id)
        return mine == (other._room.world, other.personal_id)

    def __hash__(self) -> int:
        return hash(self.personal_id)

    @property
    def record(self) -> dict[str, Any]:
        """Return all facts as ``GET /v1/people/<number>`` has them."""
        with self._room.reading() as db:
            row = self._room.person(db, self.personal_id)
            return records.person_record(row, self._room.world)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - JSON
        return self.record[name]

    @property
    def full_name(self) -> str:
        """Return họ, chữ đệm and tên."""
        return str(self["full_name"])

    @property
    def sex(self) -> str:
        """Return ``1`` for a man, ``2`` for a woman."""
        return str(self["sex"])

    @property
    def date_of_birth(self) -> str:
        """Return the day; only month or year for some old people of the cast."""
        return str(self["date_of_birth"])

    @property
    def age(self) -> int:
        """Return completed years today in the world, or at death."""
        record = self.record
        return age_on(record["date_of_birth"], self._died(record) or self._today())

    @property
    def is_alive(self) -> bool:
        """Say whether the register has this person as living."""
        return bool(self["life_status"] == ALIVE)

    @property
    def is_married(self) -> bool:
        """Say whether the person lives in a marriage."""
        return bool(self["marital_status"] == "2")

    @property
    def address(self) -> str:
        """Return the residence as people write it; empty when there is none."""
        found = self["residence"]
        return codelists.address_text(found) if found else ""

    @property
    def mother(self) -> "Citizen | None":
        """Return the mother, if the register knows her."""
        with self._room.reading() as db:
            return self._one(self._room.person(db, self.personal_id).mother_id)

    @property
    def father(self) -> "Citizen | None":
        """Return the father, if the register knows him."""
        with self._room.reading() as db:
            return self._one(self._room.person(db, self.personal_id).father_id)

    @property
    def spouse(self) -> "Citizen | None":
        """Return husband or wife, also a dead one."""
        with self._room.reading() as db:
            return self._one(self._room.person(db, self.personal_id).spouse_id)

    @property
    def children(self) -> "list[Citizen]":
        """Return the children, the eldest first."""
        with self._room.reading() as db:
            found = lookups.children_of(db, self.personal_id, self._room.world)
            return [Citizen(self._room, child.personal_id) for child in found]

    @property
    def household(self) -> "list[Citizen]":
        """Return who lives in the same household, the head first, and the person."""
        with self._room.reading() as db:
            file_no = self._room.person(db, self.personal_id).file_no
            found = lookups.members_of(db, file_no, self._room.world) if file_no else []
            return [Citizen(self._room, member.personal_id) for member in found]

    def _one(self, number: str | None) -> "Citizen | None":
        return Citizen(self._room, number) if number else None

    def _died(self, record: dict[str, Any]) -> str | None:
        return record["death"]["date"] if record["death"] else None

    def _today(self) -> str:
        with self._room.reading() as db:
            clock = self._room.register.clock
            return clock.today(db, self._room.world).isoformat()


@dataclass(frozen=True)
class Family:
    """A couple with their children, all in one household."""

    father: Citizen
    mother: Citizen
    children: tuple[Citizen, ...]

    @property
    def members(self) -> tuple[Citizen, ...]:
        """Return all of them."""
        return (self.father, self.mother, *self.children)


def number_of(person: "Citizen | str") -> str:
    """Return a personal number, whichever way a person was named."""
    return person.personal_id if isinstance(person, Citizen) else person
