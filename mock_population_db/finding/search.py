"""Answering a question page by page, in an order that never changes.

First come those who have a row of their own (the cast, and whoever an event of the
world has changed), by number; then the people of the nation, commune by commune, home
by home. A page ends when it is full or when enough homes were looked at; its ``next``
says where to go on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.citizen import person_row
from mock_population_db.errors import CursorUnknown
from mock_population_db.finding.criteria import Criteria
from mock_population_db.finding.judging import Judge
from mock_population_db.finding.named import named
from mock_population_db.finding.scopes import Scope
from mock_population_db.finding.screening import Screen
from mock_population_db.finding.sizes import Sizes
from mock_population_db.models import BASE_WORLD, Person
from mock_population_db.register import lookups
from mock_population_db.register.overlay import visible
from mock_population_db.register.virtual import base_of

HOMES_AT_A_TIME = 2_048
MOST_HOMES, MOST_JUDGED = 60_000, 3_000
_CURSOR = re.compile(r"own\.([0-9]{12})|home\.([0-9]{5})\.([0-9]{1,7})\.([0-9]{1,10})")


@dataclass(frozen=True)
class Page:
    """One page of an answer.

    Attributes:
        people: who was found, in order.
        next: where the next page begins, None when all were looked at.
    """

    people: list[Person]
    next: str | None


@dataclass(frozen=True)
class Place:
    """Where a page begins: after a number, or after a person of a home."""

    number: str = ""
    commune: str = ""
    home: int = 0
    index: int = -1


@dataclass(frozen=True)
class Question:
    """What is asked, of whom, and on which day.

    Attributes:
        criteria: what must be true.
        scope: where; None only with full name and date, which go nationwide.
        world: in which world.
        today: the world's day.
        limit: how many people a page has at most.
        without: numbers that are passed over.
    """

    criteria: Criteria
    scope: Scope | None
    world: str
    today: date
    limit: int = 20
    without: frozenset[str] = frozenset()


def search(db: Session, question: Question, after: str | None = None) -> Page:
    """Return the people who fit, from a place on.

    Raises:
        CursorUnknown: ``after`` is not the ``next`` of a page.
    """
    place = _place(after)
    judge = Judge(db, question.world, question.today, question.criteria)
    few = _candidates(db, judge, question)
    if few is not None:
        fitting = (one for one in few if one.personal_id > place.number)
        return _page_of_rows(judge, question, fitting)
    found: list[Person] = []
    if not place.commune:
        page = _page_of_rows(judge, question, _own_rows(db, question, place.number))
        if page.next:
            return page
        found = page.people
        if len(found) == question.limit and question.scope is not None:
            return Page(found, f"home.{question.scope.communes[0]}.0.0")
    return _Nationals(db, judge, question, found).page(place)


def _place(after: str | None) -> Place:
    if not after:
        return Place()
    found = _CURSOR.fullmatch(after)
    if found is None:
        raise CursorUnknown
    if found[1]:
        return Place(number=found[1])
    return Place(commune=found[2], home=int(found[3]), index=int(found[4]) - 1)


def _page_of_rows(judge: Judge, question: Question, rows: Iterable[Person]) -> Page:
    found: list[Person] = []
    for row in rows:
        if len(found) == question.limit:
            return Page(found, f"own.{found[-1].personal_id}")
        is_open = row.personal_id not in question.without
        if is_open and _is_inside(row, question.scope) and judge.fits(row):
            found.append(row)
    return Page(found, None)


def _is_inside(person: Person, scope: Scope | None) -> bool:
    if scope is None:
        return True
    home = person.permanent_residence
    return bool(home) and (home or {}).get("commune") in scope.communes


def _candidates(db: Session, judge: Judge, question: Question) -> list[Person] | None:
    """Return the only people who may fit, by number, where a criterion names few."""
    wanted = question.criteria
    if wanted.full_name is not None and wanted.date_of_birth is not None:
        return named(db, wanted.full_name, wanted.date_of_birth, question.world)
    if wanted.has_open_notice:
        numbers: Iterable[str | None] = judge.mothers_with_open_notices()
    elif wanted.spouse_foreign:
        # nobody of the nation is a foreigner: only the cast and the world have some
        query = select(Person.spouse_id).where(
            Person.nationality != "VN", visible(Person, question.world)
        )
        numbers = db.scalars(query)
    else:
        return None
    people = lookups.people_by_number(db, numbers, question.world)
    return [people[number] for number in sorted(people)]


def _own_rows(db: Session, question: Question, after: str) -> Iterator[Person]:
    """Give the rows of the cast and the world in scope, by number."""
    assert question.scope is not None  # noqa: S101 - only names go without
    commune = Person.permanent_residence["commune"].as_string()
    query = (
        select(Person)
        .where(
            visible(Person, question.world),
            Person.personal_id > after,
            commune.in_(question.scope.communes),
        )
        .order_by(Person.personal_id)
    )
    return iter(db.scalars(query))


class _Nationals:
    """Looks through the nation, home by home."""

    def __init__(
        self, db: Session, judge: Judge, question: Question, found: list[Person]
    ) -> None:
        self._db, self._judge, self._question = db, judge, question
        self._nation = base_of(db).nation
        self._screen = Screen(self._nation, question.criteria, question.today)
        self._sizes = Sizes(db, question.world, question.criteria)
        self._found = found
        self._homes = self._judged = 0

    def page(self, place: Place) -> Page:
        """Return the page that begins after a place."""
        scope = self._question.scope
        assert scope is not None  # noqa: S101 - only names go without
        for commune in scope.from_commune(place.commune):
            here = place if commune == place.commune else Place()
            end = self._through(commune, here)
            if end is not None:
                return Page(self._found, end)
        return Page(self._found, None)

    def _through(self, commune: str, place: Place) -> str | None:
        """Look through a commune; return where to go on, None when it is done."""
        for start in range(place.home, self._nation.homes_in(commune), HOMES_AT_A_TIME):
            if self._homes >= MOST_HOMES or self._judged >= MOST_JUDGED:
                return f"home.{commune}.{start}.0"
            self._homes += HOMES_AT_A_TIME
            indices, homes = self._nation.residents(
                commune, start, start + HOMES_AT_A_TIME
            )
            home_of = dict(zip(indices.tolist(), homes.tolist(), strict=True))
            living = self._sizes.pass_through(indices, homes)
            passed = self._screen.pass_through(living).tolist()
            done = (place.home, place.index)
            passed = [one for one in passed if (home_of[one], one) > done]
            for index, person in self._unchanged(passed):
                self._judged += 1
                if self._judge.fits(person):
                    self._found.append(person)
                if len(self._found) >= self._question.limit:
                    return f"home.{commune}.{home_of[index]}.{index + 1}"
        return None

    def _unchanged(self, indices: list[int]) -> Iterator[tuple[int, Person]]:
        """Give those who have no row of their own, a few at a time."""
        few = max(self._question.limit, 16)
        for start in range(0, len(indices), few):
            part = indices[start : start + few]
            rows = {index: person_row(self._nation, index) for index in part}
            numbers = [row.personal_id for row in rows.values()]
            query = select(Person.personal_id).where(
                Person.personal_id.in_(numbers),
                Person.world.in_((BASE_WORLD, self._question.world)),
            )
            changed = set(self._db.scalars(query))
            for index, row in rows.items():
                if row.personal_id not in changed | self._question.without:
                    yield index, row
