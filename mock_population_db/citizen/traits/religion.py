"""Religion by ethnic group and region; a household shares one."""

from functools import cache

from mock_population_db.citizen.draws import Shares, label
from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.sources import rows

NONE = "00"
_RELIGION = label("religion")


@cache
def _shares() -> dict[tuple[str, int], Shares[str]]:
    found: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for row in rows("religion"):
        key = row["ethnicity"], int(row["region"])
        found.setdefault(key, []).append((row["religion"], int(row["share_ppm"])))
    return {key: Shares(pairs) for key, pairs in found.items()}


def religion(subject: Subject) -> str:
    """Return the code of a person's religion, ``00`` for none."""
    group = subject.base.ethnicity
    region = commune_facts(subject.base.home_commune).region
    by_group = _shares()
    shares = by_group.get((group, region)) or by_group.get((group, 0))
    return shares.of(subject.home_draws, _RELIGION) if shares else NONE
