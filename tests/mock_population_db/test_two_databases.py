"""What must hold on SQLite and on PostgreSQL alike, also under a crowd."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mock_population_db.app import engine_of
from mock_population_db.db import transaction
from mock_population_db.register.loading import lay_foundation
from mock_population_db.synthetic.cast import cast
from tests.mock_population_db.callers import (
    DAO,
    UNG,
    Caller,
    a_birth,
    a_residence,
    an_insurance,
    born,
)
from tests.mock_population_db.conftest import SIZE

CROWD = 8


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def anywhere(request, tmp_path: Path, opened: Callable, machine) -> Caller:
    if request.param == "sqlite":
        file = request.getfixturevalue("file")
        return Caller(opened(f"sqlite:///{file}", machine))
    return Caller(opened(request.getfixturevalue("postgres_url"), machine))


def at_once(work: Callable, count: int = CROWD) -> list:
    with ThreadPoolExecutor(count) as crowd:
        return list(crowd.map(work, range(count)))


def test_the_whole_way_of_a_newborn(anywhere):
    child = born(anywhere)
    anywhere.post("/v1/residences", a_residence(child), "r")
    anywhere.post("/v1/insurance-numbers", an_insurance(child), "i")
    twice = anywhere.post("/v1/births", a_birth(), "other")

    person = anywhere.get(f"/v1/people/{child}").json
    assert person["version"] == 3
    assert person["insurance_number"]
    assert person["residence"]["detail"] == "số 12 phố Hàng Bạc"
    assert twice.json["code"] == "duplicate_birth"
    family = anywhere.get(f"/v1/people/{DAO}/family").json
    assert [one["personal_id"] for one in family["children"]] == [child]
    reads = anywhere.get(f"/v1/reads?personal_id={UNG}").json["reads"]
    assert [one["path"] for one in reads] == [f"/v1/people/{DAO}/family"]


def test_children_born_at_once_get_different_numbers(anywhere):
    def register(turn: int) -> str:
        return born(
            anywhere,
            f"k{turn}",
            birth_notice_code=None,
            child={"given_name": f"Con {turn}"},
        )

    numbers = at_once(register)

    children = anywhere.get(f"/v1/people/{DAO}/family").json["children"]
    assert len(set(numbers)) == CROWD
    assert {one["personal_id"] for one in children} == set(numbers)
    assert anywhere.get(f"/v1/people/{DAO}").json["version"] == 1 + CROWD


def test_one_key_sent_at_once_registers_one_child(anywhere):
    answers = at_once(lambda _turn: anywhere.post("/v1/births", a_birth(), "k"))

    assert Counter(one.status_code for one in answers) == {201: 1, 200: CROWD - 1}
    assert len({one.json["personal_id"] for one in answers}) == 1


def test_one_child_sent_at_once_under_many_keys_is_registered_once(anywhere):
    answers = at_once(lambda turn: anywhere.post("/v1/births", a_birth(), f"k{turn}"))

    assert Counter(one.status_code for one in answers) == {201: 1, 409: CROWD - 1}


def test_a_world_opened_by_many_at_once_has_one_clock(anywhere, machine):
    world = anywhere.with_headers(X_World="crowd")

    answers = at_once(lambda _turn: world.get(f"/v1/people/{DAO}"))

    assert {one.status_code for one in answers} == {200}
    assert len(world.get(f"/v1/reads?personal_id={DAO}").json["reads"]) == CROWD


def test_a_failure_inside_a_write_keeps_nothing(anywhere):
    wired = anywhere.app.extensions["mock_population_db"]

    def open_a_world_and_fail() -> None:
        with transaction(wired.engine) as db:
            wired.clock.now(db, "never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        open_a_world_and_fail()

    with wired.engine.connect() as connection:
        worlds = connection.exec_driver_sql("SELECT code FROM worlds").all()
    assert worlds == []


def test_a_second_start_finds_the_people_there(anywhere):
    def pinned(engine) -> tuple:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM foundation").all()
            count = connection.exec_driver_sql("SELECT count(*) FROM people").scalar()
        return rows, count

    before = pinned(engine_of(anywhere.app))

    again = lay_foundation(engine_of(anywhere.app), seed="test", size=SIZE)

    assert pinned(again) == before
    assert before[1] == len(cast().people)
    assert len(before[0]) == 1
