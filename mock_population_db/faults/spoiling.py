"""Changing answers as faults do: pure functions over JSON and text."""

import unicodedata
from typing import Any

ENGLISH_ERROR = {
    "error": "InternalServerError",
    "message": "Object reference not set to an instance of an object.",
}
"""What a careless service answers; the English is the point of it."""
RUBBISH = b'{"personal_id": "90\xc3('
KEPT = frozenset(
    {
        "personal_id",
        "full_name",
        "date_of_birth",
        "sex",
        "version",
        "world",
        "withheld",
        "code",
        "SoDinhDanh",
        "HoVaTen",
        "NgayThangNamSinh",
        "MaYeuCau",
        "ma_yeu_cau",
    }
)
"""Fields that also a partial answer holds."""

Json = Any


def emptied(answer: Json) -> Json:
    """Return an answer that says nothing: null, false, or lists without an entry."""
    if isinstance(answer, dict):
        return {name: _nothing(value) for name, value in answer.items()}
    return _nothing(answer)


def partial(answer: Json) -> Json:
    """Return an answer in which most facts are null and lists are cut in half."""
    if isinstance(answer, dict):
        return {
            name: value
            if name in KEPT
            else (partial(value) if isinstance(value, dict | list) else None)
            for name, value in answer.items()
        }
    if isinstance(answer, list):
        return [partial(value) for value in answer[: len(answer) // 2]]
    return answer


def decomposed(text: str) -> str:
    """Return text in NFD, as some services write Vietnamese."""
    return unicodedata.normalize("NFD", text)


def in_world(answer: Json, world: str) -> Json:
    """Return an answer whose records name the world that was asked."""
    if isinstance(answer, dict):
        return {
            name: world if name == "world" else in_world(value, world)
            for name, value in answer.items()
        }
    if isinstance(answer, list):
        return [in_world(value, world) for value in answer]
    return answer


def _nothing(value: Json) -> Json:
    if isinstance(value, bool):
        return False
    return [] if isinstance(value, list) else None
