"""Find a commune by what people type: with or without marks, old names included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from forms.codelists.units import (
    Commune,
    Province,
    all_communes,
    commune,
    communes,
    is_commune,
    old_communes,
    old_provinces,
    provinces,
)
from forms.errors import FormsError, UnknownCode
from forms.names import fold, normalise

CANDIDATES = 5
_SHORT_KIND = re.compile(r"^[px] (?=\S)")
LONGEST_QUERY = 120
_KINDS = re.compile(
    r"^(phuong|xa|dac khu|thi tran|p|x|tt|thanh pho|tinh|tp|t)\.? (?=\S)"
)


@dataclass(frozen=True)
class Found:
    """A commune that matches, and the old name by which it was found, if it was."""

    commune: Commune
    formerly: str = ""


class CommuneUnclear(FormsError, ValueError):  # noqa: N818 - named after what happened
    """A typed name matches no commune, or more than one.

    Attributes:
        candidates: up to five communes it may mean; empty when nothing is near.
    """

    def __init__(self, text: str, candidates: tuple[Commune, ...]) -> None:
        super().__init__(f"{text!r} names {len(candidates)} communes")
        self.text = text
        self.candidates = candidates


def bare(text: str) -> str:
    """Fold a name and take off «phường», «xã», «tỉnh» and their short forms."""
    return _KINDS.sub("", fold(text[:LONGEST_QUERY]))


@cache
def _folded(code: str) -> tuple[str, str]:
    unit = commune(code)
    return fold(unit.full_name), fold(unit.name)


@cache
def _old_index() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((bare(old.full_name), _was(old), old.communes) for old in _named())


def _named() -> Iterable["_Old"]:
    titles = {unit.code: unit.full_name for unit in old_provinces()}
    for old in old_communes():
        yield _Old(old.full_name, old.district, titles[old.province_63], old.communes)


@dataclass(frozen=True)
class _Old:
    full_name: str
    district: str
    province: str
    communes: tuple[str, ...]


def _was(old: _Old) -> str:
    return f"{old.full_name}, {old.district}, {old.province}"


def _among(province_code: str | None) -> tuple[Commune, ...]:
    return all_communes() if province_code is None else communes(province_code)


def search_communes(
    text: str, province: str | None = None, limit: int = 10
) -> tuple[Found, ...]:
    """Find communes, the best match first.

    Current names come before names of units that were merged on 1 July 2025; whole
    names before beginnings, beginnings before parts.

    Args:
        text: what was typed, marks and «phường» optional; a code works too.
        province: two-digit code to search in, or ``None`` for the whole country.
        limit: how many to return at most.
    """
    wanted = bare(text)
    if not wanted:
        return ()
    try:
        units = _among(province)
    except UnknownCode:
        return ()
    found = {unit.code: Found(unit) for unit in _ranked(wanted, fold(text), units)}
    if len(found) < limit:
        for hit in _by_old_name(wanted, province):
            found.setdefault(hit.commune.code, hit)
    return tuple(found.values())[:limit]


def find_communes(
    text: str, province: str | None = None, limit: int = 10
) -> tuple[Commune, ...]:
    """Find communes as :func:`search_communes` does, without the old names."""
    return tuple(hit.commune for hit in search_communes(text, province, limit))


def _ranked(wanted: str, whole: str, units: Iterable[Commune]) -> list[Commune]:
    ranks: list[tuple[int, str, Commune]] = []
    for unit in units:
        full, name = _folded(unit.code)
        rank = _rank(wanted, whole, full, name, unit.code)
        if rank is not None:
            ranks.append((rank, name, unit))
    ranks.sort(key=lambda row: (row[0], row[1], row[2].code))
    return [unit for _rank_, _name, unit in ranks]


def _rank(wanted: str, whole: str, full: str, name: str, code: str) -> int | None:
    if wanted == code or whole == full:
        return 0
    if wanted == name:
        return 1
    if name.startswith(wanted) or full.startswith(whole):
        return 2
    return 3 if wanted in name else None


def _by_old_name(wanted: str, province_code: str | None) -> list[Found]:
    exact: list[Found] = []
    near: list[Found] = []
    for name, was, codes in _old_index():
        if not name.startswith(wanted):
            continue
        hits = [Found(commune(c), was) for c in codes if is_commune(c, province_code)]
        (exact if name == wanted else near).extend(hits)
    return exact + near


def match_commune(text: str, province: str) -> Commune:
    """Return the one commune of a province that a code or a typed name means.

    Raises:
        CommuneUnclear: none or several match; it carries up to five candidates.
        UnknownCode: there is no such province.
    """
    units = communes(province)
    text = normalise(text[:LONGEST_QUERY])
    if is_commune(text, province):
        return commune(text)
    for hits in (_same_spelling(text, units), _same_letters(text, units)):
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise CommuneUnclear(text, tuple(hits[:CANDIDATES]))
    raise CommuneUnclear(text, find_communes(text, province, CANDIDATES))


def _same_spelling(text: str, units: tuple[Commune, ...]) -> list[Commune]:
    text = text.casefold()
    return [
        unit
        for unit in units
        if text in {unit.full_name.casefold(), unit.name.casefold()}
    ]


def _same_letters(text: str, units: tuple[Commune, ...]) -> list[Commune]:
    """Compare without marks; «P. Hoàn Kiếm» and «x. Gia Lâm» count as the bare name."""
    text = _SHORT_KIND.sub("", fold(text))
    return [unit for unit in units if text in _folded(unit.code)]


def match_province(text: str) -> Province | None:
    """Return the province that a code or a typed name means, or ``None``."""
    text = normalise(text[:LONGEST_QUERY])
    for unit in provinces():
        if text == unit.code or bare(text) == bare(unit.full_name):
            return unit
    return None
