"""Recording a permanent residence: a person joins the household of a head."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mock_population_db.errors import (
    AddressNotOfHousehold,
    HeadLeavesHousehold,
    NotHouseholdHead,
    PersonDeceased,
)
from mock_population_db.models import Household, JsonObject, Person, Serial
from mock_population_db.register.births import DEAD
from mock_population_db.register.lookups import (
    get_person,
    household_of,
    members_of,
)
from mock_population_db.register.overlay import own
from mock_population_db.synthetic.words.places import file_number


@dataclass(frozen=True)
class NewResidence:
    """A permanent residence as the commune police registers it."""

    personal_id: str
    address: JsonObject
    household_head_id: str
    relation_to_head: str
    registered_on: str


def register_residence(
    db: Session, residence: NewResidence, *, world: str
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
    household = _household_of_head(db, head, residence, world)
    joining = own(db, person, world)
    joining.permanent_residence = household.address
    joining.residence_type = "permanent"
    if joining.personal_id != head.personal_id:
        joining.file_no = household.file_no
        joining.relation_to_head = residence.relation_to_head
    joining.version += 1
    db.flush()
    return {"file_no": household.file_no, "version": joining.version}


def _leads_others(db: Session, person: Person, world: str) -> bool:
    if not person.file_no or person.relation_to_head != "head":
        return False
    return len(members_of(db, person.file_no, world)) > 1


def _household_of_head(
    db: Session, head: Person, residence: NewResidence, world: str
) -> Household:
    if not head.file_no:
        return _new_household(db, head, residence, world)
    household = household_of(db, head, world)
    if household.head_id != head.personal_id:
        raise NotHouseholdHead
    for part in ("province", "commune"):
        if household.address[part] != residence.address[part]:
            raise AddressNotOfHousehold
    return household


def _new_household(
    db: Session, head: Person, residence: NewResidence, world: str
) -> Household:
    series = f"file_no/{residence.address['province']}/{residence.address['commune']}"
    issued = db.get(Serial, series) or Serial(series=series, issued=0)
    issued.issued += 1
    db.add(issued)
    household = Household(
        world=world,
        file_no=file_number(residence.address, 500_000 + issued.issued),
        address=residence.address,
        head_id=head.personal_id,
    )
    db.add(household)
    mine = own(db, head, world)
    mine.file_no, mine.relation_to_head = household.file_no, "head"
    mine.permanent_residence, mine.residence_type = household.address, "permanent"
    mine.version += 1
    db.flush()
    return household
