"""Recording a permanent residence: a person joins the household of a head."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mock_population_db.errors import (
    AddressNotOfHousehold,
    HeadLeavesHousehold,
    NotHouseholdHead,
    PersonDeceased,
)
from mock_population_db.models import Household, JsonObject, Person
from mock_population_db.register.births import DEAD
from mock_population_db.register.events.households import new_household
from mock_population_db.register.events.journal import (
    REGISTER,
    Author,
    Certificate,
    Entry,
)
from mock_population_db.register.lookups import (
    get_person,
    household_of,
    members_of,
)

KIND = "residence"


@dataclass(frozen=True)
class NewResidence:
    """A permanent residence as the commune police registers it."""

    personal_id: str
    address: JsonObject
    household_head_id: str
    relation_to_head: str
    registered_on: str


def register_residence(
    db: Session,
    residence: NewResidence,
    *,
    world: str,
    at: datetime,
    author: Author = REGISTER,
) -> JsonObject:
    """Record where a person lives and return the household's file number.

    The person gets the household's own address, so that one household never has two.
    A head without a household gets one at the address given.

    Raises:
        PersonNotFound: the person or the head is not in the register.
        PersonDeceased: one of them has died.
        NotHouseholdHead: the head is a member of somebody else's household.
        HeadLeavesHousehold: the person heads another household with members.
        AddressNotOfHousehold: the household lives in another commune.
    """
    person = get_person(db, residence.personal_id, world)
    head = get_person(db, residence.household_head_id, world)
    if DEAD in {person.life_status, head.life_status}:
        raise PersonDeceased
    if person is not head and _leads_others(db, person, world):
        raise HeadLeavesHousehold
    entry = Entry(db, world=world, at=at, author=author)
    household = _household_of_head(entry, head, residence)
    joining = entry.change(entry.person(person.personal_id), "mover")
    joining.permanent_residence = household.address
    joining.residence_type = "permanent"
    if joining.personal_id != head.personal_id:
        joining.file_no = household.file_no
        joining.relation_to_head = residence.relation_to_head
    entry.write(
        KIND,
        happened_on=residence.registered_on,
        facts={**asdict(residence), "file_no": household.file_no},
        paper=Certificate(
            registered_on=residence.registered_on,
            number="",
            office=residence.address["commune"],
        ),
    )
    return {"file_no": household.file_no, "version": joining.version}


def _leads_others(db: Session, person: Person, world: str) -> bool:
    if not person.file_no or person.relation_to_head != "head":
        return False
    return len(members_of(db, person.file_no, world)) > 1


def _household_of_head(
    entry: Entry, head: Person, residence: NewResidence
) -> Household:
    if not head.file_no:
        household = new_household(entry, head, residence.address)
        mine = entry.change(head, "head")
        mine.file_no, mine.relation_to_head = household.file_no, "head"
        mine.permanent_residence = household.address
        mine.residence_type = "permanent"
        entry.db.flush()
        return household
    household = household_of(entry.db, head, entry.world)
    if household.head_id != head.personal_id:
        raise NotHouseholdHead
    for part in ("province", "commune"):
        if household.address[part] != residence.address[part]:
            raise AddressNotOfHousehold
    return household
