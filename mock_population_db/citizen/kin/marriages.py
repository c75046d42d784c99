"""Marriages: registered where the couple lives, in the book of the year."""

from forms import codelists
from mock_population_db.citizen.draws import label
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.citizen.subject import person_draws
from mock_population_db.models import BASE_WORLD, Marriage
from mock_population_db.nation.nation import Nation

FEMALE = "2"
_NUMBER, _BOOK = label("marriage number"), label("marriage book")

STATUS = {"single": "1", "married": "2", "widowed": "3", "divorced": "3"}
"""Codes of the population database: widowed and divorced share one."""


def marriage_row(nation: Nation, index: int) -> Marriage | None:
    """Return a person's marriage as a row of the base, also one that death ended.

    Either spouse may be asked for; both get the same row. It is in no session.

    Raises:
        IndexError: there is no such person.
    """
    person = nation.person(index)
    if person.spouse is None or person.married_on is None:
        return None
    couple = (person.index, person.spouse)
    husband, wife = couple[::-1] if person.sex == FEMALE else couple
    draws, year = person_draws(nation, husband), person.married_on.year
    return Marriage(
        world=BASE_WORLD,
        number=f"{1 + draws.below(_NUMBER, 250)}/{year}",
        book=f"{1 + draws.below(_BOOK, 3):02}/{year}",
        registered_on=person.married_on.isoformat(),
        place=_office(person.home_commune),
        husband_id=number_of(nation, husband),
        wife_id=number_of(nation, wife),
    )


def _office(commune: str) -> str:
    unit = codelists.commune(commune)
    return f"UBND {unit.full_name}, {codelists.province(unit.province).full_name}"
