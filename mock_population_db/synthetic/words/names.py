"""Names by people, sex and cohort, in the Vietnamese order: surname, middle, given.

The lists are in ``names.toml``. Ê-đê names are a sign of sex, the given name and the
mother's clan; the civil registers cut them at the first and last word, as we do.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import FEMALE, MALE

ETHNICITIES = {"kinh": "01", "tay": "02", "khmer": "05", "hmong": "08", "ede": "12"}
MATRILINEAL = "ede"

_OLD_UNTIL, _MIDDLE_UNTIL = 1972, 1997
_SEXES = {MALE: "male", FEMALE: "female"}
_EDE_SIGNS = {MALE: "Y", FEMALE: "H"}
_TRIES = 40


@dataclass(frozen=True)
class Name:
    """The three parts of a name."""

    surname: str
    middle_name: str
    given_name: str


@cache
def _lists() -> dict[str, Any]:
    path = Path(__file__).parent / "names.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cohort(year: int) -> str:
    """Return the cohort of a year of birth: ``old``, ``middle`` or ``young``."""
    if year < _OLD_UNTIL:
        return "old"
    return "middle" if year < _MIDDLE_UNTIL else "young"


def newcomer_name(people: str, sex: str, year: int, draw: Draw) -> Name:
    """Name a person whose parents the register does not know."""
    if people == MATRILINEAL:
        clan = draw.weigh("clan", _lists()[people]["clans"])
        return _ede_name(sex, clan, draw, frozenset())
    surname = draw.weigh("surname", _lists()[people]["surnames"])
    return _patrilineal_name(people, surname, sex, year, draw, frozenset())


def child_name(
    people: str,
    sex: str,
    year: int,
    draw: Draw,
    *,
    father: Name | None,
    mother: Name,
    taken: frozenset[str],
) -> Name:
    """Name a child: the father's surname, or the mother's clan among the Ê-đê.

    ``taken`` are names of parents and siblings, which are not given again.
    """
    if people == MATRILINEAL:
        return _ede_name(sex, mother.given_name, draw, taken)
    surname = (father or mother).surname
    return _patrilineal_name(people, surname, sex, year, draw, taken)


def _patrilineal_name(
    people: str, surname: str, sex: str, year: int, draw: Draw, taken: frozenset[str]
) -> Name:
    lists = _lists()[people][_SEXES[sex]]
    period = cohort(year) if cohort(year) in lists else "all"
    middle = draw.weigh("middle", lists["middle_names"][period])
    words = {surname, *middle.split()}
    given = _fresh(draw, lists[period], taken | words)
    return Name(surname, middle, given)


def _ede_name(sex: str, clan: str, draw: Draw, taken: frozenset[str]) -> Name:
    own = _fresh(draw, _lists()["ede"][_SEXES[sex]]["all"], taken | {clan})
    return Name(_EDE_SIGNS[sex], own, clan)


def _fresh(draw: Draw, names: list[str], taken: frozenset[str]) -> str:
    for attempt in range(_TRIES):
        name = draw.pick(f"given/{attempt}", names)
        if name not in taken:
            return name
    return next(name for name in names if name not in taken)
