import random
import re
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import codelists
from mock_population_db import citizen
from mock_population_db.citizen.contacts import HOMES, MEMBERS
from mock_population_db.citizen.homes.addresses import home_address
from mock_population_db.citizen.homes.communes import central_ward, commune_facts
from tests.mock_population_db.citizen.conftest import NATION

WARD, VILLAGE = "00070", "24277"
COMMUNES = [unit.code for unit in codelists.communes("01")]


def places(row):
    """All addresses of a row that are in Việt Nam."""
    found = [
        row.hometown,
        row.birth_place,
        row.birth_registration_place,
        row.permanent_residence,
        row.temporary_residence,
        row.current_residence,
    ]
    if row.death:
        found += [row.death["place"], row.death["registration_place"]]
    return [place for place in found if place and place["country"] == "VN"]


def test_every_address_is_in_a_commune_of_its_province(rows):
    for row in rows.values():
        for place in places(row):
            assert codelists.commune(place["commune"]).province == place["province"]
            assert set(place) == {"country", "province", "commune", "detail"}


@settings(max_examples=20, deadline=None)
@given(commune=st.sampled_from([*COMMUNES, VILLAGE]))
def test_no_two_homes_of_a_commune_have_the_same_address(commune):
    details = {home_address(commune, plot)["detail"] for plot in range(12_000)}

    assert len(details) == 12_000


def test_a_ward_has_streets_and_a_village_settlements():
    ward, village = commune_facts(WARD), commune_facts(VILLAGE)

    assert ward.is_ward
    assert len(set(ward.streets)) == 32
    assert not village.streets
    assert len(set(village.settlements)) == 10
    assert "đường" in home_address(WARD, 5)["detail"]
    assert home_address(VILLAGE, 5)["detail"].startswith("số nhà 1, ")


def test_every_commune_has_names_for_its_homes():
    provinces = codelists.provinces()
    for unit in (one for place in provinces for one in codelists.communes(place.code)):
        facts = commune_facts(unit.code)
        assert facts.province == unit.province
        assert len(set(facts.settlements)) >= 8
        assert "{" not in "".join((*facts.settlements, *facts.streets))


def test_names_of_a_people_are_where_it_lives():
    names = {
        name
        for unit in codelists.communes("66")
        for name in commune_facts(unit.code).settlements
    }

    assert any(name.startswith("buôn ") for name in names)


def test_hospitals_stand_in_a_ward_of_their_province():
    for province in codelists.provinces():
        assert codelists.commune(central_ward(province.code)).province == province.code


def test_a_former_address_names_district_and_former_province():
    old = citizen.former_address(home_address(WARD, 3))

    assert old.startswith(home_address(WARD, 3)["detail"])
    assert re.search(r", Phường .+, Quận (Hoàn Kiếm|Ba Đình), thành phố Hà Nội$", old)


@settings(max_examples=60, deadline=None)
@given(household=st.integers(0, NATION.households - 1))
def test_every_home_has_a_former_address_in_its_former_province(household):
    address = citizen.household_row(NATION, household).address

    old = citizen.former_address(address)

    names = {unit.full_name for unit in codelists.old_provinces()}
    assert old.rsplit(", ", 1)[1] in names


@pytest.mark.parametrize(
    "address",
    [{}, {"country": "JP", "commune": ""}, {"country": "VN", "commune": "99999"}],
)
def test_no_former_address_is_made_up(address):
    assert citizen.former_address(address) == ""


def test_nobody_of_a_commune_shares_a_phone(nation):
    homes = list(islice(nation.households_of(WARD), 250))
    phones = [
        row.phone
        for home in homes
        for member in nation.household(home).members
        if (row := citizen.person_row(nation, member)).phone
    ]

    assert len(phones) > 400
    assert len(set(phones)) == len(phones)
    assert all(phone >= "0999001000" for phone in phones)


def test_phones_repeat_in_a_large_commune_only_in_homes_far_apart():
    assert HOMES * MEMBERS == 99_000


def test_emails_are_unlike_each_other(rows):
    emails = [row.email for row in rows.values() if row.email]

    assert len(emails) > 300
    assert len(set(emails)) == len(emails)


def test_lodgers_and_the_absent_are_elsewhere(nation):
    chosen = random.Random(3).sample(range(nation.capacity), 2500)  # noqa: S311
    kinds = Counter()
    for index in chosen:
        base = nation.person(index)
        age = 2026 - base.date_of_birth.year
        if not (base.is_alive and base.marital_status == "single" and 18 <= age <= 45):
            continue
        row = citizen.person_row(nation, index)
        kinds[row.residence_type] += 1
        if row.residence_type == "temporary":
            assert row.temporary_residence["commune"] != base.home_commune
            assert row.permanent_residence["commune"] == base.home_commune
        if row.absence_status:
            kinds["absent"] += 1
            assert row.current_residence == row.absence_status["place"]
            assert row.current_residence["country"] != "VN"
            assert row.absence_status["until"] > row.absence_status["declared_on"]

    assert 0 < kinds["temporary"] < kinds["permanent"]
