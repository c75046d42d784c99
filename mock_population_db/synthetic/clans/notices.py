"""Open birth notices of the last weeks, for couples who may have had a child."""

from datetime import timedelta

from mock_population_db.synthetic.clans.births import OLDEST_MOTHER
from mock_population_db.synthetic.clans.members import Clan, Couple
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import (
    AS_OF,
    FEMALE,
    MALE,
    BirthNotice,
)
from mock_population_db.synthetic.words.places import (
    MATERNITY,
    facility_address,
    facility_name,
)

CLAN_PERCENT = 24
LAST_WEEKS = 6
REST = timedelta(days=400)  # since the child before
FROM_AGE = 20
FIRST_SERIAL = 300  # the cast's notices come before


def open_notice(clan: Clan, taken: set[str]) -> BirthNotice | None:
    """Return the newborn of one couple of a clan, in some clans."""
    if not clan.draw.chance("newborn", CLAN_PERCENT):
        return None
    couples = [couple for couple in clan.couples if _may_have_newborn(couple)]
    if not couples:
        return None
    couple = clan.draw.pick("newborn couple", couples)
    return _notice(couple, clan, clan.draw.within("notice"), taken)


def _may_have_newborn(couple: Couple) -> bool:
    earliest = AS_OF - timedelta(weeks=LAST_WEEKS)
    return (
        couple.lasts_on(AS_OF)
        and couple.wed_on < earliest - timedelta(days=200)
        and FROM_AGE <= couple.wife.age <= min(40, OLDEST_MOTHER)
        and all(child.born < earliest - REST for child in couple.wife.children)
    )


def _notice(couple: Couple, clan: Clan, draw: Draw, taken: set[str]) -> BirthNotice:
    home = couple.wife.made.permanent_residence or {"province": clan.home.province}
    facility = draw.pick("facility", MATERNITY[home["province"]])
    day = draw.day("born", AS_OF - timedelta(weeks=LAST_WEEKS), AS_OF)
    hour, minute = draw.number("hour", 0, 23), draw.number("minute", 0, 59)
    return BirthNotice(
        code=_code(facility, draw, taken),
        mother_id=couple.wife.made.personal_id,
        father_id=couple.husband.made.personal_id,
        child_no=len(couple.wife.children) + 1,
        intended_name=None,
        sex=draw.pick("sex", (MALE, FEMALE)),
        born_at=f"{day.isoformat()}T{hour:02}:{minute:02}:00+07:00",
        place=facility_address(facility),
        facility_code=facility,
        facility_name=facility_name(facility),
        weight_grams=draw.number("weight", 250, 390) * 10,
    )


def _code(facility: str, draw: Draw, taken: set[str]) -> str:
    attempt = 0
    while True:
        serial = draw.number(f"serial/{attempt}", FIRST_SERIAL, 9_999)
        code = f"{serial:05}.GCS.{facility}.{AS_OF.year % 100:02}"
        if code not in taken:
            taken.add(code)
            return code
        attempt += 1
