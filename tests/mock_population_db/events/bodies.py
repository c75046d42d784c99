"""What offices and hospitals send on events; a change replaces a field."""

from typing import Any

from tests.mock_population_db.callers import address
from tests.mock_population_db.events.clan import (
    DAUGHTER,
    FATHER,
    HOMES,
    MOTHER,
    OF_WOMAN,
    SON,
    STRANGER,
    WOMAN,
)

PAPER = {
    "registered_on": "2026-03-10",
    "book": "01/2026",
    "registration_place": address("UBND phường Hoàn Kiếm"),
}
_counted = iter(range(1, 10**9))


def _paper() -> dict[str, Any]:
    return {**PAPER, "certificate_number": f"{next(_counted)}/2026"}


def a_death(who: str = FATHER, **changes: Any) -> dict[str, Any]:
    return {
        "personal_id": who,
        "died_on": "2026-03-08",
        "died_at": "21:40",
        "place": address("Bệnh viện Đa khoa Hà Nội (giả lập)"),
        "cause": "Suy tim",
        "notice_type": "hospital_notice",
        "notice_number": "77/2026",
        "declarant_id": SON,
        "declarant_relation": "Con",
        **_paper(),
        **changes,
    }


def a_cancellation(who: str = FATHER, **changes: Any) -> dict[str, Any]:
    return {"personal_id": who, "reason": "Ghi nhầm người", **_paper(), **changes}


def a_move(*who: str, **changes: Any) -> dict[str, Any]:
    place = {} if "address" in changes else {"file_no": OF_WOMAN}
    return {
        "movers": [{"personal_id": one} for one in who or (SON,)],
        "moved_on": "2026-03-09",
        **place,
        **_paper(),
        **changes,
    }


def a_stay(who: str = SON, **changes: Any) -> dict[str, Any]:
    return {
        "personal_id": who,
        "address": address("phòng 3, số 7 phố Trọ", commune="00082"),
        "from_on": "2026-03-09",
        "until_on": "2028-03-09",
        **_paper(),
        **changes,
    }


def a_marriage(
    husband: str = STRANGER, wife: str = WOMAN, **changes: Any
) -> dict[str, Any]:
    return {"husband_id": husband, "wife_id": wife, **_paper(), **changes}


def a_divorce(
    husband: str = FATHER, wife: str = MOTHER, **changes: Any
) -> dict[str, Any]:
    return {
        "husband_id": husband,
        "wife_id": wife,
        "decided_on": "2026-02-20",
        "registered_on": "2026-03-09",
        "decision_number": "12/2026/QĐST-HNGĐ",
        "court": "Tòa án nhân dân khu vực 1 – Hà Nội",
        **changes,
    }


def a_correction(who: str = DAUGHTER, **changes: Any) -> dict[str, Any]:
    return {
        "personal_id": who,
        "changes": changes.pop("changes", {"given_name": "Nữ Anh"}),
        "reason": "Giấy khai sinh ghi khác",
        "evidence_kind": "birth_certificate",
        "evidence_number": "15/1998",
        **_paper(),
        **changes,
    }


def a_paternity(child: str, father: str, **changes: Any) -> dict[str, Any]:
    return {
        "child_id": child,
        "father_id": father,
        "evidence": "Kết quả giám định ADN",
        **_paper(),
        **changes,
    }


def a_birth_notice(mother: str = WOMAN, **changes: Any) -> dict[str, Any]:
    return {
        "facility_code": "01001",
        "mother_id": mother,
        "children": [a_newborn()],
        **changes,
    }


def a_newborn(**changes: Any) -> dict[str, Any]:
    return {
        "sex": "2",
        "born_at": "2026-03-09T06:15:00+07:00",
        "weight_grams": 3200,
        **changes,
    }


def a_death_notice(who: str = FATHER, **changes: Any) -> dict[str, Any]:
    return {
        "facility_code": "01001",
        "personal_id": who,
        "died_at": "2026-03-08T21:40:00+07:00",
        "cause": "Suy tim",
        **changes,
    }


def home_of(file_no: str) -> dict[str, str]:
    return HOMES[file_no]
