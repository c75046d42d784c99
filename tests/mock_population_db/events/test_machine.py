"""Any sequence of events, taken or refused, leaves a register that can be believed."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, func, select

from mock_population_db.app import engine_of
from mock_population_db.db import transaction
from mock_population_db.errors import PopulationError
from mock_population_db.models import Change, Event, Household, Person
from mock_population_db.register.births import Child, NewBirth, register_birth
from mock_population_db.register.events.days import age_on
from mock_population_db.register.events.death_cancellations import (
    DeathCancellation,
    cancel_death,
)
from mock_population_db.register.events.deaths import Death, register_death
from mock_population_db.register.events.history import version_of
from mock_population_db.register.events.journal import Certificate, Entry
from mock_population_db.register.events.marriages import (
    Divorce,
    NewMarriage,
    register_divorce,
    register_marriage,
)
from mock_population_db.register.events.moves import Move, Mover, register_move
from mock_population_db.register.events.paternities import (
    Paternity,
    register_paternity,
)
from mock_population_db.register.lookups import (
    children_of,
    people_by_number,
)
from mock_population_db.register.overlay import find
from tests.mock_population_db.callers import address
from tests.mock_population_db.events.clan import CLAN, EVERYBODY, HOMES

NOW = datetime(2026, 3, 10, 2, tzinfo=UTC)
DAYS = st.sampled_from(("2025-04-01", "2025-09-01", "2026-03-04", "2026-03-05"))
PEOPLE = st.sampled_from(EVERYBODY)
FREED = {"death_cancellation", "birth", "paternity"}
"""What may still be written into the record of the dead: kin, and the way back."""


class Register(RuleBasedStateMachine):
    """Events in a world of their own, beside the simplest model of their effect."""

    worlds = iter(range(10**9))

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.world = f"machine-{next(Register.worlds)}"
        self.serial = 0
        self.dead: set[str] = set()
        self.couples = {
            frozenset((made.number, made.spouse)) for made in CLAN if made.spouse
        }
        self.homes = {made.number: made.home for made in CLAN}
        self.versions = dict.fromkeys(EVERYBODY, 1)

    def paper(self) -> Certificate:
        self.serial += 1
        return Certificate("2026-03-10", f"{self.serial}", "01", "00070")

    def attempt(self, act: Callable[[Entry], dict]) -> dict | None:
        """Do it, or return None when the register refuses."""
        try:
            with transaction(self.engine) as db:
                answer = act(Entry(db, world=self.world, at=NOW))
        except PopulationError:
            return None
        self._count(answer["versions"])
        return answer

    def _count(self, versions: dict[str, int]) -> None:
        for number, version in versions.items():
            assert version == self.versions.get(number, 0) + 1
            self.versions[number] = version

    @rule(who=PEOPLE, day=DAYS)
    def die(self, who, day):
        place = address("nhà")
        death = Death(who, day, self.paper(), place, place)
        done = self.attempt(lambda entry: register_death(entry, death))
        if done:
            assert who not in self.dead
            self.dead.add(who)
            self.homes[who] = None

    @rule(who=PEOPLE)
    def take_death_back(self, who):
        wrong = DeathCancellation(who, self.paper(), "sai")
        done = self.attempt(lambda entry: cancel_death(entry, wrong))
        assert bool(done) == (who in self.dead)
        if done:
            self.dead.discard(who)

    @rule(
        who=st.lists(PEOPLE, min_size=1, max_size=3),
        home=st.sampled_from(sorted(HOMES)),
    )
    def move(self, who, home):
        move = Move(tuple(map(Mover, who)), "2026-03-09", self.paper(), file_no=home)
        done = self.attempt(lambda entry: register_move(entry, move))
        if done:
            assert not self.dead & set(who)
            self.homes |= dict.fromkeys(who, home)

    @rule(who=st.lists(PEOPLE, min_size=1, max_size=3))
    def found_household(self, who):
        self.serial += 1
        place = address(f"số {self.serial} phố Mới")
        move = Move(tuple(map(Mover, who)), "2026-03-09", self.paper(), address=place)
        done = self.attempt(lambda entry: register_move(entry, move))
        if done:
            assert not self.dead & set(who)
            self.homes |= dict.fromkeys(who, done["file_no"])

    @rule(husband=PEOPLE, wife=PEOPLE)
    def marry(self, husband, wife):
        pair = frozenset((husband, wife))
        new = NewMarriage(husband, wife, self.paper(), "UBND")
        done = self.attempt(lambda entry: register_marriage(entry, new))
        if done:
            assert not self.dead & pair
            living = [c for c in self.couples if c & pair and not c & self.dead]
            assert living == []
            self.couples = {c for c in self.couples if not c & pair} | {pair}

    @rule(husband=PEOPLE, wife=PEOPLE)
    def divorce(self, husband, wife):
        pair = frozenset((husband, wife))
        paper = Certificate("2026-03-10", "1")
        new = Divorce(husband, wife, "2026-03-10", paper, "Tòa án")
        done = self.attempt(lambda entry: register_divorce(entry, new))
        if done:
            assert pair in self.couples
            assert not pair & self.dead
            self.couples.discard(pair)

    @rule(child=PEOPLE, father=PEOPLE)
    def recognise(self, child, father):
        new = Paternity(child, father, self.paper(), "ADN")
        done = self.attempt(lambda entry: register_paternity(entry, new))
        assert not done or not {child, father} & self.dead

    @rule(mother=PEOPLE, father=st.none() | PEOPLE, day=DAYS, sex=st.sampled_from("12"))
    def give_birth(self, mother, father, day, sex):
        self.serial += 1
        child = Child(
            surname="Thử",
            middle_name="",
            given_name=f"Con {self.serial}",
            sex=sex,
            date_of_birth=day,
            nationality="VN",
            ethnicity="01",
            hometown=address(""),
            birth_place=address(""),
        )
        birth = NewBirth(
            child, mother, father, "2026-03-10", address(""), f"{self.serial}", None
        )
        try:
            with transaction(self.engine) as db:
                done = register_birth(db, birth, world=self.world, at=NOW)
        except PopulationError:
            return
        self.versions[done["personal_id"]] = 1
        self.homes[done["personal_id"]] = None
        self.versions[mother] += 1
        if father:
            self.versions[father] += 1

    @invariant()
    def everything_holds(self):
        with transaction(self.engine) as db:
            people = people_by_number(db, self.versions, self.world)
            assert people.keys() == self.versions.keys()
            for number, person in people.items():
                assert person.version == self.versions[number]
                assert (person.life_status == "2") == (number in self.dead)
                assert person.life_status == "1" or person.file_no is None
                _spouses_name_each_other(people, person)
            by_home: dict[str, list[Person]] = {}
            for person in people.values():
                by_home.setdefault(person.file_no or "", []).append(person)
            by_home.pop("", None)
            for file_no, members in by_home.items():
                home = find(db, Household, file_no, self.world)
                _has_one_head_and_one_address(home, members)

    def teardown(self):
        with transaction(self.engine) as db:
            people = people_by_number(db, self.versions, self.world)
            for person in people.values():
                _kin_goes_both_ways(db, people, person, self.world)
            _the_log_explains_the_versions(db, people, self.world)
            _nobody_acts_after_death(db, self.world)


def _spouses_name_each_other(people, person):
    if person.life_status == "2":
        return
    spouse = people.get(person.spouse_id)
    is_married = person.marital_status == "2"
    assert is_married == (spouse is not None and spouse.life_status == "1")
    if spouse:
        assert spouse.spouse_id == person.personal_id
        assert spouse.sex != person.sex


def _has_one_head_and_one_address(home, members):
    heads = [one.personal_id for one in members if one.relation_to_head == "head"]
    assert all(one.permanent_residence == home.address for one in members)
    if home.head_id is None:
        assert heads == []
        assert all(age_on(one.date_of_birth, "2026-03-10") < 18 for one in members)
    else:
        assert heads == [home.head_id]


def _kin_goes_both_ways(db, people, person, world):
    for number in filter(None, (person.father_id, person.mother_id)):
        children = children_of(db, number, world)
        assert person.personal_id in {one.personal_id for one in children}
        assert people[number].date_of_birth[:4] < person.date_of_birth[:4]


def _the_log_explains_the_versions(db, people, world):
    rows = db.execute(
        select(Change.personal_id, func.count(), func.min(Change.version))
        .where(Change.world == world)
        .group_by(Change.personal_id)
    )
    for number, count, first in rows:
        assert people[number].version == first + count - 1
    for number in EVERYBODY:
        born = version_of(db, people[number], 1, world)
        base = find(db, Person, number, "nowhere")
        assert (born.file_no, born.spouse_id) == (base.file_no, base.spouse_id)
        assert (born.life_status, born.father_id) == ("1", base.father_id)


def _nobody_acts_after_death(db, world):
    rows = db.execute(
        select(Event.kind, Change.personal_id, Change.role)
        .join(Change, Change.event_id == Event.id)
        .where(Change.world == world)
        .order_by(Change.id)
    )
    gone: set[str] = set()
    for kind, number, role in rows:
        assert number not in gone or kind in FREED
        if role == "deceased":
            gone.add(number)
        if role == "restored":
            gone.discard(number)


def test_no_sequence_of_events_breaks_the_register(clan_app: Flask):
    run_state_machine_as_test(
        lambda: Register(engine_of(clan_app)),
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
