"""The eForm asks exactly what the catalogue of the captured form lists."""

import csv
from pathlib import Path

import pytest

from forms.eforms.linked_birth import LinkedBirth

with (Path(__file__).parents[1] / "catalogue.csv").open(encoding="utf-8") as file:
    CATALOGUE = list(csv.DictReader(file))

SPECS = LinkedBirth.specs()


def test_the_eform_has_the_65_fields_of_the_catalogue() -> None:
    assert len(CATALOGUE) == 65
    assert sorted(SPECS) == sorted(row["name"] for row in CATALOGUE)


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row["name"])
def test_a_field_is_what_the_catalogue_says(row: dict[str, str]) -> None:
    spec = SPECS[row["name"]]

    assert spec.kind == row["type"]
    assert spec.required == (row["required"] != "false")
    assert row["required"] != "conditional" or spec.shown_when is not None
    assert sorted(spec.used_by) == sorted(row["used_by"].split())
    if row["type"] in {"select", "radio"}:
        assert spec.code_list == row["code_list"]


def test_at_most_nine_fields_are_typed() -> None:
    typed = [name for name, spec in SPECS.items() if spec.autofill is None]

    assert len(typed) <= 9


def test_four_of_five_required_fields_have_a_source() -> None:
    required = [spec for spec in SPECS.values() if spec.required]
    filled = [spec for spec in required if spec.autofill is not None]

    assert len(filled) >= 0.8 * len(required)


def test_every_field_names_its_law() -> None:
    assert all(spec.basis and spec.basis.citation for spec in SPECS.values())


def test_what_the_register_confirms_is_locked_and_says_why() -> None:
    locked = {name for name, spec in SPECS.items() if spec.lock_reason}

    assert {
        *("requester_full_name", "mother_surname", "father_personal_id"),
        *("household_head_full_name", "child_date_of_birth", "child_sex"),
    } <= locked
    assert not locked & {
        *("hometown_address", "child_ethnicity", "child_surname", "child_given_name"),
        *("marriage_certificate_number", "requester_phone", "requester_email"),
        *("residence_registration_address", "birth_place_address"),
    }


def test_a_page_is_about_a_person_that_the_check_page_knows() -> None:
    assert {section.person for section in LinkedBirth.sections} == set(
        LinkedBirth.people
    )
    assert [section.code for section in LinkedBirth.sections] == [
        *("requester", "child", "birth", "mother", "father", "household", "insurance")
    ]
