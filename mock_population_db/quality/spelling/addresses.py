"""Which commune a written address names, today's or one of before 1 July 2025."""

from dataclasses import dataclass
from functools import cache, lru_cache

from forms import codelists
from forms.codelists.search import bare as bare_slowly
from forms.codelists.units import all_communes

LEVELS_NOW, LEVELS_BEFORE = 2, 3
_KINDS = ("phường ", "xã ", "đặc khu ")


@lru_cache(1 << 16)
def bare(text: str) -> str:
    """Fold a name and take off «phường», «xã», «tỉnh» and their short forms."""
    return bare_slowly(text)


@dataclass(frozen=True)
class Place:
    """What an address names.

    Attributes:
        communes: codes of today's communes in which it may lie; empty when unclear.
        is_former: it names units that ended on 1 July 2025.
    """

    communes: tuple[str, ...] = ()
    is_former: bool = False


def split_address(address: str, levels: int) -> tuple[str, str]:
    """Return the details of an address and its last ``levels`` units."""
    parts = [part.strip() for part in address.split(",")]
    return ", ".join(parts[:-levels]), ", ".join(parts[-levels:])


@cache
def _now() -> dict[tuple[str, ...], tuple[str, ...]]:
    provinces = {unit.code: unit.name for unit in codelists.provinces()}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for unit in all_communes():
        name, province = bare(unit.full_name), bare(provinces[unit.province])
        # a few communes of a province have the same name, some the same kind too
        for key in ((name, unit.kind.lower()[:1], province), (name, province)):
            found[key] = (*found.get(key, ()), unit.code)
    return found


@cache
def _before() -> dict[tuple[str, ...], tuple[str, ...]]:
    provinces = {unit.code: unit.name for unit in codelists.old_provinces()}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for unit in codelists.old_communes():
        key = (
            bare(unit.full_name),
            bare_district(unit.district),
            bare(provinces[unit.province_63]),
        )
        found[key] = tuple(dict.fromkeys(found.get(key, ()) + unit.communes))
    return found


def bare_district(text: str) -> str:
    """Fold the name of a district and take off «quận», «huyện», «thị xã»."""
    folded = bare(text)
    for kind in ("quan ", "huyen ", "thi xa "):
        # «Quận 1» stays, its number is no name
        if folded.startswith(kind) and not folded[len(kind) :].isdigit():
            return folded[len(kind) :]
    return folded


@cache
def communes_named(units: str) -> tuple[str, ...]:
    """Return the codes of «phường Hoàn Kiếm, thành phố Hà Nội»; mostly one."""
    parts = [part.strip() for part in units.split(",")]
    if len(parts) != LEVELS_NOW:
        return ()
    commune, province = parts
    name, of = bare(commune), bare(province)
    of_kind = _now().get((name, commune.lower()[:1], of))
    return of_kind or _now().get((name, of), ())


def place_of(address: str) -> Place:
    """Say which commune an address names."""
    units = address.rsplit(",", LEVELS_BEFORE)[-LEVELS_BEFORE:]
    if len(units) == LEVELS_BEFORE:
        commune, district, province = units
        key = (bare(commune), bare_district(district), bare(province))
        former = _before().get(key)
        if former:
            return Place(former, is_former=True)
    return Place(communes_named(split_address(address, LEVELS_NOW)[1]))


@lru_cache(1 << 16)
def _difference(units: str, commune: str) -> str:
    place = place_of(units)
    if not place.communes:
        return ""
    is_here = commune in place.communes
    if place.is_former:
        return "old_address" if is_here else "address_differs"
    return "" if is_here else "address_differs"


def compare_places(address: str, commune: str) -> str:
    """Return the code of the difference between an address and a commune.

    Empty for none, and where the address or the commune is unclear.
    """
    if not address or not commune:
        return ""
    parts = address.rsplit(",", LEVELS_BEFORE)
    # a unit that says it is a commune is no district, so two levels are enough
    levels = 2 if parts[-2:][0].lstrip().lower().startswith(_KINDS) else 3
    return _difference(",".join(parts[-levels:]), commune)
