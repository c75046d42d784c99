"""Identity cards: when issued, by whom, until when (Luật Căn cước Điều 21).

A card is changed at 14, 25, 40 and 60; after 60 it has no end.
"""

from datetime import date, timedelta
from typing import Any

from mock_population_db.citizen.cards import CHANGE_AGES, FIRST_CHIP_CARD, card
from mock_population_db.citizen.subject import birthday
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import AS_OF, Person


def id_card(person: Person, draw: Draw) -> dict[str, Any] | None:
    """Return the card a person holds, or nothing below 14 years."""
    born = person.born_on
    due = [day for age in CHANGE_AGES if (day := birthday(born, age)) <= AS_OF]
    if not due:
        return None
    earliest = max(due[-1], FIRST_CHIP_CARD)
    latest = min(AS_OF - timedelta(days=1), earliest + timedelta(days=900))
    return card(born, draw.day("card", earliest, max(earliest, latest)))


def told_card(person: Person, told: dict[str, Any]) -> dict[str, Any]:
    """Return the card with the dates that a story tells; its kind follows the day."""
    issued = date.fromisoformat(told["issued_on"])
    return {**card(person.born_on, issued), **told}
