from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mock_population_db import citizen
from mock_population_db.citizen.draws import Draws, Shares, label
from mock_population_db.citizen.traits.blood import drawn
from mock_population_db.citizen.traits.schooling import (
    LEAST_SCHOOLED_FIRST,
    education_at,
    occupation_at,
)
from mock_population_db.nation.sources import rows as table


def test_shares_are_kept():
    spread = range(0, 1_000_000, 50)
    groups = Counter(drawn(30, 0, spot) for spot in spread)

    assert 0.40 < groups["04"] / len(spread) < 0.44
    assert 0.06 < groups["03"] / len(spread) < 0.075


@given(sex=st.sampled_from("12"), age=st.integers(0, 110), spot=st.integers(0, 999_999))
def test_schooling_fits_the_age(sex, age, spot):
    level, work = education_at(sex, age, spot), occupation_at(sex, age, spot)

    assert (level is None) == (age < 6) == (work == "C")
    if 6 <= age < 15:
        assert work == "S"
        assert level in {"0", "1"}


def test_each_share_of_schooling_and_work_is_kept():
    spots = range(500, 1_000_000, 1000)
    for row in table("occupations"):
        if row["age_from"] == "35" and row["sex"] == "2":
            found = sum(occupation_at("2", 40, s) == row["occupation"] for s in spots)
            assert abs(found * 1000 - int(row["share_ppm"])) <= 2000
    for row in table("education"):
        if row["age_from"] == "35" and row["sex"] == "2":
            found = sum(education_at("2", 40, s) == row["level"] for s in spots)
            assert abs(found * 1000 - int(row["share_ppm"])) <= 2000


def test_professionals_went_to_school():
    for spot in range(0, 1_000_000, 997):
        if occupation_at("1", 40, spot) in {"1", "2", "3"}:
            assert education_at("1", 40, spot) >= "3"


def test_every_occupation_has_its_place():
    assert {row["occupation"] for row in table("occupations")} <= set(
        LEAST_SCHOOLED_FIRST
    )


def test_members_of_a_household_share_a_religion(rows, nation):
    for index in list(rows)[:60]:
        members = nation.household(nation.person(index).household).members
        people = [citizen.person_row(nation, member) for member in members]
        for group in {one.ethnicity for one in people}:
            assert len({one.religion for one in people if one.ethnicity == group}) == 1


def test_some_have_a_religion_and_few_another_name(rows):
    religions = Counter(row.religion for row in rows.values())
    named = [row for row in rows.values() if row.other_names]

    assert religions["00"] > 700
    assert religions["01"] + religions["02"] > 60
    assert 0 < len(named) < 60
    assert all(row.other_names != [row.full_name] for row in named)


def test_draws_are_golden():
    draws = Draws(12_345, 678)

    drawn_ones = [draws.below(label(name), 1_000_000) for name in ("a", "b", "card")]

    assert drawn_ones == [905_998, 483_084, 330_588]


@given(number=st.integers(0, 2**31), bound=st.integers(1, 2**31 - 1))
def test_a_draw_stays_below_its_bound_and_repeats(number, bound):
    first = Draws(1, number).below(label("x"), bound)

    assert 0 <= first < bound
    assert first == Draws(1, number).below(label("x"), bound)


def test_a_draw_by_shares_follows_them():
    shares = Shares([("a", 3), ("b", 0), ("c", 1)])

    found = Counter(shares.of(Draws(5, n), label("y")) for n in range(4000))

    assert 0.72 < found["a"] / 4000 < 0.78
    assert "b" not in found
