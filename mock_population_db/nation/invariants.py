"""What must hold for every person of a nation, checked on a sample."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from forms import personal_id
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.nation.person import BasePerson

_FULL_AGE = 18
_HUSBAND_AGE, _WIFE_AGE = 20, 18
_MOTHER_AGES = range(16, 49)
_FATHER_AGE = 17
_BETWEEN_BIRTHS = 280
_AFTER_FATHER = 300


def violations(nation: Nation, indices: Iterable[int]) -> Counter[str]:
    """Check people and return how many break each rule; nothing broken is empty."""
    checks = Checks(nation)
    return Counter(kind for index in indices for kind in checks.broken(index))


def age(born: date, day: date) -> int:
    """Return the completed years of somebody on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Checks:
    """The rules, one method per subject."""

    def __init__(self, nation: Nation) -> None:
        self._nation = nation
        self._person = lru_cache(100_000)(nation.person)

    def broken(self, index: int) -> Iterator[str]:
        """Yield the rules that a person breaks."""
        person = self._person(index)
        yield from self._own(person)
        yield from self._parents(person)
        yield from self._children(person)
        yield from self._marriage(person)
        yield from self._twin(person)
        yield from self._home(person)

    def _own(self, person: BasePerson) -> Iterator[str]:
        if self._nation.index_of(person.personal_id) != person.index:
            yield "the number leads to somebody else"
        facts = personal_id.facts(person.personal_id)
        told = (person.birth_province, person.sex, person.date_of_birth.year)
        if (facts.province, facts.sex, facts.year) != told:
            yield "the number tells another province, sex or year"
        if person.date_of_birth > AS_OF:
            yield "born after the base ends"
        if person.is_alive != (person.died_on is None):
            yield "alive with a day of death"
        if person.died_on and not person.date_of_birth < person.died_on <= AS_OF:
            yield "died before birth or after the base ends"

    def _parents(self, person: BasePerson) -> Iterator[str]:
        born = person.date_of_birth
        if person.mother is not None:
            mother = self._person(person.mother)
            if mother.sex != "2" or age(mother.date_of_birth, born) not in _MOTHER_AGES:
                yield "the mother is not a woman of 16 to 48 at birth"
            if mother.died_on and mother.died_on < born:
                yield "the mother died before the birth"
            if person.index not in self._nation.children(person.mother):
                yield "a child its mother does not know"
        if person.father is not None:
            father = self._person(person.father)
            if father.sex != "1" or age(father.date_of_birth, born) < _FATHER_AGE:
                yield "the father is not a man of 17 or more at birth"
            if father.died_on and (born - father.died_on).days > _AFTER_FATHER:
                yield "the father died long before the birth"
            if person.index not in self._nation.children(person.father):
                yield "a child its father does not know"
        if not self._named_after_a_parent(person):
            yield "a family name that no parent has"

    def _named_after_a_parent(self, person: BasePerson) -> bool:
        parents = [
            self._person(x) for x in (person.father, person.mother) if x is not None
        ]
        family = self._nation.family_name
        own = family(person.index)
        return not parents or own in {family(parent.index) for parent in parents}

    def _children(self, person: BasePerson) -> Iterator[str]:
        children = [self._person(one) for one in self._nation.children(person.index)]
        if any(person.index not in {one.father, one.mother} for one in children):
            yield "a parent the child does not know"
        if person.sex == "1":
            return
        days = sorted((one.date_of_birth, one.index) for one in children)
        for (first, one), (second, other) in pairwise(days):
            twins = self._person(one).twin == other
            gap = (second - first).days
            if (twins and gap) or (not twins and gap < _BETWEEN_BIRTHS):
                yield "births of one mother too close"

    def _marriage(self, person: BasePerson) -> Iterator[str]:
        if person.spouse is None:
            if person.married_on or person.marital_status in {"married", "widowed"}:
                yield "married to nobody"
            return
        spouse = self._person(person.spouse)
        if spouse.spouse != person.index or spouse.married_on != person.married_on:
            yield "a spouse who knows of no marriage"
        if spouse.sex == person.sex:
            yield "spouses of one sex"
        least = _HUSBAND_AGE if person.sex == "1" else _WIFE_AGE
        if (
            not person.married_on
            or age(person.date_of_birth, person.married_on) < least
        ):
            yield "married too young"
        elif person.died_on and person.died_on < person.married_on:
            yield "married after death"
        expected = "married" if spouse.is_alive else "widowed"
        if person.is_alive and person.marital_status != expected:
            yield "a marital status that does not fit"
        yield from self._kin_married(person, spouse)

    def _kin_married(self, person: BasePerson, spouse: BasePerson) -> Iterator[str]:
        if self._forebears(person, 1) & self._forebears(spouse, 1):
            yield "siblings or half-siblings married"
        elif self._male_line(person) & self._male_line(spouse):
            yield "cousins of one male line married"
        elif self._nation.size >= self._nation.LARGE and (
            self._forebears(person, 2) & self._forebears(spouse, 2)
        ):
            yield "married within three generations"

    def _forebears(self, person: BasePerson, steps: int) -> set[int]:
        found = {person.index}
        parents = {x for x in (person.father, person.mother) if x is not None}
        if steps == 1:
            return found | parents
        return found.union(
            *(self._forebears(self._person(x), steps - 1) for x in parents), parents
        )

    def _male_line(self, person: BasePerson) -> set[int]:
        found = set()
        while person.father is not None:
            found.add(person.father)
            person = self._person(person.father)
        return found

    def _twin(self, person: BasePerson) -> Iterator[str]:
        if person.twin is None:
            return
        twin = self._person(person.twin)
        same = (twin.twin, twin.date_of_birth, twin.mother)
        if same != (person.index, person.date_of_birth, person.mother):
            yield "twins who do not fit"

    def _home(self, person: BasePerson) -> Iterator[str]:
        home = self._nation.household(person.household)
        if person.is_alive != (person.index in home.members):
            yield "a household that does not know its member"
        if home.head not in home.members:
            yield "a head who does not live there"
        if (person.position == "head") != (home.head == person.index):
            yield "a position that does not fit"
        members = [self._person(one) for one in home.members]
        if any(one.home_commune != home.commune for one in members):
            yield "members of one household in two communes"
        if not any(age(one.date_of_birth, AS_OF) >= _FULL_AGE for one in members):
            yield "minors who live alone"
