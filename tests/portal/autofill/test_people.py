"""What each person of the cast finds filled in."""

import pytest

from tests.portal.autofill.filling import NOW, eform, fill_for, plain
from tests.portal.autofill.register import Register

HOME_OF_DAO = {"province": "01", "commune": "00070", "detail": "số 12 phố Hàng Bạc"}


def test_the_standard_mother_finds_herself_her_husband_and_her_child(
    register: Register,
) -> None:
    values = plain(fill_for(register, "dao"))

    assert values["requester_full_name"] == "Trần Thị Hồng Đào"
    assert values["requester_sex"] == "2"
    assert values["requester_relation_to_child"] == "mother"
    assert values["child_surname"] == "Nguyễn"
    assert values["child_given_name"] == "Ân"
    assert values["child_date_of_birth"] == "2026-03-07"
    assert values["child_sex"] == "2"
    assert values["child_nationality"] == "VN"
    assert values["child_ethnicity"] == "01"
    assert values["birth_notice_source"] == "1"
    assert values["birth_place_address"]["detail"].startswith("Bệnh viện")
    assert values["mother_personal_id"] == register.numbers["dao"]
    assert values["mother_residence_address"] == HOME_OF_DAO
    assert values["father_personal_id"] == register.numbers["ung"]
    assert values["father_surname"] == "Nguyễn"
    assert values["father_same_residence_as_mother"] is True
    assert values["marriage_certificate_number"] == "87/2024"
    assert values["household_head_personal_id"] == register.numbers["ung"]
    assert values["household_head_is_father"] is True
    assert values["household_head_is_mother"] is False
    assert values["child_relation_to_head"] == "child"
    assert values["residence_registration_address"] == HOME_OF_DAO
    assert values["card_guardian"] == "mother"


def test_every_value_says_where_it_was_found(register: Register) -> None:
    found = fill_for(register, "dao").values

    assert found["requester_full_name"].source == "identity"
    assert found["mother_surname"].source == "population"
    assert found["mother_surname"].record == register.numbers["dao"]
    assert found["father_surname"].record == register.numbers["ung"]
    assert found["household_head_full_name"].record == "01.00070.900001"
    assert found["child_sex"].source == "birth_notice"
    assert found["child_sex"].record == "00123.GCS.01001.26"
    assert found["child_surname"].source == "computed"
    assert {filled.read_at for filled in found.values()} == {NOW}


def test_confirmed_values_are_locked_with_a_reason_and_proposals_are_not(
    register: Register,
) -> None:
    found = fill_for(register, "dao").values

    for name in ("mother_surname", "father_personal_id", "child_date_of_birth"):
        assert found[name].locked
        assert found[name].lock_reason
    for name in ("child_surname", "hometown_address", "requester_phone"):
        assert not found[name].locked
        assert not found[name].lock_reason


def test_marital_data_stay_open_because_registers_lag_behind(
    register: Register,
) -> None:
    found = fill_for(register, "dao").values

    names = [name for name in found if name.startswith("marriage_")]

    assert len(names) == 4
    assert not any(found[name].locked for name in names)


def test_a_father_who_files_finds_the_same_couple(register: Register) -> None:
    of_father = plain(fill_for(register, "ung"))
    of_mother = plain(fill_for(register, "dao"))

    assert of_father["requester_relation_to_child"] == "father"
    for name in of_mother:
        if name.startswith(("mother_", "father_", "child_", "household_", "marriage_")):
            assert of_father[name] == of_mother[name]


def test_an_unmarried_mother_finds_no_father_and_her_own_name_for_the_child(
    register: Register,
) -> None:
    values = plain(fill_for(register, "my"))

    assert not any(name.startswith(("father_", "marriage_")) for name in values)
    assert values["child_surname"] == "Hoàng"
    assert values["child_ethnicity"] == "01"
    assert values["hometown_address"]["commune"] == "00070"
    assert values["child_relation_to_head"] == "maternal_grandchild"


def test_a_father_who_has_died_is_named_and_ticked_as_deceased(
    register: Register,
) -> None:
    values = plain(fill_for(register, "thao"))

    assert values["father_personal_id"] == "901087050021"
    assert values["father_deceased"] is True
    assert values["mother_deceased"] is False
    assert values["household_head_is_mother"] is True


def test_who_has_only_a_temporary_residence_types_the_permanent_one(
    register: Register,
) -> None:
    values = plain(fill_for(register, "linh"))

    assert values["mother_residence_type"] == "temporary"
    assert values["mother_residence_address"]["commune"] == "00070"
    assert "residence_registration_address" not in values
    assert "household_head_full_name" not in values
    assert "child_relation_to_head" not in values


def test_a_year_of_birth_alone_stays_a_year(register: Register) -> None:
    found = fill_for(register, "vang").values["father_date_of_birth"]

    assert found.value == "1985"
    assert found.locked


def test_a_requester_of_whom_only_the_year_is_known_types_the_date(
    register: Register,
) -> None:
    client = register.client()
    found = fill_for(register, "pao", client=client)

    assert plain(found)["father_date_of_birth"] == "1985"
    assert plain(found)["requester_relation_to_child"] == "father"


def test_parents_who_live_apart_are_not_said_to_live_together(
    register: Register,
) -> None:
    values = plain(fill_for(register, "lan"))

    assert values["father_same_residence_as_mother"] is False
    assert values["father_residence_address"]["commune"] == "00082"
    assert values["residence_registration_address"]["commune"] == "00070"
    assert values["household_head_full_name"] == "Ngô Văn Tiến"
    assert values["child_relation_to_head"] == "maternal_grandchild"


def test_in_the_husbands_family_the_child_is_the_heads_paternal_grandchild(
    register: Register,
) -> None:
    values = plain(fill_for(register, "hoa"))

    assert values["household_head_full_name"] == "Vũ Văn Lâm"
    assert values["child_relation_to_head"] == "paternal_grandchild"
    assert values["household_head_is_father"] is False
    assert "child_given_name" not in values


def test_a_birth_at_home_leaves_the_child_open_and_locks_nothing_about_parents(
    register: Register,
) -> None:
    found = fill_for(register, "nhai").values

    assert found["birth_notice_source"].value == "0"
    assert "child_date_of_birth" not in found
    assert "child_sex" not in found
    assert found["mother_surname"].value == "Nông"
    assert found["child_ethnicity"].value == "02"
    parents = [n for n in found if n.startswith(("mother_", "father_", "household_"))]
    assert parents
    assert not any(found[name].locked for name in parents)


@pytest.mark.parametrize("slug", ["ut", "lam", "phuc", "khoi"])
def test_a_grandparent_or_a_stranger_is_not_taken_for_a_parent(
    register: Register, slug: str
) -> None:
    values = plain(fill_for(register, slug))

    assert values["requester_personal_id"] == register.numbers[slug]
    assert "requester_relation_to_child" not in values
    assert not any(name.startswith(("mother_", "father_")) for name in values)


def test_each_twin_is_filled_from_its_own_notice(register: Register) -> None:
    boy = plain(fill_for(register, "sen", notice="00231.GCS.01002.26"))
    girl = plain(fill_for(register, "sen", notice="00232.GCS.01002.26"))

    assert (boy["child_sex"], girl["child_sex"]) == ("1", "2")
    assert boy["child_given_name"] != girl["child_given_name"]


def test_a_very_long_name_comes_whole(register: Register) -> None:
    values = plain(fill_for(register, "bia"))

    assert values["mother_middle_name"].endswith("Niê Kdăm Buôn")
    assert values["child_surname"] == "Y"


def test_another_familys_notice_is_not_used(register: Register) -> None:
    found = fill_for(register, "hoa", notice="00123.GCS.01001.26")

    assert "child_date_of_birth" not in found.values
    assert any("không ghi người yêu cầu" in note for note in found.notes)


@pytest.mark.parametrize("code", ["99999.GCS.01001.26", "nonsense", "../people/1"])
def test_a_notice_that_is_not_there_is_noted(register: Register, code: str) -> None:
    found = fill_for(register, "dao", notice=code)

    assert "child_date_of_birth" not in found.values
    assert found.outages == ()
    assert len(found.notes) == 1


def test_a_locked_value_is_always_one_that_the_form_accepts(register: Register) -> None:
    for slug in register.numbers:
        found = fill_for(register, slug)
        form = eform().open(entries={}, prefill=plain(found), today=NOW.date())
        form.check([name for name in found.values if found.values[name].locked])

        assert form.errors == {}
