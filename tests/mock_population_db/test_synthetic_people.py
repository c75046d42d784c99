"""The cast: named people, checked by the rules that every population must keep."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import codelists, personal_id
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.export import digest, json_lines
from mock_population_db.synthetic.invariants import RULES, violations
from mock_population_db.synthetic.places import FACILITIES

GOLDEN = "0c443730e5e1a4a470613678d873ba621a320eca540c1b501d3a0f7f7f62dc48"


@pytest.fixture(scope="module")
def people():
    return cast()


def test_the_cast_never_changes_unnoticed(people):
    # when this changes on purpose, raise mock_population_db.synthetic.VERSION
    assert digest(people) == GOLDEN


def test_the_cast_is_the_same_each_time():
    assert list(json_lines(cast())) == list(json_lines(cast()))


def test_nothing_is_wrong_with_the_cast(people):
    assert violations(people) == []


def of_first(people, **changes):
    """The cast with the first person changed."""
    first = replace(people.people[0], **changes)
    return replace(people, people=[first, *people.people[1:]])


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("numbers_are_synthetic", {"sex": "1"}),
        ("nothing_is_given_twice", {"phone": "0999000002"}),
        ("contacts_reach_nobody", {"phone": "0912345678"}),
        ("names_are_clean", {"given_name": ""}),
        ("surnames_come_from_parents", {"surname": "Lê"}),
        ("lives_lie_in_time", {"date_of_birth": "2027-01-01"}),
        ("lives_lie_in_time", {"died_on": "2026-01-01"}),
        ("parents_can_be_parents", {"date_of_birth": "1950-01-01"}),
        ("siblings_are_spaced", {"mother_id": "901165064420"}),
        ("spouses_are_two", {"spouse_id": "901066045591"}),
        ("marriages_are_lawful", {"date_of_birth": "2010-07-02"}),
        ("marital_status_fits", {"marital_status": "1"}),
        ("households_are_whole", {"permanent_residence": None}),
        ("members_belong", {"life_status": "2"}),
        ("relations_are_true", {"relation_to_head": "birth_child"}),
        ("residences_are_known", {"hometown": {"province": "01", "commune": "9"}}),
        ("cards_follow_age", {"id_card": None}),
        ("notices_are_plausible", {"life_status": "2"}),
        ("kin_exist", {"father_id": "901066000000"}),
    ],
)
def test_the_invariants_would_notice(people, rule, change):
    if change.get("spouse_id"):
        change = {"spouse_id": people.people[8].personal_id}
    if change.get("mother_id"):  # a sibling of Vũ Đức Thắng, two months older
        change |= {"father_id": None, "date_of_birth": "1991-06-30"}

    found = {line.split(":")[0] for line in violations(of_first(people, **change))}

    assert rule in found


def test_the_rules_are_said_in_words():
    assert len(RULES) >= 15
    assert all(rule.__doc__ for rule in RULES)


def test_facilities_stand_in_real_communes():
    known = {option.code for option in codelists.facilities()}

    assert FACILITIES.keys() <= known
    assert all(codelists.commune(commune) for commune in FACILITIES.values())


@given(low=st.integers(-50, 50), width=st.integers(0, 90), label=st.text(max_size=5))
def test_a_draw_stays_within_its_bounds_and_repeats(low, width, label):
    one, two = Draw("s", "a"), Draw("s", "a")

    drawn = one.number(label, low, low + width)

    assert low <= drawn <= low + width
    assert two.number(label, low, low + width) == drawn


def test_draws_are_golden():
    draw = Draw("seed", "stream")

    drawn = [
        draw.below("a", 1000),
        draw.below("b", 1000),
        draw.within("x").below("a", 9),
    ]

    assert drawn == [354, 951, 8]


def test_numbers_of_people_fit_their_structure(people):
    for one in people.people:
        assert re.fullmatch(r"9\d{11}", one.personal_id)
        assert personal_id.facts(one.personal_id).sex == one.sex
