from datetime import date

import numpy as np
import pytest

from tests.mock_population_db.nation.nations import SIZES, nation, some


@pytest.mark.parametrize("size", SIZES)
def test_everybody_is_found_by_name_and_day_of_birth(size):
    country = nation(size)

    for index in some(size, 120):
        person = country.person(index)
        found = country.find_by_name(person.full_name, person.date_of_birth)
        assert index in found
        told = {country.person(one).full_name for one in found}
        assert told == {person.full_name}


def test_twins_are_found_too():
    country = nation(1_000_000)
    twins = [
        p for p in map(country.person, some(1_000_000, 4_000)) if p.twin is not None
    ]

    assert twins
    for person in twins:
        found = country.find_by_name(person.full_name, person.date_of_birth, person.sex)
        assert person.index in found


def test_names_of_all_peoples_are_found():
    country = nation(20_000)
    groups = country.batch(np.arange(country.capacity)).ethnicity
    firsts = [np.flatnonzero(groups == group)[:12] for group in set(groups.tolist())]

    assert len(firsts) > 20
    for index in np.concatenate(firsts).tolist():
        person = country.person(index)
        assert index in country.find_by_name(person.full_name, person.date_of_birth)


def test_the_other_sex_is_not_found():
    country = nation(1_000_000)
    person = country.person(some(1_000_000, 1)[0])
    other = "2" if person.sex == "1" else "1"

    found = country.find_by_name(person.full_name, person.date_of_birth, other)

    assert person.index not in found


@pytest.mark.parametrize(
    "name", ["", "   ", "Nguyễn", "x" * 10_000, "a " * 5_000, "\0", "\ud800", "H'", "Y"]
)
def test_odd_names_find_nobody(name):
    assert nation(1_000_000).find_by_name(name, date(1990, 5, 5)) == []


@pytest.mark.parametrize(
    "day", [date(1900, 1, 1), date(2026, 3, 10), date(2030, 1, 1), date.max, date.min]
)
def test_nobody_is_born_outside_the_base(day):
    assert nation(1_000_000).find_by_name("Nguyễn Văn An", day) == []


def test_some_are_born_on_a_leap_day():
    country = nation(1_000_000)
    facts = country.batch(np.arange(20_000))

    born = [date.fromordinal(day) for day in facts.date_of_birth.tolist()]

    assert any((day.month, day.day) == (2, 29) for day in born)
