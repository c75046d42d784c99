"""Identity cards: which kind, when issued and by whom, until when.

Luật Căn cước 26/2023 Điều 21: a card is changed at 14, 25, 40 and 60; one issued in
the two years before such an age is valid until the next one; after 60 there is no end.
Cards with a chip began on 25 January 2021; since 1 July 2024 they are called thẻ căn
cước, and children may have one (Điều 19).
"""

from datetime import date, timedelta
from typing import Any

from mock_population_db.citizen.draws import Draws, label
from mock_population_db.citizen.subject import Subject, birthday
from mock_population_db.nation.nation import AS_OF

CHANGE_AGES = (14, 25, 40, 60)
EARLY_YEARS = 2
FIRST_BARCODE_CARD = date(2016, 1, 1)
FIRST_CHIP_CARD = date(2021, 1, 25)
END_OF_CAMPAIGN = date(2023, 12, 31)
NEW_CARD_FROM = date(2024, 7, 1)
ISSUERS = (
    (NEW_CARD_FROM, "Bộ Công an"),
    (date(2018, 10, 10), "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
    (
        date.min,
        "Cục Cảnh sát đăng ký quản lý cư trú và dữ liệu quốc gia về dân cư",
    ),
)
KINDS = ("cccd_barcode", "cccd_chip", "can_cuoc")
ERAS_PER_MILLE = (100, 600)
"""Cards with a barcode, and of the chip campaign; the rest are younger."""
LATE_DAYS, LATE_PER_MILLE = 90, 300
CHILD_PER_MILLE = {range(6): 20, range(6, 14): 60}
_ERA, _DAY, _LATE, _CHILD = map(
    label, ("card era", "card day", "card late", "card child")
)

Card = dict[str, Any]


def id_card(subject: Subject) -> Card | None:
    """Return the card a person holds; None for the dead and most children."""
    born, draws = subject.base.date_of_birth, subject.draws
    if not subject.base.is_alive:
        return None
    if subject.age < CHANGE_AGES[0]:
        return _childs_card(born, subject.age, draws)
    due = [day for age in CHANGE_AGES if (day := birthday(born, age)) <= AS_OF]
    if _is_late(due[-1], draws):
        if len(due) == 1:
            return None
        # the card of the age before, which has run out
        return card(born, _issued(due[-2], birthday(due[-1], -EARLY_YEARS), draws))
    return card(born, _issued(due[-1], AS_OF, draws))


def card(born: date, issued: date) -> Card:
    """Return a card issued on a day to somebody born on a day."""
    ends = expiry(born, issued)
    return {
        "kind": kind(issued),
        "issued_on": issued.isoformat(),
        "issuer": issuer(issued),
        "expires_on": ends.isoformat() if ends else None,
    }


def kind(issued: date) -> str:
    """Return the kind of a card by its day of issue."""
    return KINDS[(issued >= FIRST_CHIP_CARD) + (issued >= NEW_CARD_FROM)]


def issuer(issued: date) -> str:
    """Return who issued a card by its day of issue."""
    return next(name for first, name in ISSUERS if issued >= first)


def expiry(born: date, issued: date) -> date | None:
    """Return the day from which a card must be changed, None for never."""
    for age in CHANGE_AGES:
        if birthday(born, age - EARLY_YEARS) > issued:
            return birthday(born, age)
    return None


def _is_late(due: date, draws: Draws) -> bool:
    if due == AS_OF:
        return True
    is_recent = (AS_OF - due).days <= LATE_DAYS
    return is_recent and draws.chance(_LATE, LATE_PER_MILLE)


def _issued(due: date, before: date, draws: Draws) -> date:
    """Draw the day of issue, from when it was due to the day before a day."""
    first = max(due, FIRST_BARCODE_CARD)
    last = max(first, before - timedelta(days=1))
    barcode, campaign = ERAS_PER_MILLE
    era = draws.below(_ERA, 1000)
    if era < barcode:
        wanted = FIRST_BARCODE_CARD, FIRST_CHIP_CARD - timedelta(days=1)
    elif era < barcode + campaign:
        wanted = FIRST_CHIP_CARD, END_OF_CAMPAIGN
    else:
        wanted = END_OF_CAMPAIGN, AS_OF
    low, high = max(first, wanted[0]), min(last, wanted[1])
    if low > high:
        low, high = first, min(last, first + timedelta(days=900))
    return draws.day(_DAY, low, high)


def _childs_card(born: date, age: int, draws: Draws) -> Card | None:
    share = next(share for ages, share in CHILD_PER_MILLE.items() if age in ages)
    first = max(born + timedelta(days=30), NEW_CARD_FROM)
    if first >= AS_OF or not draws.chance(_CHILD, share):
        return None
    return card(born, draws.day(_DAY, first, AS_OF - timedelta(days=1)))
