"""One person, kin, household, name and date: asked in the process itself."""

from datetime import date
from random import Random

from benchmarks.register.figures import at_least, spread, title
from mock_population_db import citizen
from mock_population_db.nation import Nation
from mock_population_db.nation.person import BasePerson

RECORD_MS, KIN_MS, NAME_MS = 0.3, 1, 5
TWINS = 40


def one_by_one(nation: Nation, count: int) -> None:
    """Print how long one look-up takes."""
    title(f"In process, one at a time, {count:,} people drawn")
    draw = Random(4)  # noqa: S311 - a sample, not a secret
    some = [draw.randrange(nation.capacity) for _ in range(count)]
    numbers = [nation.number_of(index) for index in some]
    homes = [draw.randrange(nation.households) for _ in range(count)]
    spread(
        "record of a number (index_of, person)",
        lambda number: nation.person(_known(nation, number)),
        numbers,
        goal=RECORD_MS,
    )
    spread(
        "record with all 26 groups (person_row)",
        lambda number: citizen.person_row(nation, _known(nation, number)),
        numbers,
        goal=RECORD_MS,
    )
    spread("children", nation.children, some, goal=KIN_MS)
    spread("siblings", nation.siblings, some, goal=KIN_MS)
    spread("household and its members", nation.household, homes, goal=KIN_MS)


def by_name(nation: Nation, count: int) -> None:
    """Print how long the search by name and day takes, and whom it finds."""
    draw = Random(5)  # noqa: S311 - a sample, not a secret
    asked = [nation.person(draw.randrange(nation.capacity)) for _ in range(count)]
    twins = _twins(nation, draw)
    title(f"Name and day of birth, nationwide, {count} people and {len(twins)} twins")
    missing = 0

    def find(key: tuple[int, str, date]) -> None:
        nonlocal missing
        index, name, day = key
        missing += index not in nation.find_by_name(name, day)

    keys = [(one.index, one.full_name, one.date_of_birth) for one in (*asked, *twins)]
    spread("name and date", find, keys, goal=NAME_MS)
    share = 1 - missing / (len(keys) + min(len(keys), 200))
    at_least("found, of those asked for", 100 * share, "%", 100)


def _twins(nation: Nation, draw: Random) -> list[BasePerson]:
    found: list[BasePerson] = []
    while len(found) < TWINS:
        person = nation.person(draw.randrange(nation.capacity))
        if person.twin is not None:
            found.append(person)
            found.append(nation.person(person.twin))
    return found


def _known(nation: Nation, number: str) -> int:
    index = nation.index_of(number)
    if index is None:
        raise SystemExit(f"{number} leads to nobody")
    return index
