"""Take posted text in safely: known keys, bounded sizes, clean characters."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from forms.i18n import Text, _
from forms.names import normalise

LONGEST = 500
"""Characters kept of one posted value; longer than any field takes, so that the
field can still say that it was too long."""
MOST_VALUES = 4
_READ_AT_MOST = 4 * LONGEST


class Posted(Protocol):
    """Posted form values, as Werkzeug's ``MultiDict`` offers them."""

    def getlist(self, key: str, /) -> list[str]:
        """Return all values posted under a key."""
        ...


class Entries:
    """Kept raw entries in the shape that WTForms reads."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getlist(self, key: str) -> list[str]:
        """Return all values under a key."""
        return values_of(self._values, key) or []


def clean(value: object) -> str:
    """Return a posted value as bounded NFC text without control characters.

    Anything that is not text counts as empty.
    """
    if not isinstance(value, str):
        return ""
    return normalise(value[:_READ_AT_MOST])[:LONGEST].strip()


def values_of(posted: object, key: str) -> list[str] | None:
    """Return the clean values under a key, or ``None`` when it was not posted."""
    getlist = getattr(posted, "getlist", None)
    if getlist is not None:
        found: object = getlist(key)
    elif isinstance(posted, Mapping):
        found = posted.get(key, [])
    else:
        return None
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, (list, tuple)) or not found:
        return None
    return [clean(value) for value in found[:MOST_VALUES]]


_NUMBER = re.compile(r"[0-9]+")


def digits(text: str) -> str:
    """Return digits of any script as 0 to 9; other characters stay."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text
    )


def is_number(text: str) -> bool:
    """Tell whether a text is made of the digits 0 to 9 only."""
    return _NUMBER.fullmatch(text) is not None


TOO_LONG: Text = _(
    "%(label)s dài quá %(max)d ký tự. Rút gọn, hoặc viết tắt phần không bắt buộc."
)
