"""What stands on the papers."""

import pytest

from forms.i18n import use_language
from portal.documents import service
from portal.documents.errors import UnknownTemplate
from portal.documents.facts import DASH
from tests.portal.documents.samples import ANSWERS, NOW, facts_of


def test_a_birth_certificate_carries_what_the_form_asks_for() -> None:
    body = facts_of("birth_certificate")["body"]

    assert body["name"] == "NGUYỄN TRẦN BẢO ÂN"
    assert body["born_on"] == "07/03/2026"
    assert "tháng ba năm hai nghìn" in body["born_on_in_words"]
    assert body["personal_id"] == "901326048213"
    assert body["mother"]["name"] == "TRẦN THỊ HỒNG ĐÀO"
    assert body["father"]["ethnicity"] == "Tày"
    assert body["registered_at"] == "UBND phường Hoàn Kiếm, thành phố Hà Nội"
    assert body["registered_on"] == "10/03/2026"
    assert body["requester"]["identity"].startswith("Thẻ căn cước số 901196004217")


def test_a_child_without_a_father_has_dashes_in_his_place() -> None:
    names = {name: None for name in ANSWERS if name.startswith("father_")}

    father = facts_of("birth_certificate", **names)["body"]["father"]

    assert set(father.values()) == {DASH}


def test_a_parent_who_died_has_no_residence() -> None:
    body = facts_of("birth_certificate", mother_deceased=True)["body"]

    assert body["mother"]["residence"] == "Đã chết"


def test_a_father_at_the_same_residence_gets_the_mothers_address() -> None:
    body = facts_of("birth_certificate")["body"]

    assert body["father"]["residence"] == body["mother"]["residence"]
    assert "phố Hàng Mẫu, phường Hoàn Kiếm" in body["father"]["residence"]


def test_a_year_of_birth_is_taken_from_a_full_or_partial_date() -> None:
    body = facts_of("birth_certificate")["body"]

    assert body["mother"]["birth_year"] == "1996"
    assert body["father"]["birth_year"] == "1993"


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({}, "NGUYỄN HOÀNG ƯNG"),
        (
            {"household_head_is_father": None, "household_head_is_mother": True},
            "TRẦN THỊ HỒNG ĐÀO",
        ),
        (
            {
                "household_head_is_father": None,
                "household_head_full_name": "Lê Thị Út",
            },
            "LÊ THỊ ÚT",
        ),
    ],
)
def test_the_head_of_household_is_named(answers: dict[str, object], name: str) -> None:
    body = facts_of("residence_notice", **answers)["body"]

    assert body["head"]["name"] == name


def test_the_notice_is_addressed_to_the_requester() -> None:
    assert facts_of("residence_notice")["body"]["addressee"] == "Bà Trần Thị Hồng Đào"


@pytest.mark.parametrize(
    ("guardian", "shown"),
    [
        ("mother", "Trần Thị Hồng Đào (mẹ)"),
        ("father", "Nguyễn Hoàng Ưng (cha)"),
        ("requester", "Trần Thị Hồng Đào"),
    ],
)
def test_the_card_names_the_guardian_that_was_chosen(guardian: str, shown: str) -> None:
    body = facts_of("insurance_card", card_guardian=guardian)["body"]

    assert body["guardian"] == shown


def test_the_card_code_is_printed_in_its_four_parts() -> None:
    body = facts_of("insurance_card")["body"]

    assert body["card_code"].split() == ["TE", "1", "01", "0112345678"]
    assert (body["valid_from"], body["valid_to"]) == ("07/03/2026", "30/09/2032")


def test_papers_are_vietnamese_whatever_language_the_reader_chose() -> None:
    with use_language("en"):
        english_reader = facts_of("birth_certificate")

    assert english_reader == facts_of("birth_certificate")
    assert english_reader["body"]["sex"] == "Nữ"


def test_answers_of_the_wrong_shape_become_dashes_not_errors() -> None:
    body = facts_of(
        "birth_certificate",
        child_date_of_birth="hôm qua",
        child_sex=["2"],
        birth_place_address="ở nhà",
        mother_residence_address=None,
    )["body"]

    assert body["born_on"] == body["born_on_in_words"] == DASH
    assert body["sex"] == body["birth_place"] == DASH
    assert body["mother"]["residence"] == DASH


def test_a_drawing_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownTemplate):
        service.assemble(
            "death_certificate",
            answers={},
            effects={},
            office="commune_police.00070",
            officer_name="",
            number="",
            decided_at=NOW,
        )
