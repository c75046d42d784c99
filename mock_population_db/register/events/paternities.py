"""Recognition of a father (nhận cha, con, Luật Hộ tịch Điều 24-25)."""

from dataclasses import asdict, dataclass

from mock_population_db.models import JsonObject
from mock_population_db.refusals import EventBeforeBirth
from mock_population_db.refusals.facts import FatherKnown
from mock_population_db.register.events.days import earliest
from mock_population_db.register.events.households import renew_relations
from mock_population_db.register.events.journal import Certificate, Entry
from mock_population_db.register.events.plausible import refuse_impossible_kin

KIND = "paternity"


@dataclass(frozen=True)
class Paternity:
    """A recognition as the commune registers it; both live, none was father before."""

    child_id: str
    father_id: str
    paper: Certificate
    evidence: str


def register_paternity(entry: Entry, paternity: Paternity) -> JsonObject:
    """Record who is a child's father and return the event.

    Raises:
        PersonNotFound, PersonDeceased: one of the two cannot take part.
        FatherKnown: the child has a father.
        KinImpossible: this man cannot be the father.
    """
    child = entry.living(paternity.child_id)
    father = entry.living(paternity.father_id)
    if child.father_id:
        raise FatherKnown
    day = paternity.paper.registered_on
    if earliest(day) < earliest(child.date_of_birth):
        raise EventBeforeBirth(day=day, born=child.date_of_birth)
    entry.check_certificate(KIND, day, paternity.paper)
    row = entry.change(child, "child")
    row.father_id = father.personal_id
    entry.db.flush()
    refuse_impossible_kin(entry, row)
    parent = entry.change(father, "father")
    entry.link(parent, "children", None, row.personal_id)
    renew_relations(entry, [row, parent])
    event = entry.write(
        KIND, happened_on=day, facts=asdict(paternity), paper=paternity.paper
    )
    return entry.answer(event)
