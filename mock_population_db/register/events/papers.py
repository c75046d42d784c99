"""Identity cards, phones and e-mails."""

from dataclasses import asdict, dataclass

from sqlalchemy import or_, select

from mock_population_db.citizen.cards import card
from mock_population_db.models import JsonObject, Person
from mock_population_db.refusals import EventBeforeBirth
from mock_population_db.refusals.facts import CardOlderThanHeld, ContactTaken
from mock_population_db.register.events.days import earliest
from mock_population_db.register.events.journal import Entry
from mock_population_db.register.overlay import visible

CARD, CONTACT = "identity_card", "contact"


@dataclass(frozen=True)
class NewCard:
    """An identity card that was issued, changed or issued again."""

    personal_id: str
    issued_on: str
    reason: str


@dataclass(frozen=True)
class Contact:
    """A phone and an e-mail; what is None stays as it is."""

    personal_id: str
    phone: str | None
    email: str | None


def issue_card(entry: Entry, new: NewCard) -> JsonObject:
    """Record an identity card; its end follows from the holder's age.

    Raises:
        PersonNotFound, PersonDeceased: nobody can hold it.
        CardOlderThanHeld: a later card is there.
    """
    person = entry.living(new.personal_id)
    entry.refuse_future(new.issued_on)
    if earliest(new.issued_on) < earliest(person.date_of_birth):
        raise EventBeforeBirth(day=new.issued_on, born=person.date_of_birth)
    held = person.id_card
    if held and held["issued_on"] > new.issued_on:
        raise CardOlderThanHeld(held=held["issued_on"])
    row = entry.change(person, "holder")
    row.id_card = card(earliest(person.date_of_birth), earliest(new.issued_on))
    event = entry.write(CARD, happened_on=new.issued_on, facts=asdict(new))
    return {**entry.answer(event), "id_card": row.id_card}


def record_contact(entry: Entry, contact: Contact) -> JsonObject:
    """Record a person's phone or e-mail.

    Raises:
        PersonNotFound, PersonDeceased: nobody can be reached.
        ContactTaken: it is another person's.
    """
    person = entry.living(contact.personal_id)
    given = {
        name: value
        for name, value in (("phone", contact.phone), ("email", contact.email))
        if value is not None
    }
    taken = select(Person.personal_id).where(
        or_(*(getattr(Person, name) == value for name, value in given.items())),
        Person.personal_id != contact.personal_id,
        visible(Person, entry.world),
    )
    if entry.db.scalar(taken.limit(1)):
        raise ContactTaken
    row = entry.change(person, "holder")
    for name, value in given.items():
        setattr(row, name, value)
    return entry.answer(
        entry.write(CONTACT, happened_on=entry.today, facts=asdict(contact))
    )
