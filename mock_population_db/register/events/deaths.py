"""Recording a death (đăng ký khai tử, Luật Hộ tịch Điều 32-34).

The spouse becomes widowed and keeps the link, the household gets its next head, the
children keep their parent, the card is withdrawn. The e-ID account of the dead is
locked because the account reads as locked while its person is dead.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from forms.i18n import Text, _
from mock_population_db.errors import NoticeMismatch, NoticeNotFound, NoticeUsed
from mock_population_db.models import Change, DeathNotice, Event, JsonObject, Person
from mock_population_db.refusals.lives import (
    ActedAfterDeath,
    DeathBeforeBirth,
    DeathInFuture,
    DeathRecorded,
    DeclarantUnfit,
    DiedBeforeChild,
)
from mock_population_db.register.births import LONGEST_AFTER_FATHERS_DEATH
from mock_population_db.register.events.days import days_from, earliest, is_full
from mock_population_db.register.events.households import leave
from mock_population_db.register.events.journal import DEAD, Certificate, Entry
from mock_population_db.register.lookups import children_of
from mock_population_db.register.overlay import own, visible

KIND = "death"
MARRIED, WIDOWED_OR_DIVORCED = "2", "3"
MALE = "1"
ACTS: dict[str, tuple[Text, frozenset[str]]] = {
    "move": (_("chuyển nơi thường trú"), frozenset({"mover"})),
    "temporary_residence": (_("đăng ký tạm trú"), frozenset({"resident"})),
    "absence": (_("khai báo tạm vắng"), frozenset({"absentee"})),
    "marriage": (_("kết hôn"), frozenset({"husband", "wife"})),
    "paternity": (_("nhận cha, con"), frozenset({"father"})),
    "contact": (_("đăng ký thông tin liên lạc"), frozenset({"holder"})),
}
"""Kinds of events in which a person does something, and as what."""


@dataclass(frozen=True)
class Death:
    """A death as the commune registers it.

    Attributes:
        died_at: hour and minute ``HH:MM``, when they are known.
        place: where the person died.
        cause: as the death notice or the declarant says.
        notice_type: what proves the death, for example ``hospital``.
        notice_number: of a paper that is not in the register.
        notice_code: of a notice that a facility posted here.
        declarant_relation: what the declarant is to the deceased.
        new_head_id: whom the household names as its next head.
    """

    personal_id: str
    died_on: str
    paper: Certificate
    place: JsonObject
    registration_place: JsonObject
    died_at: str | None = None
    cause: str | None = None
    notice_type: str | None = None
    notice_number: str | None = None
    notice_code: str | None = None
    declarant_id: str | None = None
    declarant_relation: str | None = None
    new_head_id: str | None = None


def register_death(entry: Entry, death: Death) -> JsonObject:
    """Record a death and return the event.

    Raises:
        PersonNotFound: the deceased or the declarant is not in the register.
        DeathRecorded: the death is there already.
        DeathInFuture, DeathBeforeBirth, DiedBeforeChild, ActedAfterDeath: the day
            cannot be.
        NoticeNotFound, NoticeUsed, NoticeMismatch: the death notice does not fit.
        DeclarantUnfit: the declarant is dead.
    """
    person = entry.person(death.personal_id)
    _check_day(entry, person, death)
    _check_declarant(entry, death)
    entry.check_certificate(KIND, death.died_on, death.paper)
    _use_notices(entry, death)
    row = entry.change(person, "deceased")
    row.life_status, row.died_on = DEAD, death.died_on
    row.death = _record(death)
    row.id_card = None
    leave(entry, [row], "deceased", death.new_head_id)
    _widow(entry, row)
    event = entry.write(
        KIND, happened_on=death.died_on, facts=asdict(death), paper=death.paper
    )
    return entry.answer(event)


def _record(death: Death) -> JsonObject:
    """What the person's own record says of the death (Luật Căn cước Điều 9)."""
    return {
        "date": death.died_on,
        "place": death.place,
        "registered_on": death.paper.registered_on,
        "registration_place": death.registration_place,
        "certificate_number": death.paper.number,
        "book": death.paper.book,
    }


def _check_day(entry: Entry, person: Person, death: Death) -> None:
    died = death.died_on
    if person.life_status == DEAD:
        raise DeathRecorded(died=person.died_on or "–")
    if died > entry.today:
        raise DeathInFuture(died=died, today=entry.today)
    if earliest(died) < earliest(person.date_of_birth):
        raise DeathBeforeBirth(died=died, born=person.date_of_birth)
    grace = LONGEST_AFTER_FATHERS_DEATH if person.sex == MALE else 0
    for child in children_of(entry.db, person.personal_id, entry.world):
        born = child.date_of_birth
        if is_full(born) and days_from(died, born) > grace:
            raise DiedBeforeChild(died=died, born=born)
    _refuse_later_acts(entry, person, died)


def _refuse_later_acts(entry: Entry, person: Person, died: str) -> None:
    query = (
        select(Event.kind, Event.happened_on, Change.role)
        .join(Change, Change.event_id == Event.id)
        .where(
            Change.personal_id == person.personal_id,
            Change.world == entry.world,
            Event.kind.in_(ACTS),
            Event.happened_on > died,
        )
    )
    for kind, day, role in entry.db.execute(query):
        name, roles = ACTS[kind]
        if role in roles:
            raise ActedAfterDeath(kind=name, day=day, died=died)


def _check_declarant(entry: Entry, death: Death) -> None:
    if death.declarant_id is None:
        return
    declarant = entry.person(death.declarant_id)
    if declarant.life_status == DEAD or death.declarant_id == death.personal_id:
        raise DeclarantUnfit


def _use_notices(entry: Entry, death: Death) -> None:
    """Use the notice that was named, and any other open one of the same death."""
    notices = death_notices_of(entry, death.personal_id)
    if death.notice_code:
        _check_notice(entry, death, death.notice_code)
    for notice in notices:
        if notice.status == "open":
            own(entry.db, notice, entry.world).status = "used"


def _check_notice(entry: Entry, death: Death, code: str) -> None:
    query = select(DeathNotice).where(
        DeathNotice.code == code, visible(DeathNotice, entry.world)
    )
    notice = entry.db.scalar(query)
    if notice is None:
        raise NoticeNotFound
    if notice.status != "open":
        raise NoticeUsed
    wrong = [
        str(label)
        for label, declared, noted in (
            (_("số định danh"), death.personal_id, notice.personal_id),
            (_("ngày chết"), death.died_on, notice.died_at[:10]),
        )
        if declared != noted
    ]
    if wrong:
        raise NoticeMismatch(fields=", ".join(wrong))


def death_notices_of(entry: Entry, number: str) -> list[DeathNotice]:
    """Return the death notices that facilities posted for a person."""
    query = select(DeathNotice).where(
        DeathNotice.personal_id == number, visible(DeathNotice, entry.world)
    )
    return list(entry.db.scalars(query))


def _widow(entry: Entry, deceased: Person) -> None:
    if deceased.marital_status != MARRIED or not deceased.spouse_id:
        return
    spouse = entry.person(deceased.spouse_id)
    if spouse.life_status != DEAD and spouse.spouse_id == deceased.personal_id:
        entry.change(spouse, "spouse").marital_status = WIDOWED_OR_DIVORCED
