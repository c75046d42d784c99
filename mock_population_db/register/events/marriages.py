"""Marriages and divorces (Luật Hôn nhân và gia đình Điều 5, 8, 51)."""

from dataclasses import asdict, dataclass

from mock_population_db.models import JsonObject, Marriage, Person
from mock_population_db.refusals import EventBeforeBirth
from mock_population_db.refusals.couples import (
    AlreadyMarried,
    MarriageOfTheDead,
    NotManAndWoman,
    NotMarriedToEachOther,
    TooYoungToMarry,
)
from mock_population_db.register.events.days import age_on, earliest
from mock_population_db.register.events.households import renew_relations
from mock_population_db.register.events.journal import DEAD, Certificate, Entry
from mock_population_db.register.events.kin import Kin, refuse_marriage_of_kin
from mock_population_db.register.lookups import family_of
from mock_population_db.register.overlay import find, own

KIND, DIVORCE = "marriage", "divorce"
MALE, FEMALE = "1", "2"
MARRIED, WIDOWED_OR_DIVORCED = "2", "3"
YOUNGEST = {MALE: 20, FEMALE: 18}


@dataclass(frozen=True)
class NewMarriage:
    """A marriage as the commune registers it; it begins on that day."""

    husband_id: str
    wife_id: str
    paper: Certificate
    place: str


@dataclass(frozen=True)
class Divorce:
    """A divorce as a court decided it."""

    husband_id: str
    wife_id: str
    decided_on: str
    paper: Certificate
    court: str


def register_marriage(entry: Entry, marriage: NewMarriage) -> JsonObject:
    """Record a marriage and return the event.

    Raises:
        PersonNotFound: one of the two is not in the register.
        NotManAndWoman, MarriageOfTheDead, AlreadyMarried, TooYoungToMarry,
        MarriageOfKin: the law does not allow it.
    """
    husband = entry.person(marriage.husband_id)
    wife = entry.person(marriage.wife_id)
    day = marriage.paper.registered_on
    if (husband.sex, wife.sex) != (MALE, FEMALE):
        raise NotManAndWoman
    for one in (husband, wife):
        _check_free(one, day)
    refuse_marriage_of_kin(Kin(entry.db, entry.world), husband, wife)
    entry.check_certificate(KIND, day, marriage.paper)
    _join(entry, husband, wife)
    _keep_certificate(entry, marriage)
    renew_relations(entry, [husband, wife])
    event = entry.write(
        KIND, happened_on=day, facts=asdict(marriage), paper=marriage.paper
    )
    return entry.answer(event)


def register_divorce(entry: Entry, divorce: Divorce) -> JsonObject:
    """Record a divorce and return the event.

    Raises:
        PersonNotFound: one of the two is not in the register.
        NotMarriedToEachOther: they do not live in a marriage with each other.
    """
    husband = entry.person(divorce.husband_id)
    wife = entry.person(divorce.wife_id)
    if not _are_married(husband, wife):
        raise NotMarriedToEachOther
    for one in (husband, wife):
        if earliest(divorce.decided_on) < earliest(one.date_of_birth):
            raise EventBeforeBirth(day=divorce.decided_on, born=one.date_of_birth)
    married = family_of(entry.db, husband, entry.world).marriage
    if married and divorce.decided_on < married.registered_on:
        raise NotMarriedToEachOther
    entry.check_certificate(DIVORCE, divorce.decided_on, divorce.paper)
    for one, role in ((husband, "husband"), (wife, "wife")):
        row = entry.change(one, role)
        row.marital_status, row.spouse_id = WIDOWED_OR_DIVORCED, None
    entry.db.flush()
    renew_relations(entry, [entry.person(husband.personal_id), wife])
    event = entry.write(
        DIVORCE,
        happened_on=divorce.decided_on,
        facts=asdict(divorce),
        paper=divorce.paper,
    )
    return entry.answer(event)


def _check_free(person: Person, day: str) -> None:
    number = person.personal_id
    if person.life_status == DEAD:
        raise MarriageOfTheDead(person=number)
    if person.marital_status == MARRIED:
        raise AlreadyMarried(person=number)
    if age_on(person.date_of_birth, day) < YOUNGEST[person.sex]:
        raise TooYoungToMarry(person=number, day=day)


def _join(entry: Entry, husband: Person, wife: Person) -> None:
    man, woman = entry.change(husband, "husband"), entry.change(wife, "wife")
    man.spouse_id, woman.spouse_id = woman.personal_id, man.personal_id
    man.marital_status = woman.marital_status = MARRIED
    entry.db.flush()


def _keep_certificate(entry: Entry, marriage: NewMarriage) -> None:
    """Keep the certificate; the log holds those of the husband's earlier marriages."""
    values = {
        "number": marriage.paper.number,
        "book": marriage.paper.book,
        "registered_on": marriage.paper.registered_on,
        "place": marriage.place,
        "wife_id": marriage.wife_id,
    }
    earlier = find(entry.db, Marriage, marriage.husband_id, entry.world)
    if earlier is None:
        earlier = Marriage(world=entry.world, husband_id=marriage.husband_id, **values)
        entry.db.add(earlier)
    mine = own(entry.db, earlier, entry.world)
    for name, value in values.items():
        setattr(mine, name, value)
    entry.db.flush()


def _are_married(husband: Person, wife: Person) -> bool:
    return (
        husband.spouse_id == wife.personal_id
        and wife.spouse_id == husband.personal_id
        and husband.sex == MALE
        and DEAD not in {husband.life_status, wife.life_status}
    )
