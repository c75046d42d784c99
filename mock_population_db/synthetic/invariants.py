"""What must hold for every population; a list of what does not."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from forms import codelists, contacts, names, personal_id
from forms.errors import FormsError
from mock_population_db.synthetic.cast import overdue_cards
from mock_population_db.synthetic.population import (
    AS_OF,
    FEMALE,
    MALE,
    MARRIED,
    SINGLE,
    WIDOWED_OR_DIVORCED,
    Address,
    Person,
    Population,
)

MOTHER_AGES, FATHER_AGES = (16, 48), (16, 75)
BETWEEN_SIBLINGS = 270  # days; or the same day
AFTER_FATHERS_DEATH = 310  # days
MARRIAGE_AGES = {MALE: 20, FEMALE: 18}
CARD_FROM, HEAD_FROM = 14, 18
NOTICE = re.compile(r"[0-9]{5}\.GCS\.([0-9]{5})\.26")
OPEN_FOR_DAYS = 60
CLANS_OF_MOTHERS = "12"  # Ê-đê

Rule = Callable[["People"], Iterator[str]]
RULES: list[Rule] = []


class People:
    """A population with the look-ups that rules need."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.by_id = {person.personal_id: person for person in population.people}
        self.of_mother: dict[str, list[Person]] = defaultdict(list)
        self.in_file: dict[str, list[Person]] = defaultdict(list)
        for person in population.people:
            if person.mother_id:
                self.of_mother[person.mother_id].append(person)
            if person.file_no:
                self.in_file[person.file_no].append(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.population.people)

    def parents(self, person: Person) -> Iterator[tuple[str, Person]]:
        """Give a person's known parents with their sex."""
        for sex, number in ((MALE, person.father_id), (FEMALE, person.mother_id)):
            if number:
                yield sex, self.by_id[number]


def rule(check: Rule) -> Rule:
    """Add a rule; its docstring says what must hold."""
    RULES.append(check)
    return check


def violations(population: Population) -> list[str]:
    """Return what does not hold, each as «rule: whom»; empty is good."""
    broken = [f"kin_exist: {number}" for number in _unknown_kin(population)]
    if broken:  # the other rules follow these links
        return broken
    people = People(population)
    return [f"{check.__name__}: {found}" for check in RULES for found in check(people)]


def _unknown_kin(population: Population) -> Iterator[str]:
    known = {person.personal_id for person in population.people}
    for person in population.people:
        for number in (person.father_id, person.mother_id, person.spouse_id):
            if number and number not in known:
                yield person.personal_id
    for notice in population.notices:
        if not {notice.mother_id, notice.father_id or notice.mother_id} <= known:
            yield notice.code
    for account in population.accounts:
        if account.personal_id not in known:
            yield account.personal_id
    for marriage in population.marriages:
        if not {marriage.husband_id, marriage.wife_id} <= known:
            yield marriage.number


@rule
def numbers_are_synthetic(people: People) -> Iterator[str]:
    """A personal id is of the synthetic range and fits sex and year."""
    for person in people:
        try:
            facts = personal_id.facts(person.personal_id)
        except FormsError:
            yield person.personal_id
            continue
        if (facts.sex, facts.year) != (person.sex, person.born_on.year):
            yield person.personal_id


@rule
def nothing_is_given_twice(people: People) -> Iterator[str]:
    """Personal and old ids, phones, e-mails, insurance numbers are one person's."""
    for name in ("personal_id", "old_id_9", "phone", "email", "insurance_number"):
        counts = Counter(getattr(person, name) for person in people)
        yield from (text for text, count in counts.items() if text and count > 1)


@rule
def contacts_reach_nobody(people: People) -> Iterator[str]:
    """Phones and e-mails are of the reserved ranges, insurance of no province."""
    for person in people:
        if not (
            _is_kept(contacts.phone, person.phone)
            and _is_kept(contacts.email, person.email)
            and re.fullmatch("98[0-9]{8}", person.insurance_number or "9800000000")
        ):
            yield person.personal_id


@rule
def names_are_clean(people: People) -> Iterator[str]:
    """A name has a surname and a given name, in NFC, with single spaces."""
    for person in people:
        is_clean = names.normalise(person.full_name) == person.full_name
        if not (is_clean and person.surname and person.given_name):
            yield person.personal_id


@rule
def surnames_come_from_parents(people: People) -> Iterator[str]:
    """The surname is the father's, or the mother's; the Ê-đê keep her clan."""
    for person in people:
        parents = dict(people.parents(person))
        if not parents:
            continue
        if person.ethnicity == CLANS_OF_MOTHERS:
            fits = person.given_name == parents[FEMALE].given_name
        else:
            fits = person.surname == parents.get(MALE, parents[FEMALE]).surname
        if not fits:
            yield person.personal_id


@rule
def lives_lie_in_time(people: People) -> Iterator[str]:
    """Nobody is born or dies in the future, or dies before birth."""
    for person in people:
        died = date.fromisoformat(person.died_on) if person.died_on else None
        is_late = person.born_on > AS_OF or (died is not None and died > AS_OF)
        is_reversed = died is not None and died < person.born_on
        if is_late or is_reversed or (died is None) != person.is_alive:
            yield person.personal_id


@rule
def parents_can_be_parents(people: People) -> Iterator[str]:
    """Parents have the right sex and age, and lived when they had to."""
    for person in people:
        for sex, parent in people.parents(person):
            low, high = MOTHER_AGES if sex == FEMALE else FATHER_AGES
            grace = timedelta(days=AFTER_FATHERS_DEATH if sex == MALE else 0)
            died = date.fromisoformat(parent.died_on) if parent.died_on else AS_OF
            if (
                parent.sex != sex
                or not low <= parent.age_on(person.born_on) <= high
                or died + grace < person.born_on
            ):
                yield person.personal_id


@rule
def siblings_are_spaced(people: People) -> Iterator[str]:
    """Children of a mother come 270 days apart, or on the same day."""
    for mother, children in people.of_mother.items():
        days = sorted(child.born_on for child in children)
        days += sorted(
            date.fromisoformat(notice.born_at[:10])
            for notice in people.population.notices
            if notice.mother_id == mother
        )
        gaps = ((b - a).days for a, b in pairwise(days))
        if any(gap and gap < BETWEEN_SIBLINGS for gap in gaps):
            yield mother


@rule
def spouses_are_two(people: People) -> Iterator[str]:
    """Husband and wife name each other, are a man and a woman, and no siblings."""
    for person in people:
        if not person.spouse_id:
            continue
        spouse = people.by_id[person.spouse_id]
        mine = {parent.personal_id for _sex, parent in people.parents(person)}
        theirs = {parent.personal_id for _sex, parent in people.parents(spouse)}
        kin = {person.personal_id, *mine} & {
            spouse.personal_id,
            *theirs,
        } | mine & theirs
        if spouse.spouse_id != person.personal_id or spouse.sex == person.sex or kin:
            yield person.personal_id


@rule
def marriages_are_lawful(people: People) -> Iterator[str]:
    """Both were old enough and alive, and name each other as spouse."""
    registered = set()
    for marriage in people.population.marriages:
        day = date.fromisoformat(marriage.registered_on)
        for number, other in (
            (marriage.husband_id, marriage.wife_id),
            (marriage.wife_id, marriage.husband_id),
        ):
            person = people.by_id[number]
            died = date.fromisoformat(person.died_on) if person.died_on else AS_OF
            is_old_enough = person.age_on(day) >= MARRIAGE_AGES[person.sex]
            if not is_old_enough or day > died or person.spouse_id != other:
                yield number
            registered.add(number)
    yield from (
        person.personal_id
        for person in people
        if person.spouse_id and person.personal_id not in registered
    )


@rule
def marital_status_fits(people: People) -> Iterator[str]:
    """Who has a living spouse is married; who lost one is widowed."""
    for person in people:
        if not person.spouse_id:
            fits = person.marital_status in {SINGLE, WIDOWED_OR_DIVORCED}
        else:
            spouse = people.by_id[person.spouse_id]
            survived = (spouse.died_on or "9999") < (person.died_on or "9998")
            wanted = WIDOWED_OR_DIVORCED if survived else MARRIED
            fits = person.marital_status == wanted
        if not fits:
            yield person.personal_id


@rule
def households_are_whole(people: People) -> Iterator[str]:
    """A household has one adult head and one address, which is nobody else's."""
    addresses = Counter(_written(home.address) for home in people.population.households)
    for home in people.population.households:
        members = people.in_file[home.file_no]
        heads = [one for one in members if one.relation_to_head == "head"]
        if (
            [one.personal_id for one in heads] != [home.head_id]
            or heads[0].age_on(AS_OF) < HEAD_FROM
            or any(one.permanent_residence != home.address for one in members)
            or addresses[_written(home.address)] > 1
        ):
            yield home.file_no


@rule
def members_belong(people: People) -> Iterator[str]:
    """The living belong to a household that exists, the dead to none."""
    files = {home.file_no for home in people.population.households}
    for person in people:
        if person.file_no is not None and (
            person.file_no not in files or not person.is_alive
        ):
            yield person.personal_id


@rule
def relations_are_true(people: People) -> Iterator[str]:
    """What a member is to the head can be read from the kin links."""
    heads = {home.file_no: home.head_id for home in people.population.households}
    for person in people:
        if not person.file_no:
            continue
        head = people.by_id[heads[person.file_no]]
        couple = {head.personal_id, head.spouse_id} - {None}
        parents = {parent.personal_id for _sex, parent in people.parents(person)}
        grandparents = {
            grand.personal_id
            for _sex, parent in people.parents(person)
            for _same, grand in people.parents(parent)
        }
        checks = {
            "wife": person.sex == FEMALE and person.spouse_id == head.personal_id,
            "husband": person.sex == MALE and person.spouse_id == head.personal_id,
            "birth_child": head.personal_id in parents,
            "paternal_grandchild": bool(couple & grandparents),
            "maternal_grandchild": bool(couple & grandparents),
            "father": head.father_id == person.personal_id,
            "mother": head.mother_id == person.personal_id,
        }
        if not checks.get(person.relation_to_head or "", True):
            yield person.personal_id


@rule
def residences_are_known(people: People) -> Iterator[str]:
    """The living have the residence their type names; communes exist."""
    for person in people:
        residence = {
            "permanent": person.permanent_residence,
            "temporary": person.temporary_residence,
            "current": person.current_residence,
        }[person.residence_type]
        places = [residence, person.hometown, person.birth_place]
        if not all(place and _is_known(place) for place in places):
            yield person.personal_id


@rule
def cards_follow_age(people: People) -> Iterator[str]:
    """A card is issued from 14 on, not in the future; overdue ones are stories."""
    overdue = overdue_cards()
    for person in people:
        card = person.id_card
        if card is None:
            if person.is_alive and person.age_on(AS_OF) >= CARD_FROM:
                yield person.personal_id
            continue
        issued = date.fromisoformat(card["issued_on"])
        has_expired = bool(
            card["expires_on"] and card["expires_on"] <= AS_OF.isoformat()
        )
        too_young = person.age_on(issued) < CARD_FROM
        is_wrong = has_expired != (person.personal_id in overdue)
        if too_young or issued > AS_OF or is_wrong or not person.is_alive:
            yield person.personal_id


@rule
def notices_are_plausible(people: People) -> Iterator[str]:
    """A notice names a living mother, a fitting father and a known facility."""
    known = {option.code for option in codelists.facilities()}
    codes = Counter(notice.code for notice in people.population.notices)
    for notice in people.population.notices:
        mother = people.by_id[notice.mother_id]
        father = people.by_id.get(notice.father_id or "")
        born = date.fromisoformat(notice.born_at[:10])
        found = NOTICE.fullmatch(notice.code)
        if (
            found is None
            or found[1] != notice.facility_code
            or notice.facility_code not in known
            or codes[notice.code] > 1
            or not mother.is_alive
            or mother.sex != FEMALE
            or (father is not None and father.sex != MALE)
            or not 0 <= (AS_OF - born).days <= OPEN_FOR_DAYS
            or notice.child_no > 1 + len(people.of_mother[notice.mother_id]) + 1
        ):
            yield notice.code


def _is_kept(clean: Callable[[str], str], text: str | None) -> bool:
    try:
        return text is None or clean(text) == text
    except FormsError:
        return False


def _written(place: Address) -> str:
    return "|".join(place.values())


def _is_known(place: Address) -> bool:
    try:
        unit = codelists.commune(place["commune"])
    except FormsError:
        return False
    return unit.province == place["province"]
