"""Moves: single adults leave for a home of their own, here or in the province."""

from forms import codelists
from mock_population_db.citizen.homes.addresses import Address, home_address
from mock_population_db.living import rates, telling
from mock_population_db.living.day import Day
from mock_population_db.living.townsfolk import SINGLE
from mock_population_db.register.events.moves import Move, Mover, register_move
from mock_population_db.register.lookups import children_of

MOVE = "move"
NEW_HOMES = 1_000_000
"""New homes stand on numbers that no home of the base has."""


def leave_home(day: Day) -> None:
    """Let single adults without children move to a home of their own."""
    folk = day.folk
    limit = rates.limit_of_day(rates.moves()[folk.ages(day.day)])
    hit = (folk.status == SINGLE) & (day.dice.lanes(MOVE, folk.number) < limit)
    for number in sorted(folk.number[hit].tolist()):
        person = day.resident(number)
        if person is None or person.relation_to_head == "head":
            continue
        if person.marital_status == str(SINGLE) and not children_of(
            day.db, person.personal_id, day.world
        ):
            _move(day, person.personal_id)


def _move(day: Day, number: str) -> None:
    target = _target(day, number)
    move = Move(
        movers=(Mover(number),),
        moved_on=day.text,
        paper=day.paper(MOVE, target["commune"]),
        address=target,
        head_id=number,
    )
    messages = telling.of_move(number, None, day.commune, target["commune"])
    day.write(
        MOVE,
        number,
        lambda entry: register_move(entry, move),
        lambda _answer: messages,
    )


def _target(day: Day, number: str) -> Address:
    share = rates.table()["moves"]["within_commune_per_mille"]
    commune = day.commune
    if not day.dice.chance("stays here", number, share):
        units = codelists.communes(day.province)
        commune = day.dice.choice("commune", number, sorted(one.code for one in units))
    plot = NEW_HOMES + day.dice.below("plot", number, NEW_HOMES)
    return home_address(commune, plot)
