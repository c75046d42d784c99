import json

import numpy as np
import pytest

from mock_population_db.nation import AS_OF, Nation
from tests.mock_population_db.nation.golden import PATH, vector
from tests.mock_population_db.nation.nations import SIZES, nation, some


@pytest.mark.parametrize("size", SIZES)
def test_one_by_one_and_in_a_batch_people_are_the_same(size):
    country = nation(size)
    indices = some(size, 300)

    facts = country.batch(np.array(indices))

    people = [country.person(index) for index in indices]
    assert facts.numbers() == [person.personal_id for person in people]
    assert facts.names() == [person.full_name for person in people]
    assert facts.commune_codes() == [person.home_commune for person in people]
    for column, told in {
        "sex": [int(person.sex) for person in people],
        "date_of_birth": [person.date_of_birth.toordinal() for person in people],
        "ethnicity": [int(person.ethnicity) for person in people],
        "is_alive": [person.is_alive for person in people],
        "father": [-1 if person.father is None else person.father for person in people],
        "mother": [-1 if person.mother is None else person.mother for person in people],
        "spouse": [-1 if person.spouse is None else person.spouse for person in people],
        "household": [person.household for person in people],
    }.items():
        assert getattr(facts, column).tolist() == told, column


@pytest.mark.parametrize("size", SIZES)
def test_everybody_is_who_they_were(size):
    golden = json.loads(PATH.read_text(encoding="utf-8"))

    assert vector(size) == golden[str(size)], (
        "tables or algorithm changed: raise ALGORITHM or run "
        "python -m tests.mock_population_db.nation.golden, and tell users"
    )


def test_another_seed_gives_other_people_and_another_digest():
    one, other = nation(2_000), Nation(2_000, seed=7)

    assert one.digest != other.digest
    assert one.person(5).personal_id != other.person(5).personal_id


@pytest.mark.parametrize("size", [1_000, 2_001, 99_999, 123_457, 300_007])
def test_so_many_are_alive_as_were_asked_for(size):
    country = Nation(size)

    facts = country.batch(np.arange(country.capacity))

    assert int(facts.is_alive.sum()) == country.alive_count() == size
    assert len(np.unique(facts.number)) == country.capacity
    assert facts.date_of_birth.max() <= AS_OF.toordinal()


@pytest.mark.parametrize("size", [0, 999, 10**9])
def test_a_nation_too_small_or_too_large_is_refused(size):
    with pytest.raises(ValueError, match="people"):
        Nation(size)


def test_a_sample_has_living_people_and_nobody_twice():
    country = nation(1_000_000)

    sample = country.sample(5_000, seed=3)

    assert len(np.unique(sample)) == 5_000
    assert country.batch(sample).is_alive.all()
    assert country.sample(5_000, seed=3).tolist() == sample.tolist()
    assert country.sample(5_000, seed=4).tolist() != sample.tolist()


def test_counts_from_the_tables_are_those_of_the_people():
    country = nation(2_000)
    facts = country.batch(np.arange(country.capacity))

    women = int(((facts.sex == 2) & facts.is_alive).sum())

    assert country.alive_count(sex="2") == women
    assert sum(country.alive_count(year=year) for year in range(1920, 2027)) == 2_000


def test_a_stranger_index_is_refused():
    country = nation(2_000)

    assert not country.exists(country.capacity)
    with pytest.raises(IndexError):
        country.person(country.capacity)
    with pytest.raises(IndexError):
        country.batch(np.array([-1]))


def test_the_tables_of_the_whole_country_are_small():
    plan = nation(100_000_000)._plan

    tables = [table for part in vars(plan).values() for table in _arrays(part)]

    assert len(tables) > 10
    assert sum(table.nbytes for table in tables) < 64 * 2**20


def _arrays(part):
    if isinstance(part, np.ndarray):
        return [part]
    inside = vars(part).values() if hasattr(part, "__dict__") else ()
    return [value for value in inside if isinstance(value, np.ndarray)]
