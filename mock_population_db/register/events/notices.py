"""What hospitals tell: birth notices and death notices, and who is to hear of them.

The form of a birth notice's code is that of TT 22/2025/TT-BYT: serial, ``GCS``,
facility, year. A death notice has no published form of its own; the same one with
``GBT`` is this register's assumption.
"""

import re
from dataclasses import asdict, dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.errors import NoticeNotFound, NumbersExhausted
from mock_population_db.models import (
    BirthNotice,
    DeathNotice,
    JsonObject,
    Person,
    Serial,
)
from mock_population_db.refusals.facts import NoticeExists, NoticeNotOfFacility
from mock_population_db.refusals.lives import (
    BirthsTooClose,
    DeathBeforeBirth,
    DeathInFuture,
    DeathRecorded,
)
from mock_population_db.register.births import (
    are_too_close,
    check_father,
    check_mother,
    refuse_close_births,
)
from mock_population_db.register.events.days import earliest
from mock_population_db.register.events.deaths import death_notices_of
from mock_population_db.register.events.journal import DEAD, Entry
from mock_population_db.register.lookups import (
    children_of,
    notices_of,
    people_by_number,
)
from mock_population_db.register.overlay import find, visible
from mock_population_db.synthetic.places import facility_address, facility_name

BIRTH, DEATH = "birth_notice", "death_notice"
CODE = re.compile(r"[0-9]{5}\.(GCS|GBT)\.([0-9]{5})\.([0-9]{2})")
FIRST_OWN_SERIAL = 50_000  # the base's notices come before
LAST_SERIAL = 99_999
OPEN = "open"

Notice = TypeVar("Notice", BirthNotice, DeathNotice)


@dataclass(frozen=True)
class Newborn:
    """One child of a birth; twins are two of them."""

    sex: str
    born_at: str
    weight_grams: int
    intended_name: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class NewBirthNotice:
    """A birth as a facility tells it, with all children of it."""

    facility_code: str
    mother_id: str
    father_id: str | None
    children: tuple[Newborn, ...]


@dataclass(frozen=True)
class NewDeathNotice:
    """A death as a facility tells it."""

    facility_code: str
    personal_id: str
    died_at: str
    cause: str
    code: str | None = None


def post_birth_notice(entry: Entry, told: NewBirthNotice) -> JsonObject:
    """Keep one open notice for each child, numbered in order, and return the codes.

    Raises:
        PersonNotFound: mother or father is not in the register.
        ImplausibleBirth: the mother cannot have given birth then.
        NoticeExists, NoticeNotOfFacility: the code is another's.
    """
    mother = entry.person(told.mother_id)
    father = entry.person(told.father_id) if told.father_id else None
    for newborn in told.children:
        born = newborn.born_at[:10]
        entry.refuse_future(born)
        check_mother(mother, born)
        check_father(father, born)
        refuse_close_births(entry.db, mother.personal_id, born, entry.world)
        _refuse_close_notices(entry, mother, born)
    first = 1 + len(children_of(entry.db, mother.personal_id, entry.world))
    codes = [
        _keep_birth_notice(entry, told, newborn, first + place)
        for place, newborn in enumerate(told.children)
    ]
    event = entry.write(
        BIRTH,
        happened_on=min(one.born_at for one in told.children)[:10],
        facts={**asdict(told), "codes": codes},
    )
    return {**entry.answer(event), "codes": codes}


def post_death_notice(entry: Entry, told: NewDeathNotice) -> JsonObject:
    """Keep an open death notice and return its code.

    Raises:
        PersonNotFound: nobody has this number.
        DeathRecorded, DeathInFuture, DeathBeforeBirth: the death cannot be.
        NoticeExists, NoticeNotOfFacility: the notice is there, or the code another's.
    """
    person = entry.person(told.personal_id)
    died = told.died_at[:10]
    if person.life_status == DEAD:
        raise DeathRecorded(died=person.died_on or "–")
    if died > entry.today:
        raise DeathInFuture(died=died, today=entry.today)
    if earliest(died) < earliest(person.date_of_birth):
        raise DeathBeforeBirth(died=died, born=person.date_of_birth)
    for notice in death_notices_of(entry, told.personal_id):
        if notice.status == OPEN:
            raise NoticeExists(notice=notice.code)
    code = _code(entry, "GBT", told.facility_code, died, told.code)
    if find(entry.db, DeathNotice, code, entry.world):
        raise NoticeExists(notice=code)
    entry.db.add(
        DeathNotice(
            world=entry.world,
            code=code,
            personal_id=told.personal_id,
            died_at=told.died_at,
            place=facility_address(told.facility_code),
            cause=told.cause,
            facility_code=told.facility_code,
            facility_name=facility_name(told.facility_code),
            status=OPEN,
        )
    )
    event = entry.write(
        DEATH, happened_on=died, facts={**asdict(told), "codes": [code]}
    )
    return {**entry.answer(event), "codes": [code]}


@dataclass(frozen=True)
class Told:
    """Notices that concern a commune, with the people they name."""

    births: list[tuple[BirthNotice, Person]]
    deaths: list[tuple[DeathNotice, Person]]


def notices_for(db: Session, commune: str, *, world: str, status: str = OPEN) -> Told:
    """Return the notices that a commune should act on, the newest first.

    A birth concerns the commune where the mother has permanent residence, a death the
    one where the deceased had it.
    """
    births = _of_commune(db, BirthNotice, "mother_id", commune, world, status)
    deaths = _of_commune(db, DeathNotice, "personal_id", commune, world, status)
    births.sort(key=lambda pair: (pair[0].born_at, pair[0].code), reverse=True)
    deaths.sort(key=lambda pair: (pair[0].died_at, pair[0].code), reverse=True)
    return Told(births=births, deaths=deaths)


def _of_commune(
    db: Session, model: type[Notice], who: str, commune: str, world: str, status: str
) -> list[tuple[Notice, Person]]:
    rows = list(
        db.scalars(select(model).where(model.status == status, visible(model, world)))
    )
    people = people_by_number(db, (getattr(row, who) for row in rows), world)
    found = []
    for row in rows:
        person = people[getattr(row, who)]
        home = person.permanent_residence
        if home and home["commune"] == commune:
            found.append((row, person))
    return found


def get_death_notice(db: Session, code: str, world: str) -> DeathNotice:
    """Return a death notice.

    Raises:
        NoticeNotFound: there is none with this code.
    """
    notice = find(db, DeathNotice, code, world) if CODE.fullmatch(code) else None
    if notice is None:
        raise NoticeNotFound
    return notice


def _keep_birth_notice(
    entry: Entry, told: NewBirthNotice, newborn: Newborn, child_no: int
) -> str:
    code = _code(entry, "GCS", told.facility_code, newborn.born_at, newborn.code)
    if find(entry.db, BirthNotice, code, entry.world):
        raise NoticeExists(notice=code)
    entry.db.add(
        BirthNotice(
            world=entry.world,
            code=code,
            mother_id=told.mother_id,
            father_id=told.father_id,
            child_no=child_no,
            intended_name=newborn.intended_name,
            sex=newborn.sex,
            born_at=newborn.born_at,
            place=facility_address(told.facility_code),
            facility_code=told.facility_code,
            facility_name=facility_name(told.facility_code),
            weight_grams=newborn.weight_grams,
            status=OPEN,
        )
    )
    entry.db.flush()
    return code


def _code(entry: Entry, kind: str, facility: str, day: str, given: str | None) -> str:
    year = day[2:4]
    if given:
        found = CODE.fullmatch(given)
        if found is None or found.groups() != (kind, facility, year):
            raise NoticeNotOfFacility(notice=given)
        return given
    series = f"notice/{kind}/{facility}/{year}"
    issued = entry.db.get(Serial, series) or Serial(series=series, issued=0)
    issued.issued += 1
    entry.db.add(issued)
    if FIRST_OWN_SERIAL + issued.issued > LAST_SERIAL:
        raise NumbersExhausted
    return f"{FIRST_OWN_SERIAL + issued.issued:05}.{kind}.{facility}.{year}"


def _refuse_close_notices(entry: Entry, mother: Person, born: str) -> None:
    for notice in notices_of(entry.db, mother.personal_id, entry.world):
        other = notice.born_at[:10]
        if notice.mother_id == mother.personal_id and are_too_close(other, born):
            raise BirthsTooClose(other=other, born=born)
