"""What is needed of a commune: province, region, its streets and settlements."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from forms import codelists
from mock_population_db.citizen.draws import Draws, label
from mock_population_db.nation.sources import rows

WARD = "phường"
STREETS, SETTLEMENTS = 32, 10
URBAN_KINDS = frozenset({"tổ dân phố", "khu phố", "khóm"})
ANY_PEOPLE = "00"
LEAST_SHARE = 30_000  # parts per million of the province
_COMMUNE = label("commune")
_SCALE = 1000
_PICK = [label(f"place {turn}") for turn in range(200)]

Weighed = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """A commune as the rules of addresses need it.

    Attributes:
        code: five digits.
        province: two digits, of today.
        former_province: three digits, of the 63.
        region: 1 to 6, the statistics office's.
        part: ``north``, ``central`` or ``south``.
        is_ward: a ward has streets, others have settlements.
        streets: names of streets; of a ward only.
        settlements: hamlets, or the groups of a ward.
    """

    code: str
    province: str
    former_province: str
    region: int
    part: str
    is_ward: bool
    streets: tuple[str, ...]
    settlements: tuple[str, ...]


@cache
def _former() -> dict[str, str]:
    return {row["code"]: row["code63"] for row in rows("communes")}


@cache
def _provinces() -> dict[str, dict[str, str]]:
    return {row["code63"]: row for row in rows("provinces")}


@cache
def commune_facts(code: str) -> CommuneFacts:
    """Return what is needed of a commune.

    Raises:
        UnknownCode: there is no such commune.
    """
    unit = codelists.commune(code)
    province = _provinces()[_former()[code]]
    part, is_ward = province["names"], unit.kind.lower() == WARD
    draws = Draws(_COMMUNE, int(code))
    return CommuneFacts(
        code=code,
        province=unit.province,
        former_province=province["code63"],
        region=int(province["region"]),
        part=part,
        is_ward=is_ward,
        streets=tuple(_picked(_streets(part), STREETS, draws)) if is_ward else (),
        settlements=tuple(
            _picked(_settlements(province["code63"], part, is_ward), SETTLEMENTS, draws)
        ),
    )


@cache
def communes_of(former_province: str) -> tuple[tuple[str, int], ...]:
    """Return the communes of a former province with their weights."""
    return tuple(
        (row["code"], int(row["weight_ppm"]))
        for row in rows("communes")
        if row["code63"] == former_province and int(row["weight_ppm"])
    )


@cache
def central_ward(province: str) -> str:
    """Return the commune where the hospitals of a province stand: its first ward."""
    units = codelists.communes(province)
    wards = [unit.code for unit in units if unit.kind.lower() == WARD]
    return wards[0] if wards else units[0].code


@cache
def _streets(part: str) -> Weighed:
    return [
        (row["name"], int(row["weight"]))
        for row in rows("streets")
        if row["region"] in {"all", part}
    ]


@cache
def _settlements(former_province: str, part: str, is_ward: bool) -> Weighed:  # noqa: FBT001 - cached key
    """The names in use, those of a people as often as it is numerous here."""
    by_people: dict[str, Weighed] = {}
    for row in rows("settlements"):
        if row["region"] == part and (row["kind"] in URBAN_KINDS) == is_ward:
            name = _settlement_name(row["kind"], row["pattern"])
            pair = (name, int(row["weight"]))
            by_people.setdefault(row["ethnicity"], []).append(pair)
    shares = dict(_shares_of_peoples(former_province, by_people))
    return [
        (name, 1 + weight * shares[people] // sum(w for _name, w in names))
        for people, names in by_people.items()
        if shares.get(people)
        for name, weight in names
    ]


def _shares_of_peoples(
    former_province: str, named: dict[str, Weighed]
) -> Iterator[tuple[str, int]]:
    rest = 1_000_000
    for row in rows("ethnic_by_province"):
        share = int(row["share_ppm"])
        if (
            row["code63"] == former_province
            and row["ethnicity"] in named
            and share >= LEAST_SHARE
        ):
            rest -= share
            yield row["ethnicity"], share // _SCALE
    yield ANY_PEOPLE, max(rest, LEAST_SHARE) // _SCALE


def _settlement_name(kind: str, pattern: str) -> str:
    if pattern.lower().startswith(kind):
        return pattern
    return f"{kind} {pattern}"


def _picked(weighed: Weighed, count: int, draws: Draws) -> Iterator[str]:
    """Give names by weight, each once; a name with a number counts up."""
    left = [name for name, _weight in weighed]
    weights = [weight for _name, weight in weighed]
    total, numbers = sum(weights), 0
    for name in _PICK[:count]:
        if not left:
            return
        spot, place = draws.below(name, total), 0
        for place, weight in enumerate(weights):  # noqa: B007 - where it ends
            if spot < weight:
                break
            spot -= weight
        if "{n}" in left[place]:
            numbers += 1
            yield left[place].replace("{n}", str(numbers))
        else:
            total -= weights.pop(place)
            yield left.pop(place)
