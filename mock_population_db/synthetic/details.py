"""What a person has beside kin and home: card, phone, insurance, religion, account."""

import re

from forms import names
from mock_population_db.synthetic.cards import id_card
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.numbers import Numbers
from mock_population_db.synthetic.population import AS_OF, Account, Person

ACCOUNT_FROM = 14
PHONE_PERCENT, EMAIL_PERCENT, INSURED_PERCENT = 95, 70, 96
RELIGIONS = {"00": 90, "01": 7, "02": 3}
LEVELS = {2: 72, 1: 16, 0: 12}


def add_details(person: Person, draw: Draw, numbers: Numbers) -> None:
    """Add to a living person what the register knows of him or her."""
    person.religion = draw.weigh("religion", RELIGIONS)
    person.id_card = id_card(person, draw)
    if draw.chance("insured", INSURED_PERCENT):
        person.insurance_number = numbers.insurance(draw)
    if person.age_on(AS_OF) >= ACCOUNT_FROM and draw.chance("phone", PHONE_PERCENT):
        person.phone = numbers.phone(draw)
        if draw.chance("email", EMAIL_PERCENT):
            person.email = _email(person, person.phone)


def account_of(person: Person, draw: Draw) -> Account | None:
    """Return the e-ID account of a person with a card and a phone, if there is one."""
    if not person.phone or not person.id_card:
        return None
    level = draw.weigh("level", LEVELS)
    if level == 0:
        return None
    return Account(personal_id=person.personal_id, level=level, status="active")


def _email(person: Person, phone: str) -> str:
    """Name and the end of the phone number, so that no two are alike."""
    words = [person.given_name, person.surname]
    folded = [re.sub("[^a-z]", "", names.fold(word)) for word in words]
    return f"{'.'.join(word for word in folded if word)}.{phone[-5:]}@example.vn"
