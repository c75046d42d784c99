import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import codelists, names, personal_id
from mock_population_db.synthetic import generate
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.export import digest, json_lines
from mock_population_db.synthetic.invariants import RULES, violations
from mock_population_db.synthetic.population import AS_OF
from mock_population_db.synthetic.words.names import _lists
from mock_population_db.synthetic.words.places import FACILITIES, homes, origins

GOLDEN = "f60588d090dee3261d6f2a73fc7c10d508f29c6aa434360c8b96a7961fe75d30"


@pytest.fixture(scope="module")
def people():
    return generate("lien-thong-2026", 2000)


def test_the_default_population_never_changes_unnoticed(people):
    # when this changes on purpose, raise mock_population_db.synthetic.VERSION
    assert digest(people) == GOLDEN


def test_the_same_seed_gives_the_same_bytes():
    one, two = generate("x", 150), generate("x", 150)

    assert list(json_lines(one)) == list(json_lines(two))
    assert digest(one) != digest(generate("y", 150))


def test_the_size_is_kept_to_the_person(people):
    kin = len(cast().people)

    assert len(people.people) == 2000 + kin
    assert [len(generate("x", size).people) - kin for size in (0, 1, 7, 90)] == [
        0,
        1,
        7,
        90,
    ]


def test_the_first_clans_do_not_depend_on_the_size(people):
    more = {one.personal_id for one in generate("lien-thong-2026", 2600).people}

    first = [one.personal_id for one in people.people[len(cast().people) : 1000]]

    assert set(first) <= more


def test_nothing_is_wrong_with_the_default_population(people):
    assert violations(people) == []


@settings(max_examples=8, deadline=None)
@given(seed=st.text(min_size=1, max_size=12), size=st.integers(0, 700))
def test_nothing_is_wrong_with_any_population(seed, size):
    assert violations(generate(seed, size)) == []


def of_first(people, **changes):
    """The population with the first person changed."""
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


def test_ages_sexes_and_households_look_like_a_ward(people):
    living = [one for one in people.people if one.is_alive]
    ages = Counter(one.age_on(AS_OF) // 20 for one in living)
    women = sum(one.sex == "2" for one in living) / len(living)
    members = Counter(one.file_no for one in living if one.file_no)
    mean = sum(members.values()) / len(members)

    assert len(people.people) - len(living) > 50
    assert min(ages[band] for band in range(4)) > 100
    assert 0.45 < women < 0.56
    assert 2.5 < mean < 4
    assert max(members.values()) <= 12


def test_most_live_in_hoan_kiem_and_the_rest_in_real_communes(people):
    where = Counter(
        (one.permanent_residence or {}).get("commune")
        for one in people.people
        if one.is_alive and one.file_no
    )

    assert where["00070"] / where.total() > 0.5
    assert len(where) >= 6
    assert {codelists.commune(code).province for code in where} == {"01", "08"}


def test_some_clans_are_tay_mong_khmer_and_ede(people):
    groups = Counter(one.ethnicity for one in people.people)

    assert {"01", "02", "05", "08", "12"} <= groups.keys()
    assert groups["01"] / groups.total() > 0.7


def test_families_of_all_kinds_are_there(people):
    relations = Counter(one.relation_to_head for one in people.people)
    lone_mothers = [one for one in people.people if one.mother_id and not one.father_id]
    widows = [one for one in people.people if one.marital_status == "3"]

    assert relations["paternal_grandchild"] > 20
    assert relations["daughter_in_law"] > 20
    assert relations["father"] + relations["mother"] > 3
    assert len(lone_mothers) > 3
    assert len(widows) > 30


def test_open_notices_are_of_the_last_weeks(people):
    days = [date.fromisoformat(one.born_at[:10]) for one in people.notices]

    assert 15 <= len(days) <= 30
    assert all(0 <= (AS_OF - day).days < 60 for day in days)


def test_name_lists_are_long_enough():
    kinh = _lists()["kinh"]
    for sex in ("male", "female"):
        given_names = {
            name for key in ("old", "middle", "young") for name in kinh[sex][key]
        }
        assert len(given_names) >= 60
        assert all(len(kinh[sex]["middle_names"][key]) >= 4 for key in ("old", "young"))
    assert len(kinh["surnames"]) >= 25


def test_every_listed_name_is_in_clean_vietnamese():
    def texts(branch):
        if isinstance(branch, dict):
            for key, value in branch.items():
                yield key
                yield from texts(value)
        elif isinstance(branch, list):
            yield from branch

    for name in texts(_lists()):
        assert names.normalise(name) == name


def test_places_are_real():
    former = {unit.code: unit.province for unit in codelists.old_provinces()}

    for home in homes():
        assert former[home.former] == home.province
    for origin in origins():
        for commune in origin.communes:
            assert former[origin.former] == codelists.commune(commune).province
    known = {option.code for option in codelists.facilities()}
    assert FACILITIES.keys() <= known
    assert all(codelists.commune(commune) for commune in FACILITIES.values())


def test_ede_names_keep_the_mothers_clan(people):
    by_id = {one.personal_id: one for one in people.people}
    children = [one for one in people.people if one.ethnicity == "12" and one.mother_id]

    assert children
    for child in children:
        assert child.surname == {"1": "Y", "2": "H"}[child.sex]
        assert child.given_name == by_id[child.mother_id].given_name


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


def test_weights_are_followed():
    draw = Draw("s", "w")

    drawn = Counter(draw.weigh(str(turn), {"a": 3, "b": 1}) for turn in range(2000))

    assert 0.70 < drawn["a"] / drawn.total() < 0.80


def test_numbers_of_people_fit_their_structure(people):
    for one in people.people:
        assert re.fullmatch(r"9\d{11}", one.personal_id)
        assert personal_id.facts(one.personal_id).sex == one.sex
