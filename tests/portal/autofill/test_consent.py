"""What the citizen did not agree to is neither read nor filled in."""

import pytest

from tests.portal.autofill.filling import ALL, fill_for, plain
from tests.portal.autofill.register import Register

RESIDENCE = ("_residence", "residence_", "household_", "child_relation_to_head")
FAMILY_OF_MOTHER = ("father_", "marriage_")


def names_about(values: dict[str, object], parts: tuple[str, ...]) -> list[str]:
    return [name for name in values if any(part in name for part in parts)]


@pytest.mark.parametrize("residence", [True, False])
@pytest.mark.parametrize("family", [True, False])
def test_only_what_was_agreed_to_is_filled_in(
    register: Register, *, residence: bool, family: bool
) -> None:
    refused = {
        scope
        for scope, agreed in (("cu_tru", residence), ("nhan_than", family))
        if not agreed
    }

    values = plain(fill_for(register, "dao", scopes=set(ALL) - refused))

    assert bool(names_about(values, RESIDENCE)) is residence
    assert bool(names_about(values, FAMILY_OF_MOTHER)) is family
    assert values["mother_surname"] == "Trần"
    assert values["child_date_of_birth"] == "2026-03-07"


def test_without_family_the_child_gets_no_surname_by_guess(register: Register) -> None:
    values = plain(fill_for(register, "my", scopes=set(ALL) - {"nhan_than"}))

    assert "hometown_address" not in values
    assert "child_ethnicity" not in values


def test_a_father_without_family_consent_finds_nothing_about_the_mother(
    register: Register,
) -> None:
    values = plain(fill_for(register, "ung", scopes=set(ALL) - {"nhan_than"}))

    assert not names_about(values, ("mother_", "marriage_"))
    assert values["father_surname"] == "Nguyễn"
    assert values["child_sex"] == "2"


def test_the_register_is_asked_only_for_what_was_agreed_to(
    register: Register, world: str
) -> None:
    fill_for(register, "dao", scopes={"openid", "dinh_danh"}, world=world)

    paths = {read["path"] for read in register.reads_of("901196004217", world)}

    assert paths
    assert not any(path.endswith(("/family", "/household")) for path in paths)


def test_the_register_writes_down_who_read_why_and_for_which_draft(
    register: Register, world: str
) -> None:
    fill_for(register, "dao", world=world)

    (read, *_others) = register.reads_of(register.numbers["ung"], world)

    assert read["requester"] == register.numbers["dao"]
    assert read["purpose"] == "birth_declaration"
    assert read["dossier"] == "draft-1"
