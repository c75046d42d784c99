"""Education and occupation by sex and age.

One draw decides both: occupations are put in the order of the schooling they ask for,
so that a leader is not somebody without schooling, and yet each share is kept.
"""

from bisect import bisect_right
from functools import cache

from mock_population_db.citizen.draws import MILLION, Shares, label
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.sources import rows

CHILD, PUPIL = "C", "S"
SCHOOL_AGE, PRIMARY_DONE, WORKING_AGE = 6, 11, 15
NO_SCHOOL, PRIMARY = "0", "1"
LEAST_SCHOOLED_FIRST = "96HUR8750S4312"
_SCHOOLING = label("schooling")

ByAge = tuple[list[int], list[Shares[str]]]


@cache
def _table(name: str, column: str) -> dict[str, ByAge]:
    found: dict[str, dict[int, list[tuple[str, int]]]] = {"1": {}, "2": {}}
    for row in rows(name):
        group = found[row["sex"]].setdefault(int(row["age_from"]), [])
        group.append((row[column], int(row["share_ppm"])))
    if column == "occupation":
        for groups in found.values():
            for group in groups.values():
                group.sort(key=lambda pair: LEAST_SCHOOLED_FIRST.index(pair[0]))
    return {
        sex: (list(groups), [Shares(group) for group in groups.values()])
        for sex, groups in found.items()
    }


def _at(table: dict[str, ByAge], sex: str, age: int, spot: int) -> str:
    ages, shares = table[sex]
    return shares[bisect_right(ages, age) - 1].at(spot)


def education_at(sex: str, age: int, spot: int) -> str | None:
    """Return the highest level completed; None below school age.

    Args:
        sex: ``1`` or ``2``.
        age: completed years.
        spot: 0 to 999,999; the same one for :func:`occupation_at`.
    """
    if age < SCHOOL_AGE:
        return None
    if age < WORKING_AGE:
        return PRIMARY if age >= PRIMARY_DONE else NO_SCHOOL
    return _at(_table("education", "level"), sex, age, spot)


def occupation_at(sex: str, age: int, spot: int) -> str:
    """Return the code of what somebody does; see :func:`education_at`."""
    if age < SCHOOL_AGE:
        return CHILD
    if age < WORKING_AGE:
        return PUPIL
    return _at(_table("occupations", "occupation"), sex, age, spot)


def schooling(subject: Subject) -> tuple[str | None, str]:
    """Return a person's education and occupation."""
    sex, age = subject.base.sex, subject.age
    spot = subject.draws.below(_SCHOOLING, MILLION)
    return education_at(sex, age, spot), occupation_at(sex, age, spot)
