from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from forms import codelists, contacts, names, personal_id
from mock_population_db import citizen
from mock_population_db.app import engine_of
from mock_population_db.db import transaction
from mock_population_db.models import BASE_WORLD, Household, Person
from mock_population_db.nation.nation import AS_OF
from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.register.dictionary.groups import GROUPS
from mock_population_db.register.overlay import own
from mock_population_db.register.records import person_record
from tests.mock_population_db.citizen.conftest import NATION

OF_THE_LIVING = (
    "file_no",
    "relation_to_head",
    "id_card",
    "phone",
    "email",
    "insurance_number",
    "representatives",
    "occupation",
)

indices = st.integers(0, NATION.capacity - 1)


def age(row: Person) -> int:
    born, day = date.fromisoformat(row.date_of_birth), row.died_on
    until = date.fromisoformat(day) if day else AS_OF
    return until.year - born.year - ((until.month, until.day) < (born.month, born.day))


def test_a_row_has_every_column_and_is_in_no_session(rows):
    columns = {column.key for column in inspect(Person).column_attrs} - {"id"}

    for row in rows.values():
        assert columns <= vars(row).keys()
        assert inspect(row).transient
        assert (row.world, row.version) == (BASE_WORLD, 1)


def test_a_row_fits_the_tables_as_one_of_the_cast_does(rows, register_app):
    row = next(iter(rows.values()))

    with transaction(engine_of(register_app)) as db:
        mine = own(db, row, "class-1")
        db.flush()
        db.expire(mine)

        assert mine.personal_id == row.personal_id
        assert mine.hometown == row.hometown
        assert mine.representatives == row.representatives
        assert row not in db


@settings(max_examples=60, deadline=None)
@given(index=indices)
def test_a_person_is_the_same_whenever_asked(index):
    first, again = (citizen.person_row(NATION, index) for _ in range(2))

    facts = [column.key for column in inspect(Person).column_attrs]
    assert [vars(first).get(key) for key in facts] == [
        vars(again).get(key) for key in facts
    ]


def test_other_seeds_have_other_facts(rows):
    other = type(NATION)(seed=7)

    differ = [
        row.insurance_number != citizen.person_row(other, index).insurance_number
        for index, row in list(rows.items())[:50]
    ]

    assert sum(differ) > 40


def test_nobody_is_beyond_the_nation(nation):
    with pytest.raises(IndexError):
        citizen.person_row(nation, nation.capacity)
    with pytest.raises(IndexError):
        citizen.household_row(nation, nation.households)


def test_all_codes_are_in_their_lists(rows):
    known = {
        name: {code.code for code in codes} for name, codes in code_lists().items()
    }

    for row in rows.values():
        assert row.sex in known["sex"]
        assert row.ethnicity in known["ethnicity"]
        assert row.religion in known["religion"]
        assert row.blood_group in known["blood_group"]
        assert row.marital_status in known["marital_status"]
        assert row.life_status in known["life_status"]
        assert row.nationality in known["country"]
        assert row.residence_type in known["residence_type"]
        assert row.occupation in known["occupation"] | {None}
        assert row.education in known["education"] | {None}
        assert row.relation_to_head in known["relation_to_head"] | {None}
        assert row.id_card is None or row.id_card["kind"] in known["card_kind"]
        for entry in row.representatives:
            assert entry["relation"] in known["representative"]


def test_the_living_have_what_their_age_brings(living):
    for row in living.values():
        assert row.permanent_residence
        assert row.file_no
        assert row.relation_to_head
        assert row.occupation
        assert row.birth_registration_place
        assert (row.education is None) == (age(row) < 6)
        assert row.phone is None or age(row) >= 14
        assert row.email is None or row.phone
        assert not row.other_names or age(row) >= 55


def test_the_dead_have_a_death_and_nothing_of_the_living(rows):
    dead = [row for row in rows.values() if row.life_status == "2"]

    assert dead
    for row in dead:
        assert row.death["date"] == row.died_on <= row.death["registered_on"]
        assert row.death["registered_on"] <= AS_OF.isoformat()
        assert not any(getattr(row, name) for name in OF_THE_LIVING)


def test_the_record_shows_every_group(rows):
    row = next(iter(rows.values()))

    record = person_record(row, "public")

    for group in GROUPS:
        if group.path == "/v1/people/{pid}":
            assert {field.split(".")[0] for field in group.fields} <= record.keys()


def test_kin_are_named_by_number_and_exist(rows, nation):
    for index, row in list(rows.items())[:300]:
        base = nation.person(index)
        for number, kin in (
            (row.father_id, base.father),
            (row.mother_id, base.mother),
            (row.spouse_id, base.spouse),
        ):
            assert (number is None) == (kin is None)
            if number:
                assert nation.index_of(number) == kin


def test_marital_status_fits_the_spouse(rows, nation):
    for index, row in rows.items():
        base = nation.person(index)
        if row.life_status == "2":
            continue
        assert (row.marital_status == "2") == (base.marital_status == "married")
        if row.marital_status == "2":
            assert row.spouse_id
            assert nation.person(base.spouse).is_alive
        if row.marital_status == "1":
            assert row.spouse_id is None


def test_numbers_and_contacts_belong_to_nobody_real(rows):
    for row in rows.values():
        assert personal_id.parse(row.personal_id) == row.personal_id
        assert row.old_id_9 is None or row.old_id_9[0] in "789"
        assert row.insurance_number is None or row.insurance_number[:2] in {"88", "90"}
        assert row.phone is None or contacts.phone(row.phone) == row.phone
        assert row.email is None or contacts.email(row.email) == row.email
        assert all(names.normalise(name) == name for name in row.other_names)


def test_no_insurance_number_begins_with_a_province():
    provinces = {unit.code[1:] for unit in codelists.old_provinces()}

    assert not provinces & {"88", "90"}


def test_a_households_row_names_its_head_and_address(living, nation):
    for index, row in list(living.items())[:200]:
        home = citizen.household_row(nation, nation.person(index).household)

        assert isinstance(home, Household)
        assert home.file_no == row.file_no
        assert home.address == row.permanent_residence
        assert (home.head_id == row.personal_id) == (row.relation_to_head == "head")


def test_the_digest_says_which_rules_and_tables_made_the_facts():
    assert len(citizen.digest()) == 64
    assert citizen.digest() == citizen.digest()
