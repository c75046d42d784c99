"""The tables: people, events, and what the register remembers of its own work.

See :mod:`mock_population_db.models.layers` for how worlds are kept apart.
"""

from mock_population_db.models.events import Birth, BirthNotice
from mock_population_db.models.happenings import Change, DeathNotice, Event
from mock_population_db.models.layers import BASE_WORLD, JsonObject, Layered
from mock_population_db.models.logs import (
    Fault,
    Foundation,
    Read,
    Serial,
    World,
    Write,
)
from mock_population_db.models.people import Account, Household, Marriage, Person

__all__ = [
    "BASE_WORLD",
    "Account",
    "Birth",
    "BirthNotice",
    "Change",
    "DeathNotice",
    "Event",
    "Fault",
    "Foundation",
    "Household",
    "JsonObject",
    "Layered",
    "Marriage",
    "Person",
    "Read",
    "Serial",
    "World",
    "Write",
]
