"""The ward of the demo after hundreds of events: no rule of families is broken."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mock_population_db.db import make_engine, reading, transaction
from mock_population_db.errors import PopulationError
from mock_population_db.models import Change, Event, Marriage, Person
from mock_population_db.register.births import Child, NewBirth, register_birth
from mock_population_db.register.events.deaths import ACTS, Death, register_death
from mock_population_db.register.events.journal import REGISTER, Certificate, Entry
from mock_population_db.register.events.marriages import NewMarriage, register_marriage
from mock_population_db.register.events.moves import Move, Mover, register_move
from mock_population_db.register.loading import lay_foundation
from mock_population_db.register.lookups import (
    children_of,
    find_person,
    household_of,
    members_of,
    people_by_number,
)
from mock_population_db.register.virtual import base_of
from mock_population_db.settings import Settings

WARD, WORLD = "00070", "busy"
AT = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
DAY = "2026-03-15"
OF_EACH_KIND = 60
TOWN_HALL = {"country": "VN", "province": "01", "commune": WARD, "detail": "UBND"}
DEAD = "2"
_number = count(1)


class Ward:
    """The living of the ward, and the events that are tried on them."""

    def __init__(self, db: Session) -> None:
        self.db = db
        nation = base_of(db).nation
        homes = [nation.household(home) for home in nation.households_of(WARD)]
        self.numbers = [nation.number_of(one) for home in homes for one in home.members]
        self.draw = Random(3)  # noqa: S311 - a sample, not a secret
        self.done: Counter[str] = Counter()

    def try_each(self, fits: Callable[[Person], bool]) -> Iterator[Person]:
        """Give people of the ward who fit, in no order."""
        while True:
            person = find_person(self.db, self.draw.choice(self.numbers), WORLD)
            if person is not None and person.life_status != DEAD and fits(person):
                yield person

    def write(self, kind: str, do: Callable[[Entry], object]) -> None:
        """Write an event; a refused one leaves nothing behind."""
        try:
            with self.db.begin_nested():
                do(Entry(self.db, world=WORLD, at=AT, author=REGISTER))
        except PopulationError:
            self.done["refused"] += 1
        else:
            self.done[kind] += 1


def paper() -> Certificate:
    return Certificate(DAY, f"{next(_number)}/2026", "01/2026", WARD)


def aged(person: Person, low: int, high: int) -> bool:
    return low <= 2025 - int(person.date_of_birth[:4]) <= high


def let_children_be_born(ward: Ward) -> None:
    for mother in ward.try_each(lambda one: one.sex == "2" and aged(one, 22, 38)):
        if ward.done["births"] >= OF_EACH_KIND:
            return
        child = Child(
            mother.surname, "Văn", "Mới", "1", "2026-03-11", "VN", mother.ethnicity,
            mother.hometown, TOWN_HALL,
        )  # fmt: skip
        birth = NewBirth(
            child, mother.personal_id, mother.spouse_id, DAY, TOWN_HALL,
            f"{next(_number)}/2026", None,
        )  # fmt: skip
        ward.write(
            "births",
            lambda entry, birth=birth: register_birth(
                entry.db, birth, world=WORLD, at=AT
            ),
        )


def let_people_die(ward: Ward) -> None:
    for person in ward.try_each(lambda one: aged(one, 40, 90)):
        if ward.done["deaths"] >= OF_EACH_KIND:
            return
        death = Death(person.personal_id, "2026-03-14", paper(), TOWN_HALL, TOWN_HALL)
        ward.write("deaths", lambda entry, death=death: register_death(entry, death))


def let_people_marry(ward: Ward) -> None:
    men = ward.try_each(
        lambda one: (one.sex, one.marital_status) == ("1", "1") and aged(one, 21, 45)
    )
    women = ward.try_each(
        lambda one: (one.sex, one.marital_status) == ("2", "1") and aged(one, 19, 45)
    )
    for man, woman in zip(men, women, strict=False):
        if ward.done["marriages"] >= OF_EACH_KIND:
            return
        new = NewMarriage(man.personal_id, woman.personal_id, paper(), "UBND")
        ward.write("marriages", lambda entry, new=new: register_marriage(entry, new))


def let_people_move(ward: Ward) -> None:
    hosts = ward.try_each(lambda one: one.relation_to_head == "head")
    for person in ward.try_each(lambda one: aged(one, 20, 60)):
        if ward.done["moves"] >= OF_EACH_KIND:
            return
        movers = (Mover(person.personal_id),)
        move = Move(movers, DAY, paper(), next(hosts).file_no)
        ward.write("moves", lambda entry, move=move: register_move(entry, move))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file: Path = tmp_path_factory.mktemp("busy") / "population.db"
    settings = Settings()
    engine = make_engine(f"sqlite:///{file}")
    engine = lay_foundation(engine, seed=settings.seed, size=settings.size)
    yield engine
    engine.dispose()


@pytest.mark.slow
def test_the_whole_ward_breaks_no_rule_after_hundreds_of_events(busy: Engine) -> None:
    with transaction(busy) as db:
        ward = Ward(db)
        for happen in (
            let_children_be_born, let_people_marry, let_people_move, let_people_die,
        ):  # fmt: skip
            happen(ward)

    with reading(busy) as db:
        broken = Counter(_broken(db, ward.numbers))

    assert broken == Counter()
    kinds = ("births", "deaths", "marriages", "moves")
    assert [ward.done[kind] for kind in kinds] == [OF_EACH_KIND] * len(kinds)


def _broken(db: Session, numbers: list[str]) -> Iterator[str]:
    changed = set(db.scalars(select(Person.personal_id).where(Person.world == WORLD)))
    people: dict[str, Person] = {}
    everybody = sorted({*numbers, *changed})
    for start in range(0, len(everybody), 500):
        part = everybody[start : start + 500]
        people |= people_by_number(db, part, WORLD)
    yield from ("nobody has this number" for one in everybody if one not in people)
    yield from _addresses(people)
    for number in changed:
        yield from _kin(db, people[number])
        yield from _home(db, people[number])
    yield from _acts(db, people)


def _addresses(people: dict[str, Person]) -> Iterator[str]:
    homes: dict[str, set[str]] = defaultdict(set)
    heads: Counter[str] = Counter()
    for one in people.values():
        if one.life_status == DEAD and one.file_no:
            yield "a dead member of a household"
        if one.file_no:
            place = one.permanent_residence or {}
            if place:
                homes[one.file_no].add("|".join(map(str, place.values())))
            heads[one.file_no] += one.relation_to_head == "head"
    yield from (
        "two addresses of one household" for got in homes.values() if len(got) > 1
    )
    yield from ("two heads of one household" for number in heads.values() if number > 1)
    doubles = Counter(place for got in homes.values() for place in got)
    yield from ("two households at one address" for n in doubles.values() if n > 1)


def _kin(db: Session, person: Person) -> Iterator[str]:
    number = person.personal_id
    for parent_id in (person.father_id, person.mother_id):
        if parent_id and number not in _numbers(children_of(db, parent_id, WORLD)):
            yield "a child its parent does not know"
    for child in children_of(db, number, WORLD):
        if number not in {child.father_id, child.mother_id}:
            yield "a parent the child does not know"
    if person.spouse_id:
        spouse = find_person(db, person.spouse_id, WORLD)
        if spouse is None or spouse.sex == person.sex:
            yield "a spouse who cannot be one"
        elif person.life_status != DEAD and spouse.spouse_id != number:
            yield "a spouse who knows of no marriage"
        parents = {person.father_id, person.mother_id} - {None}
        if spouse and parents & {spouse.father_id, spouse.mother_id}:
            yield "siblings married"


def _home(db: Session, person: Person) -> Iterator[str]:
    if not person.file_no:
        return
    home = household_of(db, person, WORLD)
    members = members_of(db, person.file_no, WORLD)
    if person.personal_id not in _numbers(members):
        yield "a household that does not know its member"
    if home.head_id and home.head_id not in _numbers(members):
        yield "a head who does not live there"
    if any(one.permanent_residence not in (home.address, None) for one in members):
        yield "a member who lives elsewhere"


def _acts(db: Session, people: dict[str, Person]) -> Iterator[str]:
    query = select(Change, Event).join(Event, Event.id == Change.event_id)
    for change, event in db.execute(query.where(Event.world == WORLD)):
        person = people[change.personal_id]
        roles = ACTS.get(event.kind, ("", frozenset()))[1]
        late = person.died_on and person.died_on < event.happened_on
        if late and change.role in roles:
            yield "somebody who acts after death"
    for row in db.scalars(select(Marriage).where(Marriage.world == WORLD)):
        if {row.husband_id, row.wife_id} - people.keys():
            yield "a marriage of nobody"


def _numbers(people: list[Person]) -> set[str]:
    return {one.personal_id for one in people}
