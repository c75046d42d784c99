"""Pages for people who look: the register, a person, places, figures, the dictionary.

Everything is drawn on the server; no page needs a script.
"""

from mock_population_db.page import (
    cleaning,
    dictionary,
    front,
    people,
    places,
    report,
    searching,
)
from mock_population_db.page.blueprint import page

__all__ = [
    "cleaning",
    "dictionary",
    "front",
    "page",
    "people",
    "places",
    "report",
    "searching",
]
