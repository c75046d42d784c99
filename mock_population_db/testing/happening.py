"""What happens to people in a test: events as offices register them, papers and all."""

from datetime import date
from typing import Any

from forms import codelists, names
from mock_population_db.citizen.homes.addresses import town
from mock_population_db.models import Person
from mock_population_db.register import births
from mock_population_db.register.events.corrections import (
    Correction,
    register_correction,
)
from mock_population_db.register.events.deaths import Death, register_death
from mock_population_db.register.events.journal import Certificate, Entry
from mock_population_db.register.events.marriages import (
    Divorce,
    NewMarriage,
    register_divorce,
    register_marriage,
)
from mock_population_db.register.events.moves import Move, Mover, register_move
from mock_population_db.register.events.notices import (
    NewBirthNotice,
    Newborn,
    post_birth_notice,
)
from mock_population_db.register.lookups import checked_number
from mock_population_db.register.residences import NewResidence, register_residence
from mock_population_db.sampling import draw_name
from mock_population_db.testing.choosing import sex_code
from mock_population_db.testing.people import Citizen, number_of
from mock_population_db.testing.room import TEST, Room, nation_of

FEMALE, MARRIED = "2", "2"
WEIGHT = 3200  # grams
FACILITY = "01002"
SOMEBODY = Citizen | str
Day = date | str | None


class Events:
    """Writes events in one world; what a test leaves out is made to fit.

    Every method raises ``BadOrder`` with the register's reason when the register
    refuses the event; nothing of it is written then.
    """

    def __init__(self, room: Room) -> None:
        self._room = room

    def death(self, person: SOMEBODY, on: Day = None, **more: Any) -> Citizen:  # noqa: ANN401
        """Register a death, today if no day is given.

        Args:
            person: who died.
            on: the day.
            more: ``cause``, ``declarant_id``, ``new_head_id`` and what else
                :class:`~mock_population_db.register.events.deaths.Death` has.
        """
        with self._room.writing() as entry:
            row = _row(entry, person)
            home = _home(self._room, row)
            facts: dict[str, Any] = {
                "place": town(home),
                "registration_place": town(home),
                **more,
            }
            register_death(
                entry,
                Death(
                    personal_id=row.personal_id,
                    died_on=_text(on) or entry.today,
                    paper=self._paper(entry, home),
                    **facts,
                ),
            )
            return Citizen(self._room, row.personal_id)

    def birth_notice(
        self,
        mother: SOMEBODY,
        *,
        father: SOMEBODY | None = None,
        on: Day = None,
        sex: str = "male",
        name: str | None = None,
        facility: str = FACILITY,
    ) -> str:
        """Post a hospital's notice of a birth and return its code."""
        with self._room.writing() as entry:
            row = _row(entry, mother)
            told = NewBirthNotice(
                facility_code=facility,
                mother_id=row.personal_id,
                father_id=_father(row, father),
                children=(
                    Newborn(
                        sex=sex_code(sex),
                        born_at=f"{_text(on) or entry.today}T03:00",
                        weight_grams=WEIGHT,
                        intended_name=name,
                    ),
                ),
            )
            return str(post_birth_notice(entry, told)["codes"][0])

    def birth(
        self,
        mother: SOMEBODY,
        *,
        father: SOMEBODY | None = None,
        on: Day = None,
        sex: str | None = None,
        name: str | None = None,
        notice: str | None = None,
    ) -> Citizen:
        """Register a birth and return the child; where it lives is another event.

        Args:
            mother: the mother.
            father: the mother's husband if nobody is named.
            on: the day; today if none is given.
            sex: ``male`` or ``female``; drawn if not given.
            name: the full name; drawn if not given, with the father's family name.
            notice: code of the hospital's notice.
        """
        with self._room.writing() as entry:
            row = _row(entry, mother)
            father_id = _father(row, father)
            dad = entry.person(father_id) if father_id else None
            born = _text(on) or entry.today
            place = town(_home(self._room, row))
            child = self._child(entry, dad or row, born, sex, name)
            answer = births.register_birth(
                entry.db,
                births.NewBirth(
                    child=births.Child(
                        **child, hometown=(dad or row).hometown, birth_place=place
                    ),
                    mother_id=row.personal_id,
                    father_id=father_id,
                    registered_on=entry.today,
                    registration_place=place,
                    certificate_number=f"{self._room.next_paper}/{entry.today[:4]}",
                    birth_notice_code=notice,
                ),
                world=entry.world,
                at=entry.at,
                author=TEST,
            )
            return Citizen(self._room, str(answer["personal_id"]))

    def residence(
        self, person: SOMEBODY, head: SOMEBODY, relation: str = "birth_child"
    ) -> None:
        """Register a first residence, in the household of its head."""
        with self._room.writing() as entry:
            chief = _row(entry, head)
            register_residence(
                entry.db,
                NewResidence(
                    personal_id=_row(entry, person).personal_id,
                    address=chief.permanent_residence or town(_home(self._room, chief)),
                    household_head_id=chief.personal_id,
                    relation_to_head=relation,
                    registered_on=entry.today,
                ),
                world=entry.world,
                at=entry.at,
                author=TEST,
            )

    def marriage(self, one: SOMEBODY, other: SOMEBODY) -> None:
        """Register a marriage today; who is named first does not matter."""
        with self._room.writing() as entry:
            husband, wife = _couple(entry, one, other)
            home = _home(self._room, wife)
            unit = codelists.commune(home)
            paper = self._paper(entry, home)
            place = f"UBND {unit.full_name}"
            register_marriage(
                entry,
                NewMarriage(husband.personal_id, wife.personal_id, paper, place),
            )

    def divorce(self, one: SOMEBODY, other: SOMEBODY) -> None:
        """Register a divorce that a court decided today."""
        with self._room.writing() as entry:
            husband, wife = _couple(entry, one, other)
            register_divorce(
                entry,
                Divorce(
                    husband_id=husband.personal_id,
                    wife_id=wife.personal_id,
                    decided_on=entry.today,
                    paper=self._paper(entry, None),
                    court="Tòa án nhân dân khu vực",
                ),
            )

    def move(self, *movers: SOMEBODY, to: SOMEBODY) -> None:
        """Let people move together, today, into somebody's household."""
        with self._room.writing() as entry:
            host = _row(entry, to)
            home = _home(self._room, host)
            register_move(
                entry,
                Move(
                    movers=tuple(Mover(_row(entry, one).personal_id) for one in movers),
                    moved_on=entry.today,
                    paper=self._paper(entry, home),
                    file_no=host.file_no,
                ),
            )

    def correction(self, person: SOMEBODY, **changes: Any) -> None:  # noqa: ANN401 - JSON
        """Correct facts of a person: ``given_name``, ``date_of_birth`` and so on."""
        with self._room.writing() as entry:
            row = _row(entry, person)
            register_correction(
                entry,
                Correction(
                    personal_id=row.personal_id,
                    changes=changes,
                    reason="Cải chính theo giấy khai sinh",
                    evidence_kind="birth_certificate",
                    evidence_number=None,
                    paper=self._paper(entry, _home(self._room, row)),
                ),
            )

    def _paper(self, entry: Entry, office: str | None) -> Certificate:
        number = f"{self._room.next_paper}/{entry.today[:4]}"
        return Certificate(entry.today, number, "TEST", office)

    def _child(
        self, entry: Entry, parent: Person, born: str, sex: str | None, name: str | None
    ) -> dict[str, str]:
        chance = self._room.chance()
        code = sex_code(sex) if sex else chance.choice("12")
        if name:
            surname, middle, given = names.split_name(name)
        else:
            year = int(born[:4])
            _, middle, given = draw_name(
                nation_of(entry.db), code, year, parent.ethnicity, chance
            )
            surname = parent.surname
        return {
            "surname": surname,
            "middle_name": middle,
            "given_name": given,
            "sex": code,
            "date_of_birth": born,
            "nationality": "VN",
            "ethnicity": parent.ethnicity,
        }


def _row(entry: Entry, person: SOMEBODY) -> Person:
    return entry.person(checked_number(number_of(person)))


def _father(mother: Person, named: SOMEBODY | None) -> str | None:
    if named is not None:
        return number_of(named)
    return mother.spouse_id if mother.marital_status == MARRIED else None


def _couple(entry: Entry, one: SOMEBODY, other: SOMEBODY) -> tuple[Person, Person]:
    first, second = _row(entry, one), _row(entry, other)
    return (second, first) if first.sex == FEMALE else (first, second)


def _home(room: Room, row: Person) -> str:
    """Return the commune where somebody lives, or the usual one."""
    found = row.permanent_residence or {}
    return str(found.get("commune") or room.register.settings.commune)


def _text(day: Day) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
