from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mock_population_db.nation import Nation
from mock_population_db.nation.invariants import Checks, violations
from tests.mock_population_db.nation.nations import SIZES, nation, some


@pytest.mark.parametrize("size", [*SIZES, 50_000])
def test_no_rule_of_families_is_broken(size):
    assert violations(nation(size), some(size, 400)) == Counter()


def test_every_household_of_a_commune_lives_there():
    country = nation(1_000_000)
    commune = country.person(some(1_000_000, 1)[0]).home_commune

    homes = [country.household(number) for number in country.households_of(commune)]

    assert len(homes) == country.communes()[commune]
    assert {home.commune for home in homes} == {commune}
    assert sorted(home.plot for home in homes) == list(range(len(homes)))


def test_all_homes_are_in_a_commune_and_all_living_people_in_a_home():
    country = nation(2_000)

    homes = [country.household(number) for number in range(country.households)]

    assert sum(country.communes().values()) == country.households
    members = [member for home in homes for member in home.members]
    assert len(members) == len(set(members)) == country.size


def test_most_grown_ups_know_their_parents():
    country = nation(100_000_000)

    facts = country.batch(country.sample(20_000))

    assert (facts.mother >= 0).mean() > 0.85


def test_twins_are_about_as_frequent_as_in_life():
    country = nation(1_000_000)
    facts = country.batch(np.arange(100_000))
    young = np.flatnonzero(facts.date_of_birth > date(2005, 1, 1).toordinal())

    seen = Counter(
        zip(
            facts.mother[young].tolist(),
            facts.date_of_birth[young].tolist(),
            strict=True,
        )
    )

    twins = sum(count for count in seen.values() if count > 1)
    assert 0.01 < twins / young.size < 0.06


class Broken(Nation):
    """A nation in which one fact of everybody is changed."""

    changes: dict = {}  # noqa: RUF012

    def person(self, index):
        person = super().person(index)
        changed = {
            key: change(person) for key, change in self.changes.items() if change
        }
        return replace(person, **changed)


@pytest.mark.parametrize(
    ("key", "change", "rule"),
    [
        ("sex", lambda _p: "1", "the mother is not a woman of 16 to 48 at birth"),
        (
            "date_of_birth",
            lambda _p: date(2000, 1, 1),
            "births of one mother too close",
        ),
        ("spouse", lambda _p: None, "married to nobody"),
        (
            "home_commune",
            lambda p: str(p.index),
            "members of one household in two communes",
        ),
        ("personal_id", lambda _p: "901196004217", "the number leads to somebody else"),
        ("twin", lambda p: p.index + 1, "twins who do not fit"),
    ],
)
def test_a_broken_rule_is_told(key, change, rule):
    country = Broken(2_000)
    country.changes = {key: change}

    found = violations(country, range(300))

    assert found[rule] > 0


def test_siblings_who_marry_would_be_told():
    country = nation(2_000)
    checks = Checks(country)
    child = next(
        person
        for person in map(country.person, range(country.capacity))
        if person.father is not None and country.siblings(person.index)
    )
    sibling = country.person(country.siblings(child.index)[0])

    told = list(checks._kin_married(child, sibling))

    assert told == ["siblings or half-siblings married"]
