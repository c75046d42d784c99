"""The rules of families over columns: a hundred thousand people in seconds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np

from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.nation import AS_OF, Nation

MOTHER_AGES, FATHER_AGE = (16, 48), 17
BETWEEN_BIRTHS, AFTER_FATHER = 280, 300  # days
NOBODY = -1
EPOCH = date(1970, 1, 1).toordinal()

Rule = tuple[str, list[bool] | np.ndarray]


class Columns:
    """A sample with its parents and spouses, as columns.

    Facts that only one person at a time tells (children, homes, days of death) are
    asked for one at a time, of those whom a rule is about.
    """

    def __init__(self, nation: Nation, indices: np.ndarray) -> None:
        self.nation = nation
        self.own = nation.batch(indices)
        self._relatives: dict[str, tuple[np.ndarray, Facts]] = {}

    def broken(self) -> Counter[str]:
        """Return how many break each rule; nothing broken is empty."""
        parts = (self._numbers, self._parents, self._spouses, self._homes, self._dead)
        rules = (rule for part in parts for rule in part())
        return +Counter({name: int(np.sum(bad)) for name, bad in rules})

    def _numbers(self) -> Iterator[Rule]:
        own = self.own
        back = self.nation.indices_of(own.number)
        yield "the number leads to somebody else", back != own.index
        same = own.index.size - np.unique(own.number).size
        yield "two have one number", np.array([same])
        yield "born after the base ends", own.date_of_birth > AS_OF.toordinal()
        digit, short = np.divmod(own.number // 10**6 % 1000, 100)
        yield "the number tells another sex", digit % 2 + 1 != own.sex
        days = (own.date_of_birth - EPOCH).astype("datetime64[D]")
        years = days.astype("datetime64[Y]").astype(int) + 1970
        yield (
            "the number tells another year",
            years != 1900 + 100 * (digit // 2) + short,
        )

    def _parents(self) -> Iterator[Rule]:
        low, high = MOTHER_AGES
        rows, mother = self._of("mother")
        ages = self._ages(mother, rows)
        wrong = (mother.sex != 2) | (ages < low) | (ages > high)
        yield "the mother is no woman of 16 to 48 at birth", wrong
        rows, father = self._of("father")
        wrong = (father.sex != 1) | (self._ages(father, rows) < FATHER_AGE)
        yield "the father is no man of 17 or more at birth", wrong
        yield "a family name that no parent has", self._nameless()
        yield "births of one mother too close", self._too_close()

    def _ages(self, parent: Facts, rows: np.ndarray) -> np.ndarray:
        pairs = zip(
            parent.date_of_birth.tolist(),
            self.own.date_of_birth[rows].tolist(),
            strict=True,
        )
        return np.array(
            [_age(date.fromordinal(a), date.fromordinal(b)) for a, b in pairs]
        )

    def _nameless(self) -> np.ndarray:
        own = self.own.surname
        named, has = np.zeros((2, own.size), np.bool_)
        for parent in ("father", "mother"):
            rows, facts = self._of(parent)
            has[rows] = True
            named[rows] |= facts.surname == own[rows]
        return has & ~named

    def _too_close(self) -> list[bool]:
        """Children of a mother come on one day or nine months apart; she knows all."""
        rows, mother = self._of("mother")
        own = self.own.index[rows].tolist()
        families = [self.nation.children(one) for one in mother.index.tolist()]
        flat = np.array([child for family in families for child in family], np.int64)
        born = dict(
            zip(
                flat.tolist(),
                self.nation.batch(flat).date_of_birth.tolist(),
                strict=True,
            )
        )
        return [
            child not in family
            or any(
                0 < second - first < BETWEEN_BIRTHS
                for first, second in pairwise(sorted(born[one] for one in family))
            )
            for child, family in zip(own, families, strict=True)
        ]

    def _spouses(self) -> Iterator[Rule]:
        rows, spouse = self._of("spouse")
        own = self.own
        yield "a spouse who knows of no marriage", spouse.spouse != own.index[rows]
        yield "spouses of one sex", spouse.sex == own.sex[rows]
        near = np.zeros(rows.size, np.bool_)
        for parent in ("father", "mother"):
            mine, theirs = getattr(own, parent)[rows], getattr(spouse, parent)
            near |= (mine == theirs) & (mine != NOBODY)
            near |= (mine == spouse.index) | (theirs == own.index[rows])
        yield "siblings, or parent and child, married", near
        together = spouse.household == own.household[rows]
        yield "a home in two communes", together & (spouse.commune != own.commune[rows])

    def _homes(self) -> Iterator[Rule]:
        own, nation = self.own, self.nation
        people = zip(
            own.index.tolist(),
            own.is_alive.tolist(),
            own.household.tolist(),
            own.father.tolist(),
            strict=True,
        )
        strangers, orphans = [], []
        for index, is_alive, number, father in people:
            home = nation.household(number)
            strangers.append(
                is_alive != (index in home.members) or home.head not in home.members
            )
            orphans.append(father != NOBODY and index not in nation.children(father))
        yield "a home that does not know its member, or its head", strangers
        yield "a child its father does not know", orphans

    def _dead(self) -> Iterator[Rule]:
        nation, own = self.nation, self.own
        dead = [nation.person(one) for one in own.index[~own.is_alive].tolist()]
        yield (
            "married or born after death",
            [
                one.died_on is None
                or one.died_on <= one.date_of_birth
                or bool(one.married_on and one.married_on > one.died_on)
                for one in dead
            ],
        )
        for relation, days in (("mother", 0), ("father", AFTER_FATHER)):
            rows, parent = self._of(relation)
            late = np.flatnonzero(~parent.is_alive)
            born = own.date_of_birth[rows][late].tolist()
            people = map(nation.person, parent.index[late].tolist())
            yield (
                f"born long after the death of the {relation}",
                [
                    one.died_on is None or day > one.died_on.toordinal() + days
                    for one, day in zip(people, born, strict=True)
                ],
            )

    def _of(self, relation: str) -> tuple[np.ndarray, Facts]:
        """Return the rows that have such a relative, and the relatives' facts."""
        if relation not in self._relatives:
            column = getattr(self.own, relation)
            rows = np.flatnonzero(column != NOBODY)
            self._relatives[relation] = rows, self.nation.batch(column[rows])
        return self._relatives[relation]


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
