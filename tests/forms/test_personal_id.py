from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.codelists import old_provinces
from forms.personal_id import (
    Malformed,
    PersonalIdError,
    RealNumber,
    UnknownProvince,
    compose,
    facts,
    parse,
)

PROVINCES = st.sampled_from([unit.code for unit in old_provinces()])


@given(
    PROVINCES, st.sampled_from("12"), st.integers(1900, 2099), st.integers(0, 999_999)
)
def test_a_composed_number_tells_the_facts_it_was_made_of(
    province: str, sex: str, year: int, serial: int
) -> None:
    number = compose(province, sex, year, serial)

    told = facts(number)

    assert parse(number) == number
    assert (told.province, told.sex, told.year) == (province, sex, year)


def test_a_number_may_be_typed_in_groups() -> None:
    assert parse(" 901 196 004.217") == "901196004217"


@pytest.mark.parametrize("text", ["", "12345", "90119600421", "9011960042170", "abc"])
def test_a_number_that_has_not_twelve_digits_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse(text)


@pytest.mark.parametrize("text", ["001196004217", "079093118650", "899096123456"])
def test_a_number_that_may_be_real_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(RealNumber) as caught:
        parse(text)

    assert "có thể là số thật" in str(caught.value)


@pytest.mark.parametrize("text", ["900196004217", "903096123456", "999096123456"])
def test_a_number_of_no_province_is_refused(text: str) -> None:
    with pytest.raises(UnknownProvince):
        parse(text)


def test_a_century_that_has_not_come_is_refused() -> None:
    with pytest.raises(Malformed):
        parse("901496004217")


@pytest.mark.parametrize(
    ("province", "sex", "year", "serial"),
    [("03", "1", 1990, 1), ("01", "3", 1990, 1), ("01", "1", 2100, 1)],
)
def test_nobody_composes_a_number_that_cannot_be_read(
    province: str, sex: str, year: int, serial: int
) -> None:
    with pytest.raises(PersonalIdError):
        compose(province, sex, year, serial)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_and_never_crashes(text: str) -> None:
    with suppress(PersonalIdError):
        number = parse(text)
        assert number.isascii()
        assert number.startswith("9")
