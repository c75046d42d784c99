"""What tests of pages look with."""

from flask import Flask

from mock_population_db.app import engine_of
from mock_population_db.nation.nation import Nation
from mock_population_db.register.virtual import OPTION


def nation_under(app: Flask) -> Nation:
    """The nation below a register."""
    nation: Nation = engine_of(app).get_execution_options()[OPTION].nation
    return nation


def somebody(app: Flask) -> str:
    """A living person of the nation who has a husband or wife and children."""
    nation = nation_under(app)
    for index in nation.sample(500, seed=3).tolist():
        person = nation.person(index)
        if person.spouse is not None and len(nation.children(index)) > 1:
            return person.personal_id
    raise AssertionError
