"""Whether one person fits, looked at as the world sees them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.finding import naming
from mock_population_db.finding.criteria import Criteria
from mock_population_db.models import BirthNotice, Person
from mock_population_db.register import lookups
from mock_population_db.register.births import FEMALE
from mock_population_db.register.events.days import age_on, latest_text
from mock_population_db.register.overlay import visible

ALIVE, SINGLE, MARRIED = "1", "1", "2"
HOME = "VN"


@dataclass
class Judge:
    """Judges people of one world by one question.

    Args:
        db: the session of the request.
        world: in which world.
        today: the world's day, ``YYYY-MM-DD``.
        criteria: what is asked.
    """

    db: Session
    world: str
    today: date
    criteria: Criteria
    _notices: frozenset[str] | None = field(default=None, init=False)

    def fits(self, person: Person) -> bool:
        """Tell whether a person is alive and all criteria are true of them."""
        if person.life_status != ALIVE:
            return False
        return all(check(self, person) for check in self._checks())

    def mothers_with_open_notices(self) -> frozenset[str]:
        """Return the mothers of whom a birth notice is still open."""
        if self._notices is None:
            query = select(BirthNotice.mother_id).where(
                BirthNotice.status == "open", visible(BirthNotice, self.world)
            )
            self._notices = frozenset(self.db.scalars(query))
        return self._notices

    def _checks(self) -> Iterator["Check"]:
        named = self.criteria.asked()
        return (check for name, check in CHECKS.items() if name in named)

    def age(self, person: Person) -> int:
        """Return completed years on the world's day."""
        return age_on(person.date_of_birth, self.today.isoformat())

    def children(self, person: Person) -> list[Person]:
        """Return all children."""
        return lookups.children_of(self.db, person.personal_id, self.world)

    def household_size(self, person: Person) -> int:
        """Return how many live in the household; 0 without one."""
        if not person.file_no:
            return 0
        return len(lookups.members_of(self.db, person.file_no, self.world))


Check = Callable[[Judge, Person], bool]


def _name(judge: Judge, person: Person) -> bool:
    return naming.holds(person.full_name, naming.words_of(judge.criteria.name or ""))


def _age_from(judge: Judge, person: Person) -> bool:
    return judge.age(person) >= (judge.criteria.age_from or 0)


def _age_to(judge: Judge, person: Person) -> bool:
    highest = judge.criteria.age_to
    return highest is not None and judge.age(person) <= highest


def _same(name: str) -> Check:
    return lambda judge, person: bool(
        getattr(person, name) == getattr(judge.criteria, name)
    )


def _yes_or_no(name: str, true_of: Check) -> Check:
    return lambda judge, person: true_of(judge, person) is getattr(judge.criteria, name)


def _has_children_under(judge: Judge, person: Person) -> bool:
    limit = judge.criteria.has_children_under or 0
    return any(
        child.life_status == ALIVE and judge.age(child) < limit
        for child in judge.children(person)
    )


def _is_unmarried_mother(judge: Judge, person: Person) -> bool:
    return (
        person.sex == FEMALE
        and person.marital_status == SINGLE
        and bool(judge.children(person))
    )


def _is_twin(judge: Judge, person: Person) -> bool:
    parent = person.mother_id or person.father_id
    if not parent:
        return False
    return any(
        sibling.date_of_birth == person.date_of_birth
        and sibling.personal_id != person.personal_id
        for sibling in lookups.children_of(judge.db, parent, judge.world)
    )


def _lives_elsewhere(_judge: Judge, person: Person) -> bool:
    return person.residence_type != "permanent" or bool(person.current_residence)


def _gave_birth_elsewhere(judge: Judge, person: Person) -> bool:
    if person.sex != FEMALE or not person.permanent_residence:
        return False
    children = judge.children(person)
    if not children:
        return False
    place: dict[str, Any] = children[-1].birth_place
    return bool(place.get("commune", "") != person.permanent_residence["commune"])


def _has_foreign_spouse(judge: Judge, person: Person) -> bool:
    if person.marital_status != MARRIED or not person.spouse_id:
        return False
    spouse = lookups.find_person(judge.db, person.spouse_id, judge.world)
    return spouse is not None and spouse.nationality != HOME


def _has_account_level(judge: Judge, person: Person) -> bool:
    account = lookups.get_account(judge.db, person)
    level = account.level if account.status == "active" else 0
    return level == judge.criteria.account_level


def _has_valid_card(judge: Judge, person: Person) -> bool:
    card = person.id_card
    if card is None:
        return False
    return latest_text(card["expires_on"] or "9999") > judge.today.isoformat()


def _household_from(judge: Judge, person: Person) -> bool:
    return judge.household_size(person) >= (judge.criteria.household_from or 0)


def _household_to(judge: Judge, person: Person) -> bool:
    highest = judge.criteria.household_to
    return highest is not None and 0 < judge.household_size(person) <= highest


CHECKS: dict[str, Check] = {
    "sex": _same("sex"),
    "marital_status": _same("marital_status"),
    "ethnicity": _same("ethnicity"),
    "age_from": _age_from,
    "age_to": _age_to,
    "name": _name,
    "head_of_household": _yes_or_no(
        "head_of_household", lambda _judge, who: who.relation_to_head == "head"
    ),
    "lives_elsewhere": _yes_or_no("lives_elsewhere", _lives_elsewhere),
    "insured": _yes_or_no("insured", lambda _judge, who: bool(who.insurance_number)),
    "has_valid_card": _yes_or_no("has_valid_card", _has_valid_card),
    "has_open_notice": _yes_or_no(
        "has_open_notice",
        lambda judge, who: who.personal_id in judge.mothers_with_open_notices(),
    ),
    "account_level": _has_account_level,
    "spouse_foreign": _yes_or_no("spouse_foreign", _has_foreign_spouse),
    "twin": _yes_or_no("twin", _is_twin),
    "unmarried_mother": _yes_or_no("unmarried_mother", _is_unmarried_mother),
    "has_children": _yes_or_no(
        "has_children", lambda judge, who: bool(judge.children(who))
    ),
    "has_children_under": _has_children_under,
    "gave_birth_elsewhere": _yes_or_no("gave_birth_elsewhere", _gave_birth_elsewhere),
    "household_from": _household_from,
    "household_to": _household_to,
}
"""Criteria in the order of what they cost; the full name is found, not judged."""
