import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_population_db import citizen
from mock_population_db.citizen.series import (
    FILES,
    INSURANCE,
    MAILBOXES,
    OLD_IDS,
)
from mock_population_db.nation.nation import Nation
from tests.mock_population_db.citizen.conftest import NATION


@pytest.mark.parametrize("series", [OLD_IDS, INSURANCE, FILES, MAILBOXES])
@given(index=st.integers(0, NATION.capacity - 1))
def test_a_number_leads_back_to_whom_it_was_made_for(series, index):
    wanted = min(index, series.size - 1)

    number = series.number(NATION, wanted)

    assert series.index(NATION, number) == wanted
    assert len(number) == len(series.blocks[0]) + 8


def test_no_two_of_a_hundred_thousand_have_the_same_number():
    for series in (OLD_IDS, INSURANCE, FILES, MAILBOXES):
        step = series.size // 100_000
        numbers = {
            series.number(NATION, index) for index in range(0, series.size, step)
        }
        assert len(numbers) == 100_000


def test_a_series_never_gives_out_more_than_it_has():
    with pytest.raises(ValueError, match="insurance"):
        INSURANCE.number(NATION, INSURANCE.size)


@given(text=st.text(max_size=14) | st.from_regex(r"[0-9]{8,13}", fullmatch=True))
def test_no_text_is_taken_for_a_number_that_it_is_not(text):
    for series in (OLD_IDS, INSURANCE, FILES):
        found = series.index(NATION, text)
        if found is not None:
            assert series.number(NATION, found) == text


def test_old_numbers_lead_to_those_who_had_one(rows, nation):
    holders = {index: row for index, row in rows.items() if row.old_id_9}

    assert len(holders) > 500
    for index, row in holders.items():
        assert citizen.index_of_old_id(nation, row.old_id_9) == index
        assert row.date_of_birth < "2001"


def test_insurance_numbers_lead_to_the_insured(rows, nation):
    insured = {index: row for index, row in rows.items() if row.insurance_number}

    assert len(insured) > 900
    for index, row in insured.items():
        found = citizen.index_of_insurance_number(nation, row.insurance_number)
        assert found == index


def test_who_has_no_number_is_not_found_by_the_one_that_would_be_theirs(rows, nation):
    without = [index for index, row in rows.items() if not row.old_id_9]

    for index in without[:100]:
        assert citizen.index_of_old_id(nation, OLD_IDS.number(nation, index)) is None


@settings(max_examples=60, deadline=None)
@given(household=st.integers(0, NATION.households - 1))
def test_a_file_number_leads_back_to_its_household(household):
    row = citizen.household_row(NATION, household)

    assert citizen.household_id_of(NATION, row.file_no) == household


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01.00070.900001",
        "01.00070.1234567",
        "01.00070.99999999",
        "٠١.00070.12345678",
    ],
)
def test_other_file_numbers_are_no_households(nation, text):
    assert citizen.household_id_of(nation, text) is None


def test_a_file_number_with_another_commune_is_nobodys(nation):
    file_no = citizen.household_row(nation, 12_345).file_no
    moved = ("01.00070" if file_no[:8] != "01.00070" else "01.00004") + file_no[8:]

    assert citizen.household_id_of(nation, moved) is None


def test_files_of_a_small_nation_lead_back_too():
    small = Nation(1000)

    files = [
        citizen.household_row(small, number).file_no
        for number in range(small.households)
    ]

    assert [citizen.household_id_of(small, file) for file in files] == list(
        range(small.households)
    )


def test_series_are_golden(nation):
    drawn = [series.number(nation, 1_000_000) for series in (OLD_IDS, INSURANCE, FILES)]

    assert drawn == ["705336505", "8886628875", "34428039"]
