"""Faker draws from the nation: the same seed, the same citizens; kin are kin."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from faker import Faker

from forms import personal_id
from mock_population_db.faker_provider import RegisterProvider

ROOT = Path(__file__).parents[3]


def faker(seed=7, **of):
    fake = Faker()
    fake.add_provider(RegisterProvider.of(**of) if of else RegisterProvider)
    fake.seed_instance(seed)
    return fake


def test_the_same_seed_draws_the_same_citizens():
    one, same, another = faker(7), faker(7), faker(8)

    first = [one.citizen() for _ in range(3)]

    assert first == [same.citizen() for _ in range(3)]
    assert first != [another.citizen() for _ in range(3)]
    assert len({citizen.personal_id for citizen in first}) == 3


def test_a_citizen_agrees_with_the_register(world):
    citizen = faker().citizen()

    known = world.person(citizen.personal_id)

    assert personal_id.parse(citizen.personal_id)
    assert known.full_name == citizen.full_name
    assert known.date_of_birth == citizen.date_of_birth.isoformat()
    assert known["permanent_residence"]["commune"] == citizen.commune
    assert citizen.address


def test_a_family_is_kin_in_one_household():
    family = faker().family(children=2)

    father, mother = family.father, family.mother
    assert (father.spouse_id, mother.spouse_id) == (
        mother.personal_id,
        father.personal_id,
    )
    assert {child.mother_id for child in family.children} == {mother.personal_id}
    assert {child.father_id for child in family.children} == {father.personal_id}
    assert {one.household for one in family.members} == {father.household}
    assert len(family.children) >= 2
    assert all(c.date_of_birth > mother.date_of_birth for c in family.children)


def test_names_follow_sex_and_time():
    fake = faker()

    names = Counter(
        word
        for _ in range(30)
        for word in fake.vietnamese_name(sex="female", year=1965).split()
    )

    assert names["Thị"] > 10
    assert fake.vietnamese_name(sex="male").count(" ") >= 1
    with pytest.raises(ValueError, match="sex"):
        fake.vietnamese_name(sex="x")


def test_a_number_an_address_and_unique_citizens():
    fake = faker()

    numbers = {fake.unique.personal_id() for _ in range(20)}

    assert len(numbers) == 20
    assert all(personal_id.parse(number) for number in numbers)
    assert "," in fake.address_vn()
    assert fake.unique.citizen() != fake.unique.citizen()


def test_size_seed_and_commune_choose_another_nation():
    small = faker(size=10_000, seed="class-7")
    near = faker(size=1_000_000, commune="00070")

    assert small.citizen() != faker().citizen()
    assert {near.citizen().commune for _ in range(10)} == {"00070"}
    with pytest.raises(ValueError, match="nobody lives in commune 00070"):
        faker(size=1000, commune="00070").citizen()
    with pytest.raises(ValueError, match="no family with 60"):
        faker(size=10_000, seed="class-7").family(children=60)


def test_faker_users_load_no_web_framework():
    program = (
        "import sys, mock_population_db.faker_provider;sys.exit('flask' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert done.returncode == 0
