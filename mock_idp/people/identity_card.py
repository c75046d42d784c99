"""The card behind a level-2 account: the only paper that the e-ID itself knows of.

Health insurance, driving licences and the like are in other registers; the e-ID here
does not read them, so it never tells of them.
"""

from dataclasses import dataclass
from datetime import date

from mock_idp.people.account import Account

WITH_CARD = 2
"""The level for which the card's chip is read (NĐ 69/2024/NĐ-CP, Điều 7)."""
RENEWAL_AGES = (14, 25, 40, 60)
"""A card is good until one of these birthdays (Luật Căn cước 2023, Điều 21)."""
VIETNAMESE = "VN"


@dataclass(frozen=True)
class IdentityCard:
    """A citizen's identity card, or a foreigner's residence card.

    Attributes:
        number: the personal number, which is the card's number too.
        is_residence_card: it is a foreigner's.
        expires_on: the day it ends; nothing when it has no end or nobody knows.
    """

    number: str
    is_residence_card: bool
    expires_on: date | None


def card_of(account: Account, today: date) -> IdentityCard | None:
    """Return the card that a person's account was made with; none below level 2."""
    if account.account_level < WITH_CARD:
        return None
    known = account.traits.card_expires_on
    return IdentityCard(
        number=account.personal_id,
        is_residence_card=account.traits.nationality != VIETNAMESE,
        expires_on=known or _expiry(account.date_of_birth, today),
    )


def _expiry(born: str, today: date) -> date | None:
    """Return the next birthday that ends a card; nothing for the old and unknown."""
    try:
        birth = date.fromisoformat(born)
    except ValueError:
        return None
    ends = (_birthday(birth, age) for age in RENEWAL_AGES)
    return next((end for end in ends if end > today), None)


def _birthday(birth: date, age: int) -> date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:  # born on 29 February
        return date(birth.year + age, 3, 1)
