"""Permanent, temporary and present residence, and declared absence.

Everybody alive belongs to a household and has a permanent residence there. Some young
single people study or work in another province and have a temporary residence there;
a few are abroad and have declared it (khai báo tạm vắng, Luật Cư trú Điều 31).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from mock_population_db.citizen.draws import Shares, label
from mock_population_db.citizen.homes.addresses import (
    Address,
    abroad,
    home_address,
)
from mock_population_db.citizen.homes.communes import commune_facts, communes_of
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.nation import AS_OF

PERMANENT, TEMPORARY = "permanent", "temporary"
LODGER_AGES, LODGERS_PER_MILLE = range(18, 35), 140
LODGER_POSITIONS = frozenset({"child", "grandchild", "sibling", "nephew_or_niece"})
MAGNETS = {
    "north": {"001": 45, "027": 20, "024": 12, "031": 12, "019": 11},
    "central": {"079": 35, "048": 25, "074": 20, "001": 10, "075": 10},
    "south": {"079": 45, "074": 25, "075": 15, "080": 8, "092": 7},
}
"""Where those of a part of the country go, by former province."""
ABSENT_AGES, ABSENT_PER_MILLE = range(20, 46), 6
ABROAD = {"JP": 42, "TW": 25, "KR": 17, "DE": 5, "AU": 4, "US": 4, "HU": 3}
STUDENT_UNTIL, LONGEST_YEARS = 24, 3
STUDIES, WORKS = "Du học", "Đi làm việc ở nước ngoài theo hợp đồng"
_LODGES, _WHERE, _COMMUNE, _PLOT, _ROOM = map(
    label, ("lodges", "magnet", "magnet commune", "magnet plot", "room")
)
_ABSENT, _COUNTRY, _SINCE = map(label, ("absent", "absent country", "absent since"))


@dataclass(frozen=True, slots=True)
class Residence:
    """Where a person is registered, and is.

    Attributes:
        kind: which of the addresses counts: ``permanent`` or ``temporary``.
        permanent: of the dead, the last one.
        temporary: None for most.
        current: only when it is neither of the two.
        absence: the declared absence, None for most.
    """

    kind: str
    permanent: Address
    temporary: Address | None = None
    current: Address | None = None
    absence: dict[str, Any] | None = None


@cache
def _magnets(part: str) -> Shares[str]:
    return Shares(MAGNETS[part].items())


@cache
def _communes(former_province: str) -> Shares[str]:
    return Shares(communes_of(former_province))


@cache
def _countries() -> Shares[str]:
    return Shares(ABROAD.items())


def residence(subject: Subject) -> Residence:
    """Return where a person is registered and lives."""
    home = home_address(subject.home.commune, subject.home.plot)
    if not subject.base.is_alive or subject.base.marital_status != "single":
        return Residence(PERMANENT, home)
    lodging = _lodging(subject)
    if lodging:
        return Residence(TEMPORARY, home, temporary=lodging)
    absence = _absence(subject)
    if absence:
        return Residence(PERMANENT, home, current=absence["place"], absence=absence)
    return Residence(PERMANENT, home)


def _lodging(subject: Subject) -> Address | None:
    base, draws = subject.base, subject.draws
    if (
        subject.age not in LODGER_AGES
        or base.position not in LODGER_POSITIONS
        or not draws.chance(_LODGES, LODGERS_PER_MILLE)
    ):
        return None
    province = _magnets(commune_facts(base.home_commune).part).of(draws, _WHERE)
    commune = _communes(province).of(draws, _COMMUNE)
    if commune == base.home_commune:
        return None
    place = home_address(commune, draws.below(_PLOT, 2_000))
    place["detail"] = f"phòng {1 + draws.below(_ROOM, 20)}, {place['detail']}"
    return place


def _absence(subject: Subject) -> dict[str, Any] | None:
    draws = subject.draws
    if subject.age not in ABSENT_AGES or not draws.chance(_ABSENT, ABSENT_PER_MILLE):
        return None
    since = draws.day(_SINCE, AS_OF - timedelta(days=900), AS_OF - timedelta(days=5))
    until = date(since.year + LONGEST_YEARS, since.month, min(since.day, 28))
    studies = subject.age < STUDENT_UNTIL
    return {
        "declared_on": since.isoformat(),
        "until": until.isoformat(),
        "reason": STUDIES if studies else WORKS,
        "place": abroad(_countries().of(draws, _COUNTRY)),
    }
