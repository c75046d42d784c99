"""Deaths: at home, registered the same day, or in hospital and registered later."""

from datetime import date

from sqlalchemy import select

from forms import codelists
from mock_population_db.living import rates, telling
from mock_population_db.living.day import ALIVE, Day
from mock_population_db.living.townsfolk import Townsfolk
from mock_population_db.models import DeathNotice, Person
from mock_population_db.models.living import LivingMessage
from mock_population_db.register.events.days import age_on
from mock_population_db.register.events.deaths import Death, register_death
from mock_population_db.register.events.notices import (
    NewDeathNotice,
    post_death_notice,
)
from mock_population_db.register.lookups import (
    children_of,
    find_person,
    get_person,
    household_of,
)

NOTICE, DEATH = "death_notice", "death"
SOONEST, LATEST = 1, 10
"""Days after a death in hospital on which the family registers it; the law gives 15."""
FULL_AGE = 18
CAUSES = ("Bệnh tim mạch", "Ung thư", "Bệnh đường hô hấp", "Tuổi già", "Tai nạn")


def die(day: Day) -> None:
    """Let people die, at home or in hospital."""
    in_hospital = rates.table()["deaths"]["hospital_per_mille"]
    for number in _dying(day.folk, day):
        person = day.resident(number)
        if person is None:
            continue
        if day.dice.chance("in hospital", person.personal_id, in_hospital):
            _tell(day, person)
        else:
            _register(day, person, day.text, None)


def register_deaths(day: Day) -> None:
    """Let families register the deaths of which hospitals told, each in its time."""
    for notice in _open_notices(day):
        died = date.fromisoformat(notice.died_at[:10])
        delay = SOONEST + day.lasting.below(
            "death delay", notice.personal_id, LATEST - SOONEST + 1
        )
        person = get_person(day.db, notice.personal_id, day.world)
        home = person.permanent_residence or {}
        if (day.day - died).days >= delay and home.get("commune") == day.commune:
            _register(day, person, notice.died_at[:10], notice)


def _dying(folk: Townsfolk, day: Day) -> list[int]:
    limit = rates.limit_of_day(rates.deaths()[folk.sex - 1, folk.ages(day.day)])
    hit = day.dice.lanes(DEATH, folk.number) < limit
    return sorted(folk.number[hit].tolist())


def _tell(day: Day, person: Person) -> None:
    about = person.personal_id
    hour, minute = (day.dice.below(what, about, end) for what, end in _CLOCK)
    facilities = codelists.facilities(day.province)
    told = NewDeathNotice(
        facility_code=day.dice.choice("hospital", about, facilities[:2]).code,
        personal_id=about,
        died_at=f"{day.text}T{hour:02}:{minute:02}:00+07:00",
        cause=day.dice.choice("cause", about, CAUSES),
    )
    messages = telling.of_death_notice(_kin(day, person), day.commune)
    day.write(
        NOTICE,
        about,
        lambda entry: post_death_notice(entry, told),
        lambda _answer: messages,
    )


_CLOCK = (("hour", 24), ("minute", 60))


def _open_notices(day: Day) -> list[DeathNotice]:
    ours = select(LivingMessage.reference).where(
        LivingMessage.world == day.world,
        LivingMessage.commune == day.commune,
        LivingMessage.kind == NOTICE,
    )
    query = select(DeathNotice).where(
        DeathNotice.world == day.world,
        DeathNotice.status == "open",
        DeathNotice.code.in_(ours),
    )
    return sorted(day.db.scalars(query), key=lambda row: row.personal_id)


def _register(
    day: Day, person: Person, died_on: str, notice: DeathNotice | None
) -> None:
    kin = _kin(day, person)
    death = Death(
        personal_id=person.personal_id,
        died_on=died_on,
        paper=day.paper(DEATH),
        place=notice.place if notice else person.permanent_residence or day.office,
        registration_place=day.office,
        died_at=notice.died_at[11:16] if notice else None,
        cause=notice.cause if notice else None,
        notice_type="hospital_notice" if notice else "commune_notice",
        notice_code=notice.code if notice else None,
        declarant_id=kin[0] if kin else None,
    )
    file_no = person.file_no
    day.write(
        DEATH,
        person.personal_id,
        lambda entry: register_death(entry, death),
        lambda _answer: telling.of_death(
            kin, _next_head(day, person, file_no), day.commune, day.province
        ),
    )


def _kin(day: Day, person: Person) -> list[str]:
    """Return the living spouse and children of full age, the spouse first."""
    found = []
    if person.spouse_id:
        spouse = find_person(day.db, person.spouse_id, day.world)
        found += [spouse] if spouse else []
    found += [
        child
        for child in children_of(day.db, person.personal_id, day.world)
        if age_on(child.date_of_birth, day.text) >= FULL_AGE
    ]
    dead = day.told_dead()
    return [
        one.personal_id
        for one in found
        if one.life_status == ALIVE and one.personal_id not in dead
    ]


def _next_head(day: Day, person: Person, file_no: str | None) -> str | None:
    """Return who heads the household now, where the deceased did."""
    if file_no is None or person.relation_to_head != "head":
        return None
    like = Person(file_no=file_no)
    return household_of(day.db, like, day.world).head_id
