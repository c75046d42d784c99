"""Joining and leaving households, and who heads them next (Luật Cư trú Điều 10)."""

from collections.abc import Iterable

from mock_population_db.errors import NotHouseholdHead
from mock_population_db.models import Household, JsonObject, Person, Serial
from mock_population_db.refusals.homes import (
    HeadTooYoung,
    HouseholdGone,
    NoSuchHousehold,
    NotAMember,
    RelationUntrue,
)
from mock_population_db.register.events.days import age_on
from mock_population_db.register.events.journal import Entry
from mock_population_db.register.events.kin import OTHER, Kin, relation_to_head
from mock_population_db.register.lookups import members_of
from mock_population_db.register.overlay import find, own
from mock_population_db.synthetic.places import file_number

ADULT = 18
FIRST_OWN_SERIAL = 500_000  # the base's file numbers come before
PROVEN = frozenset({"wife", "husband", "birth_child", "father", "mother"})


def open_household(entry: Entry, file_no: str) -> Household:
    """Return a household that somebody lives in.

    Raises:
        NoSuchHousehold: there is none with this number.
        HouseholdGone: nobody is left in it.
    """
    household = find(entry.db, Household, file_no, entry.world)
    if household is None:
        raise NoSuchHousehold
    if not members_of(entry.db, file_no, entry.world):
        raise HouseholdGone(file_no=file_no)
    return household


def new_household(entry: Entry, head: Person, address: JsonObject) -> Household:
    """Open a residence file at an address, with a head and no member yet."""
    series = f"file_no/{address['province']}/{address['commune']}"
    issued = entry.db.get(Serial, series) or Serial(series=series, issued=0)
    issued.issued += 1
    household = Household(
        world=entry.world,
        file_no=file_number(address, FIRST_OWN_SERIAL + issued.issued),
        address=address,
        head_id=head.personal_id,
    )
    entry.db.add_all([issued, household])
    entry.db.flush()
    return household


def join(
    entry: Entry, household: Household, person: Person, said: str | None, role: str
) -> None:
    """Let a person live in a household, at its own address.

    Args:
        entry: the event being written.
        household: the household; it has a head already.
        person: who joins.
        said: the relation to the head that was declared; kin links win over it.
        role: what the person is in the event.

    Raises:
        RelationUntrue: a kin relation was declared that the links contradict.
    """
    row = entry.change(person, role)
    row.file_no = household.file_no
    row.permanent_residence = household.address
    row.residence_type = "permanent"
    if row.temporary_residence == household.address:
        row.temporary_residence = None  # Luật Cư trú Điều 29
    row.relation_to_head = _relation(entry, household, row, said)
    entry.db.flush()


def _relation(
    entry: Entry, household: Household, person: Person, said: str | None
) -> str:
    kin = Kin(entry.db, entry.world)
    head = kin.person(household.head_id)
    proven = relation_to_head(kin, head, person) if head else OTHER
    if said in PROVEN and said != proven:
        raise RelationUntrue(person=person.personal_id)
    return proven if proven != OTHER else said or OTHER


def leave(entry: Entry, people: Iterable[Person], role: str, named: str | None) -> None:
    """Take people out of their households; who stays gets the next head.

    Args:
        entry: the event being written.
        people: who leave, together.
        role: what they are in the event.
        named: the head whom the remaining members name; by rule when absent.
    """
    left: dict[str, set[str]] = {}
    for person in people:
        row = entry.change(person, role)
        if row.file_no:
            left.setdefault(row.file_no, set()).add(row.personal_id)
        row.file_no = row.relation_to_head = None
    entry.db.flush()
    for file_no, gone in left.items():
        household = find(entry.db, Household, file_no, entry.world)
        if household and household.head_id in {*gone, None}:
            appoint(entry, household, named)


def appoint(entry: Entry, household: Household, named: str | None) -> None:
    """Give a household its next head and every member the relation to that head.

    Without a name the rule of the register chooses: the late head's spouse, else the
    eldest adult. Minors alone wait, without a head, for the court (Luật Cư trú Điều
    10); who is left alone is head of one.

    Raises:
        NotAMember: the person named does not live there.
        HeadTooYoung: the person named is no adult and not alone.
    """
    members = members_of(entry.db, household.file_no, entry.world)
    if not members:
        return
    head = _named(entry, members, named) if named else _next(entry, household, members)
    mine = own(entry.db, household, entry.world)
    mine.head_id = head.personal_id if head else None
    kin = Kin(entry.db, entry.world)
    for member in members:
        row = entry.change(member, "household_member")
        row.relation_to_head = relation_to_head(kin, head, row) if head else OTHER
    entry.db.flush()


def head_of(entry: Entry, person: Person) -> Household:
    """Return the household that a person heads.

    Raises:
        NotHouseholdHead: the person is a member, or of no household.
    """
    household = (
        find(entry.db, Household, person.file_no, entry.world)
        if person.file_no
        else None
    )
    if household is None or household.head_id != person.personal_id:
        raise NotHouseholdHead
    return household


def refuse_minor(entry: Entry, person: Person) -> None:
    """Refuse a head who is no adult today."""
    if age_on(person.date_of_birth, entry.today) < ADULT:
        raise HeadTooYoung


def renew_relations(entry: Entry, people: Iterable[Person]) -> None:
    """Write anew what members are to their heads, after kin links changed.

    A relation that no link ever proved, such as lodger, is left as it was declared.
    """
    for file_no in {person.file_no for person in people if person.file_no}:
        household = find(entry.db, Household, file_no, entry.world)
        kin = Kin(entry.db, entry.world)
        head = kin.person(household.head_id) if household else None
        for member in members_of(entry.db, file_no, entry.world) if head else []:
            assert head is not None  # noqa: S101 - for the type checker
            proven = relation_to_head(kin, head, member)
            was_proven = member.relation_to_head in BY_LINKS
            if proven != member.relation_to_head and (proven != OTHER or was_proven):
                entry.change(member, "household_member").relation_to_head = proven
    entry.db.flush()


BY_LINKS = PROVEN | {
    "husbands_child",
    "wifes_child",
    "son_in_law",
    "daughter_in_law",
    "father_in_law",
    "mother_in_law",
}


def _named(entry: Entry, members: list[Person], named: str) -> Person:
    found = next((one for one in members if one.personal_id == named), None)
    if found is None:
        raise NotAMember
    if len(members) > 1:
        refuse_minor(entry, found)
    return found


def _next(entry: Entry, household: Household, members: list[Person]) -> Person | None:
    if len(members) == 1:
        return members[0]
    adults = [one for one in members if age_on(one.date_of_birth, entry.today) >= ADULT]
    late = household.head_id
    return min(
        adults,
        key=lambda one: (one.spouse_id != late, one.date_of_birth, one.personal_id),
        default=None,
    )
