"""Blood groups, of those for whom the register has one.

A person may have the group put on record; many have not. Groups follow the shares of
donors, not the parents' groups.
"""

from functools import cache

from mock_population_db.citizen.draws import MILLION, Shares, label
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.sources import rows

UNKNOWN = "00"
RECORDED_PER_MILLE = {False: 400, True: 800}
"""How many have it on record, below 14 and from 14 on."""
CARD_AGE = 14
_RECORDED, _GROUP = label("blood recorded"), label("blood group")


@cache
def _shares() -> Shares[str]:
    return Shares((row["code"], int(row["share_ppm"])) for row in rows("blood_groups"))


def drawn(age: int, thousandth: int, spot: int) -> str:
    """Return the code of a blood group, ``00`` when it is not on record.

    Args:
        age: completed years.
        thousandth: 0 to 999, decides whether it is on record.
        spot: 0 to 999,999, decides which it is.
    """
    recorded = RECORDED_PER_MILLE[age >= CARD_AGE]
    return _shares().at(spot) if thousandth < recorded else UNKNOWN


def blood_group(subject: Subject) -> str:
    """Return the code of a person's blood group."""
    if not subject.base.is_alive:
        return UNKNOWN
    draws = subject.draws
    return drawn(
        subject.age, draws.below(_RECORDED, 1000), draws.below(_GROUP, MILLION)
    )
