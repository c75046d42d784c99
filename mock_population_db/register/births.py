"""Recording a birth: a new person, a new number, kin in both directions.

The civil-status data set follows NĐ 70/2024 Điều 11 as amended by NĐ 58/2026: the
register creates the personal id from it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import names
from forms.i18n import _
from mock_population_db.errors import (
    DuplicateBirth,
    ImplausibleBirth,
    NoticeMismatch,
    NoticeUsed,
)
from mock_population_db.models import Birth, BirthNotice, JsonObject, Person
from mock_population_db.refusals.lives import (
    BirthAfterMothersDeath,
    BirthsTooClose,
    FatherDeadTooLong,
)
from mock_population_db.register.events.days import days_from, is_full
from mock_population_db.register.events.journal import (
    REGISTER,
    Author,
    Certificate,
    Entry,
)
from mock_population_db.register.lookups import children_of, get_notice, get_person
from mock_population_db.register.numbers import issue_personal_id
from mock_population_db.register.overlay import own

MALE, FEMALE = "1", "2"
DEAD = "2"
YOUNGEST_PARENT, OLDEST_MOTHER = 10, 65
LONGEST_AFTER_FATHERS_DEATH = 300  # days, Luật Hôn nhân và gia đình Điều 88
BETWEEN_BIRTHS, TWINS_WITHIN = 270, 2  # days
KIND = "birth"


@dataclass(frozen=True)
class Child:
    """The child as the birth certificate will name it."""

    surname: str
    middle_name: str
    given_name: str
    sex: str
    date_of_birth: str
    nationality: str
    ethnicity: str
    hometown: JsonObject
    birth_place: JsonObject


@dataclass(frozen=True)
class NewBirth:
    """A birth as the commune registers it."""

    child: Child
    mother_id: str
    father_id: str | None
    registered_on: str
    registration_place: JsonObject
    certificate_number: str
    birth_notice_code: str | None


def register_birth(
    db: Session,
    birth: NewBirth,
    *,
    world: str,
    at: datetime,
    author: Author = REGISTER,
) -> JsonObject:
    """Record a birth and return the child's new number.

    Raises:
        PersonNotFound: mother or father is not in the register.
        ImplausibleBirth: the parents cannot have this child; its kinds say why.
        DuplicateBirth: the child is there already.
        NoticeNotFound, NoticeUsed, NoticeMismatch: the birth notice does not fit.
    """
    entry = Entry(db, world=world, at=at, author=author)
    mother = get_person(db, birth.mother_id, world)
    father = get_person(db, birth.father_id, world) if birth.father_id else None
    _check_parents(birth, mother, father)
    _refuse_second_record(db, birth, world)
    notice = _fitting_notice(db, birth, world)
    refuse_close_births(db, birth.mother_id, birth.child.date_of_birth, world)
    number = issue_personal_id(
        db,
        province=birth.registration_place["province"],
        sex=birth.child.sex,
        year=int(birth.child.date_of_birth[:4]),
    )
    child = _new_person(birth, number, world)
    entry.add(child, "child")
    db.add(_new_event(birth, number, world, at))
    if notice:
        own(db, notice, world).status = "used"
    for parent, role in ((mother, "mother"), (father, "father")):
        if parent:
            entry.link(entry.change(parent, role), "children", None, number)
    entry.write(
        KIND,
        happened_on=birth.child.date_of_birth,
        facts={**asdict(birth), "personal_id": number},
        paper=Certificate(
            registered_on=birth.registered_on,
            number=birth.certificate_number,
            office=birth.registration_place["commune"],
        ),
    )
    return {"personal_id": number, "version": child.version}


def check_mother(mother: Person, born: str) -> None:
    """Refuse a mother who cannot have given birth on a day.

    Raises:
        ImplausibleBirth: she is no woman, or too young or old.
        BirthAfterMothersDeath: she had died.
    """
    if mother.sex != FEMALE:
        raise ImplausibleBirth(reason=_("người được ghi là mẹ không phải nữ"))
    if _died_before(mother, born, 0):
        raise BirthAfterMothersDeath(died=mother.died_on, born=born)
    if not YOUNGEST_PARENT <= _years(mother, born) <= OLDEST_MOTHER:
        raise ImplausibleBirth(reason=_("tuổi của người mẹ khi sinh không hợp lý"))


def check_father(father: Person | None, born: str) -> None:
    """Refuse a father who cannot have a child born on a day.

    Raises:
        ImplausibleBirth: he is no man, or too young.
        FatherDeadTooLong: he died more than 300 days before.
    """
    if father is None:
        return
    if father.sex != MALE:
        raise ImplausibleBirth(reason=_("người được ghi là cha không phải nam"))
    if _died_before(father, born, LONGEST_AFTER_FATHERS_DEATH):
        raise FatherDeadTooLong(died=father.died_on, born=born)
    if _years(father, born) < YOUNGEST_PARENT:
        raise ImplausibleBirth(reason=_("tuổi của người cha khi sinh không hợp lý"))


def refuse_close_births(db: Session, mother_id: str, born: str, world: str) -> None:
    """Refuse a birth too near another of the same mother, unless they are twins.

    Raises:
        BirthsTooClose: with the day of the other child.
    """
    for sibling in children_of(db, mother_id, world):
        if are_too_close(sibling.date_of_birth, born):
            raise BirthsTooClose(other=sibling.date_of_birth, born=born)


def are_too_close(one: str, other: str) -> bool:
    """Whether two births of a mother lie too near; within two days they are twins."""
    if not (is_full(one) and is_full(other)):
        return False
    return TWINS_WITHIN < abs(days_from(one, other)) < BETWEEN_BIRTHS


def _check_parents(birth: NewBirth, mother: Person, father: Person | None) -> None:
    born = birth.child.date_of_birth
    if born > birth.registered_on:
        raise ImplausibleBirth(reason=_("ngày sinh sau ngày đăng ký"))
    check_mother(mother, born)
    check_father(father, born)


def _years(parent: Person, born: str) -> int:
    return int(born[:4]) - int(parent.date_of_birth[:4])


def _died_before(person: Person, born: str, days: int) -> bool:
    if person.life_status != DEAD or not person.died_on:
        return False
    return days_from(person.died_on, born) > days


def _fitting_notice(db: Session, birth: NewBirth, world: str) -> BirthNotice | None:
    if not birth.birth_notice_code:
        return None
    notice = get_notice(db, birth.birth_notice_code, world)
    if notice.status != "open":
        raise NoticeUsed
    wrong = [
        str(label)
        for label, declared, noted in (
            (_("người mẹ"), birth.mother_id, notice.mother_id),
            (_("ngày sinh"), birth.child.date_of_birth, notice.born_at[:10]),
            (_("giới tính"), birth.child.sex, notice.sex),
        )
        if declared != noted
    ]
    if wrong:
        raise NoticeMismatch(fields=", ".join(wrong))
    return notice


def _refuse_second_record(db: Session, birth: NewBirth, world: str) -> None:
    """Same mother, day and name is the same child, unless two notices say twins."""
    folded = names.fold(birth.child.given_name)
    for sibling in children_of(db, birth.mother_id, world):
        if (
            sibling.date_of_birth == birth.child.date_of_birth
            and names.fold(sibling.given_name) == folded
            and not _has_another_notice(db, sibling, birth, world)
        ):
            raise DuplicateBirth


def _has_another_notice(
    db: Session, sibling: Person, birth: NewBirth, world: str
) -> bool:
    query = select(Birth.notice_code).where(
        Birth.personal_id == sibling.personal_id, Birth.world == world
    )
    noted = db.scalar(query)
    return bool(noted and birth.birth_notice_code and noted != birth.birth_notice_code)


def _new_person(birth: NewBirth, number: str, world: str) -> Person:
    child = birth.child
    return Person(
        world=world,
        personal_id=number,
        version=1,
        surname=child.surname,
        middle_name=child.middle_name,
        given_name=child.given_name,
        sex=child.sex,
        date_of_birth=child.date_of_birth,
        nationality=child.nationality,
        ethnicity=child.ethnicity,
        religion="00",
        marital_status="1",
        life_status="1",
        hometown=child.hometown,
        birth_place=child.birth_place,
        residence_type="permanent",
        mother_id=birth.mother_id,
        father_id=birth.father_id,
    )


def _new_event(birth: NewBirth, number: str, world: str, at: datetime) -> Birth:
    return Birth(
        world=world,
        personal_id=number,
        mother_id=birth.mother_id,
        father_id=birth.father_id,
        date_of_birth=birth.child.date_of_birth,
        folded_given_name=names.fold(birth.child.given_name),
        registered_on=birth.registered_on,
        registration_place=birth.registration_place,
        certificate_number=birth.certificate_number,
        notice_code=birth.birth_notice_code,
        at=at,
    )
