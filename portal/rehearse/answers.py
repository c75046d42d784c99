"""What a person answers to questions that nobody could fill in for them.

Keyed by the name of the question's control. A list without an answer here gets its
first offer; only text needs one.
"""

from collections.abc import Mapping

ANSWERS: Mapping[str, str] = {
    "requester_phone": "0999000001",
    "child_surname": "Nguyễn",
    "child_given_name": "An",
    "child_date_of_birth-day": "7",
    "child_date_of_birth-month": "3",
    "child_date_of_birth-year": "2026",
    "copies_requested": "0",
    "copies_count": "1",
    "residence_consent_method": "1",
    "household_head_full_name": "Nguyễn Hoàng Ưng",
    "household_head_personal_id": "901093118650",
}
PARTS: Mapping[str, str] = {
    "province": "01",
    "commune": "phường Hoàn Kiếm",
    "detail": "số 12 phố Hàng Bạc",
}
"""Answers for the boxes of any address."""


def answer_to(name: str) -> str | None:
    """Return what a person types into a control, or ``None`` when they cannot tell."""
    if name in ANSWERS:
        return ANSWERS[name]
    return PARTS.get(name.rpartition("-")[2])
