"""Adding a citizen with wished facts: whatever a test leaves out is made to fit."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import inspect

from forms import codelists, names
from mock_population_db.citizen.cards import CHANGE_AGES, card
from mock_population_db.citizen.homes.addresses import home_address, town
from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.subject import age_on, birthday
from mock_population_db.models import JsonObject, Marriage, Person
from mock_population_db.register.events import households
from mock_population_db.register.events.journal import Entry
from mock_population_db.register.events.plausible import refuse_impossible_kin
from mock_population_db.register.lookups import checked_number, find_person
from mock_population_db.register.numbers import issue_personal_id
from mock_population_db.sampling import KINH, draw_name
from mock_population_db.testing.choosing import sex_code
from mock_population_db.testing.orders import BadOrder
from mock_population_db.testing.people import Citizen, number_of
from mock_population_db.testing.room import Room, nation_of

MALE, FEMALE = "1", "2"
MARRIED, SINGLE = "2", "1"
USUAL_AGE, PHONE_AGE = 30, 14
KNOWN = frozenset(inspect(Person).column_attrs.keys()) - {
    *("id", "world", "version", "surname", "middle_name", "given_name"),
    *("mother_id", "father_id", "spouse_id", "file_no", "sex", "date_of_birth"),
    *("life_status", "died_on", "death"),
}
"""Facts that may be wished by the name that the record has for them."""

Somebody = Citizen | str | None


@dataclass(frozen=True)
class Wish:
    """Who is to be there.

    Attributes:
        full_name: drawn to fit sex and age when absent; then the father's family name.
        sex: drawn when absent.
        date_of_birth: the day; otherwise drawn to fit ``age``.
        age: completed years; 30 when absent.
        mother: a woman; ``father`` a man, ``spouse`` whom they are married to.
        mother: see above.
        household: whose household they join; a child its mother's, a spouse the
            other's, anybody else a new one.
        commune: where a new household lives, and where the person was born.
        facts: any other fact of the record.
    """

    full_name: str | None = None
    sex: str | None = None
    date_of_birth: str | date | None = None
    age: int | None = None
    mother: Somebody = None
    father: Somebody = None
    spouse: Somebody = None
    household: Somebody = None
    commune: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def add(room: Room, wish: Wish) -> Citizen:
    """Bring somebody into a world as if they had always been there.

    Raises:
        BadOrder: a fact is unknown, or the family cannot be.
    """
    unknown = wish.facts.keys() - KNOWN
    if unknown:
        raise BadOrder(f"unknown: {', '.join(sorted(unknown))}; {sorted(KNOWN)}")
    with room.writing() as entry:
        row = _Making(room, entry, wish).row()
        entry.add(row, "added")
        entry.db.flush()
        _marry(room, entry, row, wish)
        _house(room, entry, row, wish)
        refuse_impossible_kin(entry, row)
        return Citizen(room, row.personal_id)


class _Making:
    """A row in the making."""

    def __init__(self, room: Room, entry: Entry, wish: Wish) -> None:
        self.room, self.entry, self.wish = room, entry, wish
        self.chance = room.chance()
        self.mother = _row(entry, wish.mother)
        self.father = _row(entry, wish.father)
        self.spouse = _row(entry, wish.spouse)
        self.today = date.fromisoformat(entry.today)

    def row(self) -> Person:
        sex, born = self._sex(), self._born()
        surname, middle, given = self._name(sex, born.year)
        commune = self.wish.commune or self.room.register.settings.commune
        number = self._number(commune, sex, born.year)
        place = town(commune)
        values: dict[str, Any] = {
            "surname": surname,
            "middle_name": middle,
            "given_name": given,
            "sex": sex,
            "date_of_birth": born.isoformat(),
            "nationality": "VN",
            "ethnicity": self._ethnicity,
            "religion": "00",
            "marital_status": MARRIED if self.spouse else SINGLE,
            "hometown": self.father.hometown if self.father else place,
            "birth_place": place,
            "residence_type": "permanent",
            "mother_id": self.mother and self.mother.personal_id,
            "father_id": self.father and self.father.personal_id,
            "spouse_id": self.spouse and self.spouse.personal_id,
            **self._papers(born, names.fold(f"{given}.{surname}"), number),
            **self.wish.facts,
        }
        return Person(
            **values | {"personal_id": number, "life_status": "1"},
            world=self.room.world,
            version=1,
        )

    @property
    def _ethnicity(self) -> str:
        parent = self.father or self.mother
        wished = self.wish.facts.get("ethnicity")
        return str(wished or (parent.ethnicity if parent else KINH))

    def _sex(self) -> str:
        if self.wish.sex is not None:
            return sex_code(self.wish.sex)
        if self.spouse:
            return MALE if self.spouse.sex == FEMALE else FEMALE
        return self.chance.choice((MALE, FEMALE))

    def _born(self) -> date:
        wished = self.wish.date_of_birth
        if wished is not None:
            return _day(wished, self.today)
        age = self.wish.age
        if age is None and (self.mother or self.father):
            age = 5
        last = birthday(self.today, -(USUAL_AGE if age is None else age))
        return last - timedelta(self.chance.randrange(365))

    def _name(self, sex: str, year: int) -> tuple[str, str, str]:
        if self.wish.full_name is not None:
            surname, middle, given = names.split_name(self.wish.full_name)
            return surname, middle, given
        nation = nation_of(self.entry.db)
        surname, middle, given = draw_name(
            nation, sex, year, self._ethnicity, self.chance
        )
        parent = self.father or self.mother
        return (parent.surname if parent else surname), middle, given

    def _number(self, commune: str, sex: str, year: int) -> str:
        wished = self.wish.facts.get("personal_id")
        if wished is None:
            province = commune_facts(commune).former_province
            return issue_personal_id(
                self.entry.db, province=province, sex=sex, year=year
            )
        number = checked_number(wished)
        if find_person(self.entry.db, number, self.room.world):
            raise BadOrder(f"{number} is somebody's already")
        return number

    def _papers(self, born: date, mailbox: str, number: str) -> JsonObject:
        due = [birthday(born, age) for age in CHANGE_AGES]
        due = [day for day in due if day < self.today]
        if age_on(born, self.today) < PHONE_AGE or not due:
            return {}
        return {
            "id_card": card(born, due[-1]),
            "phone": f"09990{self.chance.randrange(1000, 100_000):05}",
            "email": f"{mailbox.replace(' ', '.')}.{number[3:]}@example.vn",
        }


def _row(entry: Entry, person: Somebody) -> Person | None:
    if person is None:
        return None
    return entry.person(checked_number(number_of(person)))


def _day(wished: str | date, today: date) -> date:
    try:
        day = date.fromisoformat(wished) if isinstance(wished, str) else wished
    except ValueError:
        raise BadOrder(f"date_of_birth {wished!r} is no day like 1996-07-02") from None
    if day > today:
        raise BadOrder(f"date_of_birth {day} is after today, {today}")
    return day


def _marry(room: Room, entry: Entry, row: Person, wish: Wish) -> None:
    if wish.spouse is None:
        return
    other = entry.living(checked_number(number_of(wish.spouse)))
    if other.marital_status == MARRIED:
        raise BadOrder(f"{other.personal_id} is married already")
    changed = entry.change(other, "spouse")
    changed.marital_status, changed.spouse_id = MARRIED, row.personal_id
    couple = (changed, row) if row.sex == FEMALE else (row, changed)
    youngest = max(row.date_of_birth, changed.date_of_birth)
    day = birthday(date.fromisoformat(youngest), 20).isoformat()
    serial = room.next_paper
    entry.db.add(
        Marriage(
            world=room.world,
            number=f"{serial}/{day[:4]}",
            book=f"01/{day[:4]}",
            registered_on=day,
            place=f"UBND {codelists.commune(_home(room, other)).full_name}",
            husband_id=couple[0].personal_id,
            wife_id=couple[1].personal_id,
        )
    )
    entry.db.flush()


def _home(room: Room, row: Person) -> str:
    found = row.permanent_residence or {}
    return str(found.get("commune") or room.register.settings.commune)


def _house(room: Room, entry: Entry, row: Person, wish: Wish) -> None:
    """Let somebody live where the wish says, or where it follows from the family."""
    near = (wish.household, wish.spouse, wish.mother, wish.father)
    for somebody in near:
        found = _row(entry, somebody)
        if found is not None and found.file_no:
            home = households.open_household(entry, found.file_no)
            households.join(entry, home, row, None, "added")
            return
    commune = wish.commune or room.register.settings.commune
    plot = nation_of(entry.db).homes_in(commune) + room.next_paper
    home = households.new_household(entry, row, home_address(commune, plot))
    households.join(entry, home, row, None, "added")
