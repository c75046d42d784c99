"""What one caller may be shown of one person, decided before anything is read."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mock_population_db import errors
from mock_population_db.access import consents
from mock_population_db.access.groups import ALWAYS, FIELDS, withheld
from mock_population_db.access.purposes import Purpose
from mock_population_db.register.lookups import find_person

ALIVE = "1"


@dataclass(frozen=True)
class Asking:
    """Who asks, as whom, why, and with whose consent.

    Attributes:
        caller: name of the calling system.
        requester: a personal number, or a system's name.
        purpose: the purpose.
        consent: reference of a consent, or none.
        world: in which world.
        today: the world's day in Việt Nam.
    """

    caller: str
    requester: str
    purpose: Purpose
    consent: str | None
    world: str
    today: date


@dataclass(frozen=True)
class Rights:
    """The groups of facts that may be shown, and the purpose they follow from."""

    purpose: Purpose
    groups: frozenset[str]

    def require(self, group: str) -> None:
        """Refuse a group that may not be shown.

        Raises:
            GroupNotNeeded: the purpose, or the consent, does not hold it.
        """
        if group not in self.groups:
            raise errors.GroupNotNeeded(purpose=self.purpose.code, group=group)

    def minimised(self, record: dict[str, object]) -> dict[str, object]:
        """Return the record with what may not be shown as null, and named."""
        left_out = withheld(record, self.groups)
        shown = record | dict.fromkeys(left_out)
        return shown | {"withheld": left_out}

    def without(self, record: dict[str, object], group: str) -> dict[str, object]:
        """Return a record whose fields of one group are null when not allowed."""
        if group in self.groups:
            return record
        return record | {name: None for name in FIELDS[group] if name in record}


def check_official(db: Session, asking: Asking) -> None:
    """Refuse a purpose of officials to anybody who is not a living person.

    Raises:
        OfficialMissing: the requester is no personal number.
        OfficialUnknown: nobody alive has it.
    """
    if asking.purpose.official:
        demand_official(db, asking)


def demand_official(db: Session, asking: Asking) -> None:
    """Refuse a requester who is no living person with an own number.

    Raises:
        OfficialMissing, OfficialUnknown: as :func:`check_official`.
    """
    if not is_number(asking.requester):
        raise errors.OfficialMissing(purpose=asking.purpose.code)
    official = find_person(db, asking.requester, asking.world)
    if official is None or official.life_status != ALIVE:
        raise errors.OfficialUnknown


def rights_over(db: Session, asking: Asking, person: str) -> Rights:
    """Return what may be shown of a person.

    Raises:
        OfficialMissing, OfficialUnknown: as :func:`check_official`.
        NotThePersonThemself: the purpose is for the person alone.
        ConsentMissing, ConsentNotFound, ConsentNotFitting, ConsentRevoked,
        ConsentExpired: the purpose rests on a consent that is not there.
    """
    check_official(db, asking)
    purpose = asking.purpose
    if purpose.own and asking.requester != person:
        raise errors.NotThePersonThemself
    groups = purpose.groups
    if purpose.consent:
        groups &= _consented(db, asking, person)
    return Rights(purpose, groups | {ALWAYS})


def check_batch(db: Session, asking: Asking) -> Rights:
    """Return what may be compared in a batch.

    Raises:
        BatchNotAllowed: the purpose is for one person at a time.
    """
    check_official(db, asking)
    if not asking.purpose.batch:
        raise errors.BatchNotAllowed(purpose=asking.purpose.code)
    return Rights(asking.purpose, asking.purpose.groups)


def check_search(db: Session, asking: Asking, groups: frozenset[str]) -> Rights:
    """Return what may be shown of people who are looked for.

    Args:
        db: the session of the request.
        asking: who asks, and why.
        groups: what the question itself tells of those who are found.

    Raises:
        SearchNotAllowed: the purpose is for people whose number is known.
        GroupNotNeeded: the purpose does not hold one of the groups.
    """
    check_official(db, asking)
    if not asking.purpose.search:
        raise errors.SearchNotAllowed(purpose=asking.purpose.code)
    rights = Rights(asking.purpose, asking.purpose.groups)
    for group in sorted(groups):
        rights.require(group)
    return rights


def is_number(requester: str) -> bool:
    """Tell whether a requester is a person rather than a system."""
    return len(requester) == 12 and requester.isascii() and requester.isdigit()  # noqa: PLR2004 - digits of a number


def _consented(db: Session, asking: Asking, person: str) -> frozenset[str]:
    if not asking.consent:
        raise errors.ConsentMissing(purpose=asking.purpose.code)
    consent = consents.get_consent(db, asking.consent, asking.world)
    consents.check_consent(
        consent,
        person=person,
        purpose=asking.purpose,
        recipient=asking.caller,
        today=asking.today,
    )
    return frozenset(consent.scope)
