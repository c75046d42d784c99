"""People who are looked for by what they are like."""

from datetime import date
from typing import Any

from flask import g

from mock_population_db.access.rights import Rights, check_search
from mock_population_db.api.calling import Desk, at_desk, charge, check_caller, register
from mock_population_db.api.doors import Door
from mock_population_db.api.finding import shapes
from mock_population_db.finding import scopes
from mock_population_db.finding.criteria import Criteria
from mock_population_db.finding.search import Question, search
from mock_population_db.models import Person
from mock_population_db.register import records
from mock_population_db.settings import VIETNAM

door = Door("finding", "/v1/people", "Finding people", check_caller)


@door.post("/search", shapes.Search, shapes.Page)
def by_body(asked: dict[str, Any]) -> dict[str, Any]:
    """Look for people; the question is JSON, so that no name stands in an address."""
    return _page(asked)


@door.get("/search", shapes.Page, query=shapes.Search)
def by_query(asked: dict[str, Any]) -> dict[str, Any]:
    """Look for people; the same question behind the question mark."""
    return _page(asked)


def question_of(desk: Desk, asked: dict[str, Any], limit: int) -> Question:
    """Return the question that a body asks, at the world's day.

    Raises:
        FindingScopeUnknown: there is no such commune or province.
    """
    named = dict(asked)
    commune, province = (named.pop(name) for name in shapes.SCOPE)
    born = named.pop("date_of_birth")
    criteria = Criteria(
        **{name: value for name, value in named.items() if name not in shapes.PAGING},
        date_of_birth=date.fromisoformat(born) if born else None,
    )
    is_nationwide = born is not None and not (commune or province)
    if not (is_nationwide or commune or province):
        commune = register().settings.commune
    return Question(
        criteria=criteria,
        scope=(
            None if is_nationwide else scopes.scope(commune=commune, province=province)
        ),
        world=desk.world,
        today=desk.now.astimezone(VIETNAM).date(),
        limit=limit,
    )


def _page(asked: dict[str, Any]) -> dict[str, Any]:
    with at_desk() as desk:
        question = question_of(desk, asked, asked["limit"])
        rights = check_search(desk.db, desk.asking, question.criteria.groups())
        page = search(desk.db, question, asked["after"])
        desk.remember(
            (person.personal_id for person in page.people),
            {"identity", *question.criteria.groups()},
        )
        found = [_record(person, rights) for person in page.people]
    if len(found) > 1:
        charge(g.caller, len(found) - 1)  # the request itself counted for one
    return {"people": found, "next": page.next}


def _record(person: Person, rights: Rights) -> records.Record:
    home = person.permanent_residence if "residence" in rights.groups else None
    return {
        **records.name_record(person),
        "sex": person.sex,
        "date_of_birth": person.date_of_birth,
        "commune": home["commune"] if home else None,
    }
