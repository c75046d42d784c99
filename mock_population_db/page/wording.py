"""Codes, numbers and days in the words that readers of pages use."""

from datetime import datetime
from functools import cache

from forms import codelists
from forms.i18n import SOURCE_LANGUAGE, gettext, language
from mock_population_db.access.purposes import purposes
from mock_population_db.models import JsonObject
from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.settings import VIETNAM


def number(count: int) -> str:
    """Write a whole number in the reader's way: ``1.250.000`` or ``1,250,000``."""
    text = f"{count:,}"
    return text.replace(",", ".") if language() == SOURCE_LANGUAGE else text


def decimal(value: float, decimals: int = 1, *, sign: bool = False) -> str:
    """Write a number with decimals in the reader's way."""
    text = f"{value:{'+' if sign else ''},.{decimals}f}"
    if language() != SOURCE_LANGUAGE:
        return text
    return text.translate(str.maketrans(",.", ".,"))


def day(text: str | None) -> str:
    """Write ``2026-03-09`` as ``09/03/2026``; a year or month alone stays short."""
    return "/".join(reversed((text or "").split("-")))


def moment(at: datetime) -> str:
    """Write a moment in Vietnamese time: ``14:05 10/03/2026``."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def code(listname: str, value: str | None) -> str:
    """Say what a code of a list means; an unknown code is shown as it is."""
    if value is None:
        return ""
    vietnamese, english = _names(listname).get(value, (value, value))
    return vietnamese if language() == SOURCE_LANGUAGE else english


@cache
def _names(listname: str) -> dict[str, tuple[str, str]]:
    codes = code_lists().get(listname, ())
    return {one.code: (one.name, one.english) for one in codes}


def place(address: JsonObject | None) -> str:
    """Write an address; nothing where there is none."""
    if not address:
        return ""
    return codelists.address_text(
        {name: str(value or "") for name, value in address.items()}
    )


def first_upper(text: str) -> str:
    """Write a name at the beginning of a line: ``Phường Hoàn Kiếm``."""
    return text[:1].upper() + text[1:]


def relation(value: str | None) -> str:
    """Say what a member is to the head of the household."""
    return code("relation_to_head", value)


def purpose(value: str) -> str:
    """Say why somebody has read; an unknown purpose is shown as it is."""
    if value == PAGE_PURPOSE:
        return gettext("Xem trên trang web")
    return purposes()[value].title if value in purposes() else value


PAGE_PURPOSE = "page"


def grouped(personal_id: str) -> str:
    """Write a personal number in groups of three, kept on one line."""
    return "\N{NO-BREAK SPACE}".join(
        personal_id[start : start + 3] for start in range(0, len(personal_id), 3)
    )
