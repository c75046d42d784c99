"""Worlds in a test's hands: apart from each other, in time, faulty, and gone."""

import time
from datetime import UTC, datetime

import pytest
import requests

from mock_population_db.testing import BadOrder, MockPopulation


def ask(world, person, **more):
    with world.session(**more) as session:
        return session.get(f"{world.address}/v1/people/{person}", timeout=5)


def test_what_happens_in_a_world_is_seen_nowhere_else(world, other):
    mai = world.add("Nguyễn Thị Mai", sex="female", age=31)
    somebody = world.any(age=(60, 90))
    world.event.death(somebody)
    world.clock.advance(days=3)
    world.fault("down", person=somebody)

    assert ask(other, mai).status_code == 404
    assert other.person(somebody.personal_id).is_alive
    assert ask(other, somebody).json()["life_status"] == "1"
    assert world.clock.today.day == other.clock.today.day + 3
    assert ask(world, somebody).status_code == 503


def test_a_world_reset_is_as_new(world):
    mai = world.add(age=31)
    first = world.any()
    world.clock.advance(days=400)
    ask(world, mai)

    world.reset()

    assert world.reads() == []
    assert world.clock.today.isoformat() == "2026-03-10"
    with pytest.raises(BadOrder, match="person_not_found"):
        world.person(mai.personal_id)
    assert world.any() is not None
    assert first.is_alive


def test_a_world_of_the_same_name_draws_the_same_people(process):
    def drawn():
        world = process.new_world("test_shop.py::test_sale")
        found = [world.any().personal_id, world.family().mother.personal_id]
        name = world.add().full_name
        world.close()
        return [*found, name]

    assert drawn() == drawn()


def test_a_world_of_the_same_name_begins_anew(process):
    first = process.new_world("again")
    mai = first.add(age=31)
    first.clock.advance(days=9)
    first.close()

    second = process.new_world("again")

    assert second.name == first.name
    assert ask(second, mai).status_code == 404
    assert second.clock.today.isoformat() == "2026-03-10"


def test_two_worlds_of_one_name_are_two(process):
    one, two = process.new_world("twice"), process.new_world("twice")

    assert one.name != two.name


def test_a_world_is_made_and_thrown_away_quickly(process):
    process.new_world().close()
    begin = time.perf_counter()
    for _ in range(20):
        process.new_world().close()

    # less than 5 ms each; a busy machine gets some more
    assert (time.perf_counter() - begin) / 20 < 0.01


def test_time_is_set_and_moved(world):
    world.clock.set(datetime(2026, 12, 31, 17, 0, tzinfo=UTC))

    assert world.clock.today.isoformat() == "2027-01-01"
    world.clock.advance(hours=-1)
    assert world.clock.now.isoformat().startswith("2026-12-31T23:00")
    with pytest.raises(ValueError, match="time zone"):
        world.clock.set(datetime(2026, 12, 31))  # noqa: DTZ001 - the fault


def test_who_read_what_is_told(world):
    family = world.family(children=1)
    with world.session(purpose="birth_declaration", requester="shop") as session:
        session.get(f"{world.address}/v1/people/{family.mother}/family", timeout=5)

    marks = world.reads(family.children[0])

    assert [(m.requester, m.purpose) for m in marks] == [("shop", "birth_declaration")]
    assert marks[0].path.endswith("/family")
    assert {m.person for m in world.reads()} >= {str(m) for m in family.members}


def test_a_real_address_leads_into_the_same_world(world):
    mai = world.add("Nguyễn Thị Mai", sex="female")
    before = world.address

    address = world.serve()

    answer = requests.get(
        f"{address}/v1/people/{mai}", headers=world.headers(), timeout=5
    )
    assert answer.json()["full_name"] == "Nguyễn Thị Mai"
    assert answer.json()["world"] == world.name
    assert before != address
    assert address.startswith("http://127.0.0.1:")


def test_a_slow_answer_is_given_up_at_once_without_a_socket(world):
    mai = world.add(age=31)
    begin = time.perf_counter()

    with world.fault("slow", seconds=20), world.session() as session:
        url = f"{world.address}/v1/people/{mai}"
        for patience in (2, (1, 2)):
            with pytest.raises(requests.ReadTimeout):
                session.get(url, timeout=patience)
    assert ask(world, mai).status_code == 200
    assert time.perf_counter() - begin < 10


def test_a_fault_is_played_so_often_and_for_one_person(world):
    mai, lan = world.add(age=31), world.add(age=32)

    fault = world.fault("down", times=2, person=mai)

    assert fault.remaining == 2
    assert ask(world, lan).status_code == 200
    assert [ask(world, mai).status_code for _ in range(3)] == [503, 503, 200]
    assert not fault.is_on


def test_an_unknown_fault_is_refused_in_words(world):
    with pytest.raises(BadOrder, match="there are slow, down"):
        world.fault("flood")


def test_the_database_is_gone_when_the_register_is_closed():
    with MockPopulation() as register:
        url = register.settings.database_url
        register.new_world().add()

    from pathlib import Path  # noqa: PLC0415 - only here

    assert not Path(url.removeprefix("sqlite:///")).exists()
