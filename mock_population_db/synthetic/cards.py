"""Identity cards: when issued, by whom, until when (Luật Căn cước Điều 21).

A card is changed at 14, 25, 40 and 60; after 60 it has no end.
"""

from datetime import date, timedelta
from typing import Any

from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import AS_OF, Person

CHANGE_AGES = (14, 25, 40, 60)
FIRST_CHIP_CARD = date(2021, 1, 25)
NEW_ISSUER_FROM = date(2024, 7, 1)
OLD_ISSUER = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
NEW_ISSUER = "Bộ Công an"


def id_card(person: Person, draw: Draw) -> dict[str, Any] | None:
    """Return the card a person holds, or nothing below 14 years."""
    born = person.born_on
    reached = [_birthday(born, age) for age in CHANGE_AGES]
    due = [day for day in reached if day <= AS_OF]
    if not due:
        return None
    earliest = max(due[-1], FIRST_CHIP_CARD)
    latest = min(AS_OF - timedelta(days=1), earliest + timedelta(days=900))
    issued = draw.day("card", earliest, max(earliest, latest))
    coming = [day for day in reached if day > AS_OF]
    return {
        "issued_on": issued.isoformat(),
        "issuer": NEW_ISSUER if issued >= NEW_ISSUER_FROM else OLD_ISSUER,
        "expires_on": coming[0].isoformat() if coming else None,
    }


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)
