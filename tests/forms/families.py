"""A family whose birth declaration is complete, to start examples from."""

from collections.abc import Mapping, Sequence
from datetime import date

from forms.conditions import Json
from forms.eforms.linked_birth import LinkedBirth

TODAY = date(2026, 3, 10)

HOME: dict[str, str] = {
    "province": "01",
    "commune": "00070",
    "detail": "số 12 phố Hàng Bạc",
}

TYPED: dict[str, Json] = {
    "child_middle_name": "Trần Bảo",
    "copies_requested": "0",
    "residence_consent_method": "1",
    "primary_care_facility_code": "01101",
}
"""What no register knows."""

PREFILL: dict[str, Json] = {
    "requester_full_name": "Trần Thị Hồng Đào",
    "requester_personal_id": "901196004217",
    "requester_date_of_birth": "1996-07-02",
    "requester_sex": "2",
    "requester_id_issue_date": "2021-05-04",
    "requester_id_issue_place": "Bộ Công an",
    "requester_residence_type": "permanent",
    "requester_residence_country": "VN",
    "requester_residence_address": HOME,
    "requester_relation_to_child": "mother",
    "requester_phone": "0999012345",
    "requester_email": "dao@example.vn",
    "birth_notice_source": "1",
    "child_surname": "Nguyễn",
    "child_given_name": "Ân",
    "child_date_of_birth": "2026-03-07",
    "birth_place_country": "VN",
    "birth_place_address": {**HOME, "detail": "Bệnh viện Phụ sản (giả lập)"},
    "child_sex": "2",
    "child_nationality": "VN",
    "child_ethnicity": "01",
    "hometown_country": "VN",
    "hometown_address": {"province": "33", "commune": "", "detail": ""},
    "mother_nationality": "VN",
    "mother_ethnicity": "01",
    "mother_surname": "Trần",
    "mother_middle_name": "Thị Hồng",
    "mother_given_name": "Đào",
    "mother_date_of_birth": "1996-07-02",
    "mother_personal_id": "901196004217",
    "mother_deceased": False,
    "mother_residence_type": "permanent",
    "mother_residence_country": "VN",
    "mother_residence_address": HOME,
    "father_nationality": "VN",
    "father_ethnicity": "02",
    "father_surname": "Nguyễn",
    "father_middle_name": "Hoàng",
    "father_given_name": "Ưng",
    "father_date_of_birth": "1993-09-15",
    "father_personal_id": "901093118650",
    "father_deceased": False,
    "father_same_residence_as_mother": True,
    "father_residence_type": "permanent",
    "father_residence_country": "VN",
    "father_residence_address": HOME,
    "marriage_certificate_number": "12/2020",
    "marriage_register_book": "01/2020",
    "marriage_registration_date": "2020-11-20",
    "marriage_registration_place": "UBND phường Hàng Bạc",
    "household_head_is_father": False,
    "household_head_is_mother": False,
    "household_head_full_name": "Nguyễn Văn Lộc",
    "household_head_personal_id": "901060118650",
    "child_relation_to_head": "paternal_grandchild",
    "residence_registration_address": HOME,
    "card_guardian": "mother",
}
"""What the sources know about the standard case, head of household the grandfather."""

LOCKED = frozenset(
    name
    for name, spec in LinkedBirth.specs().items()
    if spec.lock_reason and name in PREFILL
)


def browser_entries(values: Mapping[str, Json]) -> dict[str, list[str]]:
    """Return what a browser posts for a page that shows these values untouched."""
    posted: dict[str, list[str]] = {}
    for name, value in values.items():
        field = LinkedBirth.blank()[name]
        if field.kind == "checkbox" and value is not True:
            continue
        boxes = field.boxes(value)
        for key, text in zip(field.keys(), boxes.values(), strict=True):
            posted[key] = [text]
    return posted


def a_declaration(
    changed: Mapping[str, Json | None] | None = None,
    *,
    entries: Mapping[str, Sequence[str]] | None = None,
    locked: frozenset[str] = frozenset(),
    today: date = TODAY,
) -> LinkedBirth:
    """Open the complete declaration, with some values changed or (``None``) missing."""
    values = {**PREFILL, **TYPED, **(changed or {})}
    return LinkedBirth.open(
        entries=entries or {},
        prefill={name: value for name, value in values.items() if value is not None},
        locked=locked,
        today=today,
    )


def without_father(**changed: Json | None) -> LinkedBirth:
    """Open the declaration of an unmarried mother."""
    nobody: dict[str, Json | None] = {
        name: None for name in PREFILL if name.startswith(("father_", "marriage_"))
    }
    return a_declaration({**nobody, "child_surname": "Trần", **changed})
