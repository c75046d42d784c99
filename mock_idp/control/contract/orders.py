"""What a control request asks for: fields, their rules, and refusals that say where.

The same descriptions check a request and write its part of the OpenAPI document.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.i18n import Text, _

LONGEST_TEXT = 4096
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Problem(ValueError):  # noqa: N818 - the name of RFC 9457
    """An order cannot be followed.

    Attributes:
        text: what is wrong and what to do, in Vietnamese, with English to it.
        status: the HTTP status.
        where: the member of the order that is wrong, as a JSON pointer.
        facts: values that the text names.
    """

    def __init__(
        self, text: Text, status: int = 422, where: str = "", **facts: object
    ) -> None:
        super().__init__(text)
        self.text = text
        self.status = status
        self.where = where
        self.facts = facts


TYPES: dict[str, Text] = {
    "string": _("%(where)s phải là chữ, dài tối đa %(longest)s ký tự."),
    "number": _("%(where)s phải là một số."),
    "integer": _("%(where)s phải là một số nguyên."),
    "boolean": _("%(where)s phải là true hoặc false."),
    "object": _("%(where)s phải là một đối tượng JSON."),
    "array": _("%(where)s phải là một danh sách."),
    "duration": _("%(where)s phải là số giây, hoặc chữ như 800ms, 5m, 1h."),
    "moment": _(
        "%(where)s phải là thời điểm có múi giờ, như 2026-03-10T08:30:00+07:00, "
        "hoặc số giây từ 1970."
    ),
    "strings": _("%(where)s phải là chữ hoặc danh sách chữ."),
    "any": _("%(where)s không đọc được."),
}
MISSING = _("Thiếu %(where)s.")
UNKNOWN = _("Không có trường %(where)s. Các trường dùng được: %(known)s.")
NOT_OBJECT = _("Yêu cầu phải là một đối tượng JSON.")
CHOICES = _("%(where)s phải là một trong: %(choices)s.")


@dataclass(frozen=True)
class Field:
    """One member of an order.

    Attributes:
        kind: a key of ``TYPES``.
        meaning: what it is for, in English, for the OpenAPI document.
        choices: the only values there are.
    """

    name: str
    kind: str
    meaning: str
    is_required: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the member."""
        shape: dict[str, object] = {**_SCHEMAS[self.kind], "description": self.meaning}
        if self.choices:
            shape["enum"] = list(self.choices)
        return shape


_SCHEMAS: dict[str, dict[str, object]] = {
    "string": {"type": "string", "maxLength": LONGEST_TEXT},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object"},
    "array": {"type": "array"},
    "duration": {"type": ["number", "string"], "examples": [90, "800ms", "5m"]},
    "moment": {
        "type": ["string", "number"],
        "examples": ["2026-03-10T08:30:00+07:00", 1773106200],
    },
    "strings": {"type": ["string", "array"], "items": {"type": "string"}},
    "any": {},
}


def read(order: object, fields: Sequence[Field], where: str = "") -> dict[str, Any]:
    """Return the checked members of an order; ``null`` counts as not sent.

    Raises:
        Problem: names the member that is missing, unknown or malformed.
    """
    if not isinstance(order, Mapping):
        raise Problem(NOT_OBJECT, where=where)
    known = {field.name: field for field in fields}
    for name in order:
        if name not in known:
            at = f"{where}/{str(name)[:60]}"
            raise Problem(UNKNOWN, where=at, known=", ".join(known))
    read_ = {
        name: value_of(order[name], field, f"{where}/{name}")
        for name, field in known.items()
        if order.get(name) is not None
    }
    for field in fields:
        if field.is_required and field.name not in read_:
            raise Problem(MISSING, where=f"{where}/{field.name}")
    return read_


def value_of(value: object, field: Field, where: str) -> Any:  # noqa: ANN401 - each kind has its own type
    """Return a member as its kind wants it.

    Raises:
        Problem: when it is something else.
    """
    found = _READERS[field.kind](value)
    if found is None:
        raise Problem(TYPES[field.kind], where=where, longest=LONGEST_TEXT)
    if field.choices and found not in field.choices:
        raise Problem(CHOICES, where=where, choices=", ".join(field.choices))
    return found


def _text(value: object) -> str | None:
    is_text = isinstance(value, str) and len(value) <= LONGEST_TEXT
    return value if isinstance(value, str) and is_text and _is_clean(value) else None


def _is_clean(text: str) -> bool:
    """Say whether a text can be stored and sent: no NUL, no half characters."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def number(value: object) -> float | None:
    """Return a finite number; ``true`` is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def _integer(value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return (
        value if isinstance(value, int) and is_number and abs(value) < 2**53 else None
    )


def duration(value: object) -> float | None:
    """Return seconds from a number or a text like ``800ms``, ``5m``."""
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip())
        return float(found[1]) * _UNITS[found[2]] if found else None
    return number(value)


def moment(value: object) -> float | None:
    """Return seconds since 1970 from a number or a text with a time zone."""
    if not isinstance(value, str):
        return number(value)
    try:
        found = datetime.fromisoformat(value)
        return found.timestamp() if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _strings(value: object) -> tuple[str, ...] | None:
    texts = value if isinstance(value, list) else [value]
    found = [text for text in map(_text, texts) if text is not None]
    return tuple(found) if len(found) == len(texts) else None


_READERS: dict[str, Any] = {
    "string": _text,
    "number": number,
    "integer": _integer,
    "boolean": lambda value: value if isinstance(value, bool) else None,
    "object": lambda value: value if isinstance(value, dict) else None,
    "array": lambda value: value if isinstance(value, list) else None,
    "duration": duration,
    "moment": moment,
    "strings": _strings,
    "any": lambda value: value,
}
