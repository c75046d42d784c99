"""Short code lists by name: what a select or radio field offers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Self

from forms.codelists.tables import read
from forms.codelists.units import provinces
from forms.errors import UnknownCode
from forms.i18n import SOURCE_LANGUAGE, Text, _, language


class Named(Text):
    """A name out of a table that has its own English column."""

    english: str

    def __new__(cls, name: str, english: str = "") -> Self:
        """Make a name; without English it stays Vietnamese."""
        made = super().__new__(cls, name)
        made.english = english or name
        return made

    def __str__(self) -> str:
        if language() == SOURCE_LANGUAGE:
            return str.__str__(self)
        return self.english


@dataclass(frozen=True)
class Option:
    """One choice: the code that is kept and the label that is shown."""

    code: str
    label: Text


@cache
def ethnic_groups() -> tuple[Option, ...]:
    """Return the 54 ethnic groups and «Người nước ngoài», order and codes of 1979."""
    return _from_table("ethnic_groups")


@cache
def countries() -> tuple[Option, ...]:
    """Return the countries by two-letter code, Việt Nam first."""
    return _from_table("countries")


@cache
def relations_to_head() -> tuple[Option, ...]:
    """Return a child's possible relations to the head of household."""
    return _from_table("relations_to_head")


@cache
def facilities(province: str | None = None) -> tuple[Option, ...]:
    """Return the (invented) places of primary care, of one province if named."""
    return tuple(
        Option(row["code"], Named(row["name"]))
        for row in read("facilities")
        if province in {None, row["province"]}
    )


def _from_table(name: str) -> tuple[Option, ...]:
    return tuple(
        Option(row["code"], Named(row["name"], row["english"])) for row in read(name)
    )


def _provinces() -> tuple[Option, ...]:
    return tuple(Option(unit.code, Named(unit.full_name)) for unit in provinces())


def _short(*pairs: tuple[str, Text]) -> Callable[[], tuple[Option, ...]]:
    made = tuple(Option(code, text) for code, text in pairs)
    return lambda: made


_LISTS: dict[str, Callable[[], tuple[Option, ...]]] = {
    "sex": _short(("1", _("Nam")), ("2", _("Nữ"))),
    "yes_no": _short(("1", _("Có")), ("0", _("Không"))),
    "birth_notice_source": _short(
        ("1", _("Lấy dữ liệu chứng sinh từ Cơ sở dữ liệu Bảo hiểm")),
        ("0", _("Nhập tay")),
    ),
    "residence_type": _short(
        ("permanent", _("Thường trú")),
        ("temporary", _("Tạm trú")),
        ("current", _("Nơi ở hiện tại")),
    ),
    "consent_method": _short(
        # The law also has "2", the head's own confirmation in VNeID: offered here
        # when the portal can carry it.
        ("1", _("Văn bản đồng ý hoặc CT01 đính kèm")),
    ),
    "requester_relation_birth": _short(
        ("father", _("Cha")),
        ("mother", _("Mẹ")),
        ("guardian", _("Người giám hộ, người đại diện hợp pháp")),
    ),
    "card_guardian": _short(
        ("father", _("Cha")),
        ("mother", _("Mẹ")),
        ("requester", _("Người yêu cầu")),
    ),
    "ethnicity_1979": ethnic_groups,
    "country_alpha2": countries,
    "relation_to_head_eform": relations_to_head,
    "health_facility": facilities,
    "province_2digit": _provinces,
}


def list_names() -> frozenset[str]:
    """Return the names of all lists."""
    return frozenset(_LISTS)


def options(listname: str) -> tuple[Option, ...]:
    """Return the choices of a list in its official order.

    Raises:
        UnknownCode: there is no such list.
    """
    try:
        return _LISTS[listname]()
    except KeyError:
        raise UnknownCode("codelists", listname) from None


@cache
def _labels(listname: str) -> dict[str, Text]:
    return {option.code: option.label for option in options(listname)}


def label(listname: str, code: str) -> str:
    """Return a code's label in the reader's language.

    Raises:
        UnknownCode: the list, or the code in it, does not exist.
    """
    try:
        return str(_labels(listname)[code])
    except KeyError:
        raise UnknownCode(listname, code) from None
