"""The whole population: the cast, clans until the number is reached, and lodgers."""

from datetime import timedelta

from forms import codelists
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.clans.growth import grow_clan, newcomer
from mock_population_db.synthetic.clans.households import Streets, settle_clan
from mock_population_db.synthetic.clans.members import Clan, Member, give_numbers
from mock_population_db.synthetic.clans.notices import open_notice
from mock_population_db.synthetic.details import account_of, add_details
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.numbers import Numbers
from mock_population_db.synthetic.population import (
    AS_OF,
    FEMALE,
    MALE,
    Address,
    Marriage,
    Population,
)
from mock_population_db.synthetic.words.places import homes, house, town

LARGE_CLAN, SMALL_CLAN = 4, 1  # founding couples
LARGE_WHILE_LEFT = 200
LODGERS_PERCENT = 3
LODGER_AGES = (19 * 366, 34 * 365)  # days


def generate(seed: str, size: int) -> Population:
    """Make the cast and ``size`` generated people, living and dead.

    Args:
        seed: the same seed and size give the same people.
        size: how many people beside the cast.
    """
    population = cast()
    world = _Growing(seed, population)
    left = size - size * LODGERS_PERCENT // 100
    index = 0
    while left > 0:
        founders = LARGE_CLAN if left > LARGE_WHILE_LEFT else SMALL_CLAN
        clan = grow_clan(seed, index, founders)
        if len(clan.members) > left:
            break
        world.add_clan(clan)
        left -= len(clan.members)
        index += 1
    for number in range(left + size * LODGERS_PERCENT // 100):
        world.add_lodger(number)
    return population


class _Growing:
    """A population and what it must not give twice."""

    def __init__(self, seed: str, population: Population) -> None:
        self._seed = seed
        self._population = population
        self._numbers = Numbers(population)
        self._streets = Streets(population.households)
        self._codes = {notice.code for notice in population.notices}

    def add_clan(self, clan: Clan) -> None:
        """Add all members of a clan with their households and marriages."""
        give_numbers(clan, self._numbers)
        self._population.households.extend(settle_clan(clan, self._streets))
        self._population.marriages.extend(_marriages(clan))
        notice = open_notice(clan, self._codes)
        if notice:
            self._population.notices.append(notice)
        self._add_people(clan)

    def add_lodger(self, number: int) -> None:
        """Add a young single person from elsewhere with a temporary residence."""
        draw = Draw(self._seed, f"lodger/{number}")
        clan = Clan(home=draw.weigh("home", homes()), draw=draw)
        born = AS_OF - timedelta(days=draw.number("age", *LODGER_AGES))
        sex = draw.pick("sex", (MALE, FEMALE))
        member = newcomer(clan, sex, born, draw, native_percent=0)
        give_numbers(clan, self._numbers)
        person = member.made
        person.residence_type = "temporary"
        person.permanent_residence = town(person.hometown["commune"])
        person.temporary_residence = house(clan.home, draw, self._streets.houses)
        self._add_people(clan)

    def _add_people(self, clan: Clan) -> None:
        for member in clan.members:
            person = member.made
            if person.is_alive:
                draw = member.draw.within("details")
                add_details(person, draw, self._numbers)
                account = account_of(person, draw)
                if account:
                    self._population.accounts.append(account)
            else:
                person.permanent_residence = _last_home(member, clan)
            self._population.people.append(person)


def _last_home(member: Member, clan: Clan) -> Address:
    """The last known residence of the dead: where the spouse lives, or the commune."""
    spouse = member.spouse
    home = spouse.made.permanent_residence if spouse else None
    return home or town(clan.home.commune)


def _marriages(clan: Clan) -> list[Marriage]:
    commune = codelists.commune(clan.home.commune)
    province = codelists.province(commune.province)
    found = []
    for couple in clan.couples:
        if couple.divorced_on:
            continue
        year = couple.wed_on.year
        found.append(
            Marriage(
                number=f"{couple.draw.number('number', 1, 250)}/{year}",
                book=f"{couple.draw.number('book', 1, 3):02}/{year}",
                registered_on=couple.wed_on.isoformat(),
                place=f"UBND {commune.full_name}, {province.full_name}",
                husband_id=couple.husband.made.personal_id,
                wife_id=couple.wife.made.personal_id,
            )
        )
    return found
