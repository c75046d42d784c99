"""Facts of many people, column by column."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from mock_population_db.nation.many.crowd import Crowd

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Facts:
    """Columns of facts; row n is about ``index[n]``.

    Attributes:
        crowd: the nation they come from.
        index: person.
        number: personal number as a whole number of twelve digits.
        sex: 1 male, 2 female.
        date_of_birth: day as ``datetime.date.toordinal`` counts.
        ethnicity: number of the ethnic group, 1..54.
        is_alive: false for the dead.
        father: index or -1; so are ``mother`` and ``spouse``.
        mother: see ``father``.
        spouse: see ``father``.
        household: number of the household.
        commune: number of the commune of residence; see :meth:`commune_codes`.
        middle: number of the middle name among the nation's texts.
        given: number of the given name.
        people: number of the name lists that apply.
    """

    crowd: "Crowd"
    index: Numbers
    number: Numbers
    sex: Numbers
    date_of_birth: Numbers
    ethnicity: Numbers
    is_alive: NDArray[np.bool_]
    father: Numbers
    mother: Numbers
    spouse: Numbers
    household: Numbers
    commune: Numbers
    middle: Numbers
    given: Numbers
    people: Numbers

    @cached_property
    def surname(self) -> Numbers:
        """Number of the family name among the nation's texts."""
        return self.crowd.family_names(self.index)

    def numbers(self) -> list[str]:
        """Return personal numbers as texts."""
        return [str(number) for number in self.number.tolist()]

    def commune_codes(self) -> list[str]:
        """Return the codes of the communes of residence."""
        codes = self.crowd.plan.places.codes
        return [codes[number] for number in self.commune.tolist()]

    def names(self) -> list[str]:
        """Return full names as they are said."""
        write = self.crowd.written
        rows = zip(
            (self.people * 2 + self.sex - 1).tolist(),
            self.surname.tolist(),
            self.middle.tolist(),
            self.given.tolist(),
            strict=True,
        )
        return [write(*row) for row in rows]
