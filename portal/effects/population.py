"""What the population register records for a birth: person, residence, insurance.

These verbs read the fields of the linked birth eForm; another procedure whose eForm
asks the same questions under the same names may use them too.
"""

from datetime import date, timedelta
from typing import Any

from forms.agencies import split_office
from forms.codelists import commune
from portal.effects.case import Case, Facts, Register

CHILD_UNDER_SIX = "TE"
FULL_BENEFIT = "1"
CARD_YEARS = 6
SCHOOL_STARTS = (9, 30)
"""30 September: until when a card lasts in the year the child turns six."""
HOME = "VN"


def register_birth(register: Register, case: Case) -> Facts:
    """Record the birth; brings ``personal_id`` (NĐ 63/2024/NĐ-CP Điều 8)."""
    birth = {
        "child": {
            "surname": case.answers.get("child_surname", ""),
            "middle_name": case.answers.get("child_middle_name", ""),
            "given_name": case.answer("child_given_name"),
            "sex": case.answer("child_sex"),
            "date_of_birth": case.answer("child_date_of_birth"),
            "nationality": case.answers.get("child_nationality", HOME),
            "ethnicity": case.answer("child_ethnicity"),
            "hometown": _place(case, "hometown"),
            "birth_place": _place(case, "birth_place"),
        },
        "mother_id": case.answer("mother_personal_id"),
        "father_id": case.answers.get("father_personal_id"),
        "registered_on": case.decided_on.isoformat(),
        "registration_place": _seat(case.office),
        "certificate_number": case.number,
        "birth_notice_code": _notice_code(case),
    }
    answer = register.register_birth(
        birth, key=case.key, caller=case.caller("birth_registration")
    )
    return {"personal_id": answer["personal_id"]}


def register_residence(register: Register, case: Case) -> Facts:
    """Record the child's permanent residence; brings ``file_no``."""
    residence = {
        "personal_id": case.fact("personal_id"),
        "address": {
            "country": HOME,
            **case.answer("residence_registration_address"),
        },
        "household_head_id": _head(case),
        "relation_to_head": case.answer("child_relation_to_head"),
        "registered_on": case.decided_on.isoformat(),
    }
    answer = register.register_residence(
        residence, key=case.key, caller=case.caller("residence_registration")
    )
    return {"file_no": answer["file_no"]}


def issue_insurance_number(register: Register, case: Case) -> Facts:
    """Give the child an insurance number and work out its card.

    Brings ``insurance_number``, ``card_code`` (QĐ 1351/QĐ-BHXH: TE, benefit level,
    province, number), ``valid_from`` (birth) and ``valid_to``.
    """
    request = {
        "personal_id": case.fact("personal_id"),
        "facility_code": case.answer("primary_care_facility_code"),
        "issued_on": case.decided_on.isoformat(),
    }
    answer = register.issue_insurance_number(
        request, key=case.key, caller=case.caller("health_insurance_card")
    )
    number = answer["insurance_number"]
    born = date.fromisoformat(case.answer("child_date_of_birth"))
    return {
        "insurance_number": number,
        "card_code": card_code(_seat(case.office)["province"], number),
        "valid_from": born.isoformat(),
        "valid_to": card_valid_to(born).isoformat(),
    }


def card_code(province: str, number: str) -> str:
    """Return the 15 characters of a card of a child under six.

    Args:
        province: two-digit code of the issuing province.
        number: ten-digit insurance number.
    """
    return f"{CHILD_UNDER_SIX}{FULL_BENEFIT}{province}{number}"


def card_valid_to(born: date) -> date:
    """Return the last day of the card of a child under six.

    Born until 30 September: 30 September of the year in which it turns six. Born
    later: the last day of the month in which it turns six (NĐ 146/2018/NĐ-CP Điều 13
    khoản 2; the same rule in NĐ 188/2025/NĐ-CP is an assumption).
    """
    year = born.year + CARD_YEARS
    if (born.month, born.day) <= SCHOOL_STARTS:
        return date(year, *SCHOOL_STARTS)
    month_after = date(year, born.month, 28) + timedelta(days=4)
    return month_after.replace(day=1) - timedelta(days=1)


def _seat(office: str) -> dict[str, str]:
    _agency, code = split_office(office)
    unit = commune(code)
    return {
        "country": HOME,
        "province": unit.province,
        "commune": unit.code,
        "detail": unit.full_name,
    }


def _place(case: Case, name: str) -> dict[str, Any]:
    country = case.answers.get(f"{name}_country", HOME)
    return {"country": country, **case.answer(f"{name}_address")}


def _head(case: Case) -> str:
    for parent in ("father", "mother"):
        if case.answers.get(f"household_head_is_{parent}"):
            return str(case.answer(f"{parent}_personal_id"))
    return str(case.answer("household_head_personal_id"))


def _notice_code(case: Case) -> str | None:
    """Return the birth notice that filled in the child's data, if one did."""
    for origin in case.provenance.values():
        if origin.get("source") == "birth_notice":
            return str(origin["record"])
    return None
