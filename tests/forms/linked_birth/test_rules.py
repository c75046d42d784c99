"""The rules of law that look at more than one answer."""

from datetime import date

import pytest

from forms.conditions import Json
from forms.eforms.linked_birth import LinkedBirth
from tests.forms.families import (
    HOME,
    LOCKED,
    PREFILL,
    TODAY,
    TYPED,
    a_declaration,
    without_father,
)


def errors(form: LinkedBirth) -> dict[str, str]:
    form.check()
    return {name: " ".join(told) for name, told in form.errors.items()}


def test_the_complete_declaration_is_sound() -> None:
    assert errors(a_declaration()) == {}
    assert errors(a_declaration(locked=LOCKED)) == {}
    assert a_declaration().warnings() == {}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, spec in LinkedBirth.specs().items()
        if spec.required and not spec.computed and name != "copies_count"
    ],
)
def test_every_required_field_that_is_shown_is_asked_for(name: str) -> None:
    form = a_declaration({name: None, "father_same_residence_as_mother": False})

    assert name in errors(form)


def test_a_child_of_six_is_sent_to_the_single_procedure_with_the_day() -> None:
    born_six_years_ago = a_declaration({"child_date_of_birth": "2020-03-10"})
    a_day_younger = a_declaration({"child_date_of_birth": "2020-03-11"})

    told = errors(born_six_years_ago)["child_date_of_birth"]

    assert "10/03/2026" in told
    assert "UBND cấp xã" in told
    assert errors(a_day_younger) == {}


def test_a_child_of_six_is_refused_also_when_the_date_is_locked() -> None:
    form = a_declaration({"child_date_of_birth": "2020-01-01"}, locked=LOCKED)

    assert "child_date_of_birth" in errors(form)


def test_a_child_is_not_born_tomorrow() -> None:
    told = errors(a_declaration({"child_date_of_birth": "2026-03-11"}))

    assert "10/03/2026" in told["child_date_of_birth"]


def test_the_surname_is_the_fathers_or_the_mothers() -> None:
    assert errors(a_declaration({"child_surname": "Trần"})) == {}

    told = errors(a_declaration({"child_surname": "Lý"}))

    assert "Nguyễn – Trần" in told["child_surname"]


def test_the_ethnicity_is_the_fathers_or_the_mothers_and_both_are_named() -> None:
    assert errors(a_declaration({"child_ethnicity": "02"})) == {}

    told = errors(a_declaration({"child_ethnicity": "08"}))

    assert "Tày – Kinh" in told["child_ethnicity"]


def test_copies_are_counted_only_when_asked_for() -> None:
    none = a_declaration({"copies_count": 3})
    asked = a_declaration({"copies_requested": "1"})
    counted = a_declaration({"copies_requested": "1", "copies_count": 20})

    assert "copies_count" not in none.answers()
    assert "copies_count" in errors(asked)
    assert errors(counted) == {}
    assert counted.answers()["copies_count"] == 20


@pytest.mark.parametrize(
    ("father", "mother", "asked"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_consent_is_asked_only_when_no_parent_is_the_head(
    *, father: bool, mother: bool, asked: bool
) -> None:
    head = "901093118650" if father else "901196004217"
    form = a_declaration(
        {
            "household_head_is_father": father,
            "household_head_is_mother": mother,
            **({"household_head_personal_id": head} if father or mother else {}),
        }
    )

    assert form.is_shown("residence_consent_method") == asked
    assert errors(form) == {}


def test_ticking_the_wrong_parent_as_head_does_not_escape_the_consent() -> None:
    told = errors(a_declaration({"household_head_is_mother": True}))

    assert "Nguyễn Văn Lộc" in told["household_head_is_mother"]


def test_one_household_has_one_head() -> None:
    both: dict[str, Json | None] = {
        "household_head_is_father": True,
        "household_head_is_mother": True,
    }

    assert "một chủ hộ" in errors(a_declaration(both))["household_head_is_father"]


def test_a_father_at_the_mothers_home_declares_no_residence() -> None:
    form = a_declaration()

    for name in ("type", "country", "address"):
        assert not form.is_shown(f"father_residence_{name}")
        assert f"father_residence_{name}" not in form.answers()


def test_a_father_who_lives_elsewhere_declares_where() -> None:
    form = a_declaration(
        {"father_same_residence_as_mother": False, "father_residence_address": None}
    )

    assert "father_residence_address" in errors(form)


# The unmarried mother (NĐ 123/2015 Điều 15)


def test_an_unmarried_mother_who_files_herself_leaves_the_father_blank() -> None:
    form = without_father()

    assert errors(form) == {}
    assert not any(name.startswith("father_") for name in form.answers())


def test_nobody_else_may_leave_the_father_blank() -> None:
    told = errors(
        without_father(
            requester_relation_to_child="guardian", requester_personal_id="901275000001"
        )
    )

    assert list(told) == ["father_surname"]
    assert "Chỉ khi mẹ là người yêu cầu" in told["father_surname"]


def test_a_blank_father_beside_a_marriage_certificate_is_questioned() -> None:
    told = errors(without_father(marriage_certificate_number="12/2020"))

    assert "kết hôn" in told["father_surname"]


def test_a_father_named_in_part_is_asked_for_the_rest() -> None:
    told = errors(without_father(father_given_name="Ưng"))

    assert {"father_surname", "father_personal_id", "father_ethnicity"} <= set(told)


def test_without_a_father_name_and_ethnicity_are_the_mothers() -> None:
    assert "child_surname" in errors(without_father(child_surname="Nguyễn"))
    assert "child_ethnicity" in errors(without_father(child_ethnicity="02"))


def test_a_father_who_is_not_declared_is_not_printed_on_the_card() -> None:
    assert "card_guardian" in errors(without_father(card_guardian="father"))


# Who files


def test_who_says_to_be_the_mother_is_the_declared_mother() -> None:
    told = errors(a_declaration({"requester_personal_id": "901275000001"}))

    assert "“Mẹ”" in told["requester_relation_to_child"]


def test_father_and_mother_are_two_people() -> None:
    told = errors(a_declaration({"father_personal_id": "901196004217"}))

    assert "trùng" in told["father_personal_id"]


@pytest.mark.parametrize(
    ("name", "value", "doubt"),
    [
        ("mother_date_of_birth", "1995", "năm sinh"),
        ("mother_personal_id", "901096004217", "giới tính"),
        ("father_personal_id", "901193118650", "giới tính"),
        ("requester_date_of_birth", "1990-01-01", "năm sinh"),
    ],
)
def test_digits_that_do_not_fit_are_doubted_not_refused(
    name: str, value: str, doubt: str
) -> None:
    person = name.split("_", maxsplit=1)[0]

    form = a_declaration({name: value})
    form.check([f"{person}_personal_id"])

    assert doubt in form.warnings()[f"{person}_personal_id"]
    assert form.errors == {}


# Where the child will live


def test_another_address_lets_go_of_the_household_at_the_first_one() -> None:
    entries = {
        "residence_registration_address-province": ["01"],
        "residence_registration_address-commune": ["Cửa Nam"],
        "residence_registration_address-detail": ["số 5"],
    }

    form = a_declaration(entries=entries, locked=LOCKED)

    assert form["household_head_full_name"].data is None
    assert not form["household_head_full_name"].locked
    assert {"household_head_full_name", "child_relation_to_head"} <= set(errors(form))


def test_the_same_address_in_other_spelling_keeps_the_household() -> None:
    entries = {
        "residence_registration_address-province": ["01"],
        "residence_registration_address-commune": ["hoan kiem"],
        "residence_registration_address-detail": [" Số 12 phố  hàng bạc"],
    }

    form = a_declaration(entries=entries, locked=LOCKED)

    assert form["household_head_full_name"].locked
    assert errors(form) == {}


def test_a_new_household_may_be_declared_for_another_address() -> None:
    posted = {
        "residence_registration_address-province": ["01"],
        "residence_registration_address-commune": ["00082"],
        "residence_registration_address-detail": ["số 5"],
        "household_head_full_name": ["Nguyễn Hoàng Ưng"],
        "household_head_personal_id": ["901093118650"],
        "household_head_is_father": ["1"],
        "child_relation_to_head": ["birth_child"],
    }

    form = LinkedBirth.open(
        entries=posted, prefill={**PREFILL, **TYPED}, locked=LOCKED, today=TODAY
    )

    assert LinkedBirth.forged(posted, PREFILL, LOCKED) == []
    assert errors(form) == {}
    assert form.answers()["household_head_full_name"] == "Nguyễn Hoàng Ưng"


def test_the_list_of_clinics_follows_the_childs_residence() -> None:
    at_home = a_declaration()["primary_care_facility_code"]
    in_hue = a_declaration(
        {"residence_registration_address": {**HOME, "province": "46", "commune": ""}}
    )["primary_care_facility_code"]

    assert {option.code[:2] for option in at_home.options} == {"01"}  # type: ignore[attr-defined]
    assert {option.code[:2] for option in in_hue.options} == {"46"}  # type: ignore[attr-defined]


def test_a_clinic_left_over_from_another_province_is_questioned() -> None:
    told = errors(a_declaration({"primary_care_facility_code": "46001"}))

    assert "không thuộc tỉnh" in told["primary_care_facility_code"]


def test_the_world_decides_what_today_is() -> None:
    assert errors(a_declaration(today=date(2026, 3, 6))) != {}
