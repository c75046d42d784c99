import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import personal_id
from forms.codelists.units import former_province_codes
from mock_population_db.nation import Nation
from tests.mock_population_db.nation.nations import SIZES, nation, some

codes = st.sampled_from(sorted(former_province_codes()))


@pytest.mark.parametrize("size", SIZES)
def test_a_number_leads_back_to_its_person(size):
    country = nation(size)
    indices = np.array(some(size, 2_000))

    numbers = country.batch(indices).number

    assert country.indices_of(numbers).tolist() == indices.tolist()
    one_by_one = [country.index_of(str(number)) for number in numbers.tolist()]
    assert one_by_one == indices.tolist()


def test_a_number_tells_province_sex_and_year():
    country = nation(1_000_000)

    people = [country.person(index) for index in some(1_000_000, 300)]

    for person in people:
        facts = personal_id.facts(person.personal_id)
        assert facts.province == person.birth_province
        assert facts.sex == person.sex
        assert facts.year == person.date_of_birth.year


@given(codes, st.sampled_from("12"), st.integers(1900, 2099), st.integers(0, 999_999))
@settings(max_examples=100, deadline=None)
def test_any_number_is_somebodys_or_nobodys(province, sex, year, serial):
    country = nation(1_000_000)
    number = personal_id.compose(province, sex, year, serial)

    index = country.index_of(number)

    assert country.indices_of(np.array([int(number)])).tolist() == [
        -1 if index is None else index
    ]
    assert index is None or country.person(index).personal_id == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "901",
        "9" * 12,
        "903196004217",
        "00119600421７",
        "901996004217",
        "x" * 12,
    ],
)
def test_what_is_no_number_is_nobodys(text):
    assert nation(1_000_000).index_of(text) is None


def test_hostile_numbers_in_a_batch_are_nobodys():
    numbers = np.array([0, -1, 2**62, 999_999_999_999, 903_196_004_217])

    assert nation(1_000_000).indices_of(numbers).tolist() == [-1] * 5


@given(codes, st.sampled_from("12"), st.integers(1900, 2099), st.integers(0, 50_000))
@settings(max_examples=60, deadline=None)
def test_a_newborn_gets_a_number_that_nobody_has(province, sex, year, k):
    country = nation(1_000_000)

    number = country.number_of_newborn(province, sex, year, k)

    facts = personal_id.facts(number)
    assert (facts.province, facts.sex, facts.year) == (province, sex, year)
    assert country.index_of(number) is None


def test_newborns_never_share_a_number():
    country = nation(100_000_000)

    numbers = {country.number_of_newborn("001", "2", 2026, k) for k in range(3_000)}

    assert len(numbers) == 3_000


@pytest.mark.parametrize(
    ("province", "sex", "year", "k"),
    [
        ("003", "1", 2026, 0),
        ("001", "3", 2026, 0),
        ("001", "1", 2100, 0),
        ("001", "1", 2026, -1),
        ("001", "1", 2026, 1_000_000),
    ],
)
def test_a_newborn_out_of_range_is_refused(province, sex, year, k):
    with pytest.raises(personal_id.PersonalIdError):
        nation(1_000_000).number_of_newborn(province, sex, year, k)


def test_reserved_numbers_are_left_free():
    free = nation(1_000_000)
    indices = np.array(some(1_000_000, 200))
    taken = frozenset(free.batch(indices).numbers())

    country = Nation(1_000_000, reserved=taken)

    facts = country.batch(indices)
    assert not taken & set(facts.numbers())
    assert {country.index_of(number) for number in taken} == {None}
    assert country.indices_of(facts.number).tolist() == indices.tolist()
    assert country.person(int(indices[3])).personal_id == facts.numbers()[3]
    assert country.digest != free.digest


def test_a_newborn_does_not_get_a_reserved_number():
    next_one = nation(1_000_000).number_of_newborn("079", "1", 2026, 0)

    country = Nation(1_000_000, reserved=[next_one])

    given_out = [country.number_of_newborn("079", "1", 2026, k) for k in range(50)]
    assert next_one not in given_out
    assert len(set(given_out)) == 50
