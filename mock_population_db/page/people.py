"""A person: the 26 groups, the family, the household, what happened, who has read."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy.orm import Session

from mock_population_db.api.calling import register
from mock_population_db.db import transaction
from mock_population_db.errors import HouseholdNotFound
from mock_population_db.models import Household, Person
from mock_population_db.page.blueprint import must_show_people, page, world
from mock_population_db.page.drawing.tree import Kin, draw
from mock_population_db.page.happenings import happenings
from mock_population_db.page.reading import remember
from mock_population_db.page.record import Lines, lines_of
from mock_population_db.register import lookups
from mock_population_db.register.dictionary.groups import GROUPS
from mock_population_db.register.reads import reads_of
from mock_population_db.register.representation import represented_by
from mock_population_db.register.virtual import base_of

READS_SHOWN = 50


@dataclass(frozen=True)
class Home:
    """A household with its members."""

    household: Household
    members: list[Person]


@page.get("/people/<number>")
def person(number: str) -> str:
    """Show one person of a world with everything the register knows."""
    must_show_people()
    checked = lookups.checked_number(number)
    with transaction(register().engine) as db:
        found = lookups.get_person(db, checked, world())
        kin = _kin(db, found)
        home = _home(db, found)
        wards = represented_by(db, found, kin.children, world())
        reads = reads_of(db, checked, world(), READS_SHOWN)
        shown = [found, *kin.everybody(), *(home.members if home else ()), *wards]
        remember(db, [each.personal_id for each in shown])
        family = lookups.family_of(db, found, world())
        lines = lines_of(found, family, home.members if home else [], wards)
        events = happenings(db, checked, world())
        base = base_of(db)
        is_base = base.nation.index_of(checked) is not None
    return render_template(
        "population/person.html",
        person=found,
        groups=GROUPS,
        lines=lines,
        none=Lines(),
        tree=draw(kin),
        kin=kin,
        home=home,
        events=events,
        reads=reads,
        is_base=is_base,
    )


def _home(db: Session, found: Person) -> Home | None:
    try:
        household = lookups.household_of(db, found, world())
    except HouseholdNotFound:
        return None
    return Home(household, lookups.members_of(db, household.file_no, world()))


def _kin(db: Session, found: Person) -> Kin:
    """Return parents, grandparents, siblings, spouse and children."""
    family = lookups.family_of(db, found, world())
    grandparents: dict[str, Person | None] = {}
    siblings: dict[str, Person] = {}
    for side, parent in (("father", family.father), ("mother", family.mother)):
        above = _parents(db, parent)
        grandparents[f"{side}_father"], grandparents[f"{side}_mother"] = above
        if parent:
            for child in lookups.children_of(db, parent.personal_id, world()):
                siblings[child.personal_id] = child
    siblings.pop(found.personal_id, None)
    return Kin(
        person=found,
        father=family.father,
        mother=family.mother,
        spouse=family.spouse,
        grandparents=grandparents,
        siblings=sorted(
            siblings.values(), key=lambda row: (row.date_of_birth, row.personal_id)
        ),
        children=family.children,
    )


def _parents(db: Session, child: Person | None) -> tuple[Person | None, Person | None]:
    if child is None:
        return None, None
    near = lookups.people_by_number(db, (child.father_id, child.mother_id), world())
    return near.get(child.father_id or ""), near.get(child.mother_id or "")
