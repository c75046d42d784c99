"""Marriages: two of the commune marry, and most wives move to the husband's."""

from forms import codelists
from mock_population_db.living import rates, telling
from mock_population_db.living.day import Day
from mock_population_db.living.townsfolk import MARRIED
from mock_population_db.models import Person
from mock_population_db.register.events.marriages import (
    NewMarriage,
    register_marriage,
)
from mock_population_db.register.events.moves import Move, Mover, register_move
from mock_population_db.register.lookups import children_of

MARRIAGE, MOVE = "marriage", "move"
OLDER, YOUNGER = 8, 2
"""A husband is at most so many years older or younger."""
TRIES = 5
YOUNGEST_MAN = 20
_YEAR = 365.2425


def marry(day: Day) -> None:
    """Let people marry who may."""
    for number in _brides(day):
        bride = day.resident(number)
        if bride is None or bride.marital_status == str(MARRIED):
            continue
        for suitor in _grooms(day, number):
            groom = day.resident(suitor)
            if groom is None or groom.marital_status == str(MARRIED):
                continue
            if _wed(day, groom, bride):
                _move_in(day, groom, bride)
                break


def _brides(day: Day) -> list[int]:
    folk = day.folk
    limit = rates.limit_of_day(rates.marriages()[folk.ages(day.day)])
    hit = (folk.sex == rates.FEMALE) & (folk.status != MARRIED)
    hit &= day.dice.lanes(MARRIAGE, folk.number) < limit
    return sorted(folk.number[hit].tolist())


def _grooms(day: Day, bride: int) -> list[int]:
    """Return a few unmarried men of fitting age, in the order of the day's draws."""
    folk = day.folk
    born = int(folk.born[folk.number == bride][0])
    gap = (born - folk.born) / _YEAR
    fit = (folk.sex == rates.MALE) & (folk.status != MARRIED)
    fit &= (gap >= -YOUNGER) & (gap <= OLDER)
    fit &= folk.ages(day.day) >= YOUNGEST_MAN
    numbers = folk.number[fit]
    order = day.dice.lanes(f"groom of {bride}", numbers).argsort(kind="stable")
    found: list[int] = numbers[order][:TRIES].tolist()
    return found


def _wed(day: Day, groom: Person, bride: Person) -> bool:
    unit = codelists.commune(day.commune)
    province = codelists.province(day.province)
    couple = (groom.personal_id, bride.personal_id)
    marriage = NewMarriage(
        husband_id=couple[0],
        wife_id=couple[1],
        paper=day.paper(MARRIAGE),
        place=f"UBND {unit.full_name}, {province.full_name}",
    )
    messages = telling.of_marriage(couple, (day.commune,))
    answer = day.write(
        MARRIAGE,
        couple[0],
        lambda entry: register_marriage(entry, marriage),
        lambda _answer: messages,
    )
    return answer is not None


def _move_in(day: Day, groom: Person, bride: Person) -> None:
    """Let the wife join the husband's household, unless she has children of hers."""
    share = rates.table()["marriages"]["moves_in_per_mille"]
    number = bride.personal_id
    is_same = groom.file_no is None or groom.file_no == bride.file_no
    if is_same or not day.dice.chance("moves in", number, share):
        return
    if children_of(day.db, number, day.world):
        return
    move = Move(
        movers=(Mover(number),),
        moved_on=day.text,
        paper=day.paper(MOVE),
        file_no=groom.file_no,
    )
    messages = telling.of_move(number, groom.personal_id, day.commune, day.commune)
    day.write(
        MOVE,
        number,
        lambda entry: register_move(entry, move),
        lambda _answer: messages,
    )
