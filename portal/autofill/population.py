"""First values from the population register: the requester, the couple, the home.

At most four calls: the requester, the family, and the household of the mother or,
failing that, of the father. What the citizen did not agree to is not read.
"""

from forms.conditions import Json
from forms.i18n import _
from portal.autofill.case import Case, Findings
from portal.autofill.parents import Parents, find_parents
from portal.autofill.places import address_of
from portal.autofill.values import Found
from portal.clients.errors import PersonNotFound, RegisterError
from portal.clients.records import Address, Household, Marriage, Person

NOT_IN_REGISTER = _(
    "Không có người yêu cầu trong CSDL dân cư nên không điền sẵn được; công dân tự "
    "khai. Đối chiếu giấy tờ trước khi tiếp nhận."
)
ALIVE, DEAD = "1", "2"


def read(case: Case, findings: Findings) -> None:
    """Offer what the register knows; what it fails to give becomes an outage."""
    if findings.register_is_dead:
        findings.repeat_outage("population")
        return
    try:
        _read(case, findings)
    except PersonNotFound:
        findings.notes.append(NOT_IN_REGISTER)
    except RegisterError as error:
        findings.failed("population", error)


def _read(case: Case, findings: Findings) -> None:
    requester = case.register.person(case.person_id, case.caller)
    _offer_person("requester", requester, case, findings)
    if not case.asks_about("mother", "father", "marriage"):
        return
    family = None
    if case.allows_family:
        family = case.register.family(case.person_id, case.caller)
    parents = find_parents(requester, family, findings.notice, case.today.year)
    findings.one_parent = _is_one_parent(parents, case, findings)
    if parents.note:
        findings.notes.append(parents.note)
    for role, person in (("mother", parents.mother), ("father", parents.father)):
        if person is not None:
            _offer_person(role, person, case, findings, certain=parents.certain)
    if findings.one_parent and parents.mother:
        _offer_hometown_of_mother(parents.mother, findings)
    if family and family["marriage"] and parents.mother and parents.father:
        _offer_marriage(family["marriage"], requester, findings)
    if case.allows_residence:
        _offer_home(parents, case, findings)


def _offer_person(
    role: str, person: Person, case: Case, findings: Findings, *, certain: bool = True
) -> None:
    origin = Found("", "population", person["personal_id"], certain)
    card = person["id_card"]
    values: dict[str, Json | None] = {
        "personal_id": person["personal_id"],
        "full_name": person["full_name"],
        "surname": person["surname"],
        "middle_name": person["middle_name"],
        "given_name": person["given_name"],
        "sex": person["sex"],
        "date_of_birth": person["date_of_birth"],
        "nationality": person["nationality"],
        "ethnicity": person["ethnicity"],
        "deceased": _deceased(person),
        "id_card.issued_on": card["issued_on"] if card else None,
        "id_card.issuer": card["issuer"] if card else None,
        **_place("hometown", person["hometown"]),
    }
    if case.allows_residence:
        values |= {
            "residence_type": person["residence_type"],
            **_place("residence", person["residence"]),
            **_place("permanent_residence", person["permanent_residence"]),
        }
    for name, value in values.items():
        findings.offer(f"{role}.{name}", value, origin)


def _place(name: str, place: Address | None) -> dict[str, Json | None]:
    return {
        f"{name}.country": place["country"] if place else None,
        name: address_of(place),
    }


def _deceased(person: Person) -> bool | None:
    """Tell whether a person has died; ``None`` when the register does not know."""
    return {ALIVE: False, DEAD: True}.get(str(person["life_status"]))


def _offer_marriage(marriage: Marriage, requester: Person, findings: Findings) -> None:
    # Marital data in the register is often out of date: it is never locked.
    origin = Found("", "population", requester["personal_id"], certain=False)
    findings.offer("marriage.number", marriage["number"], origin)
    findings.offer("marriage.book", marriage["book"], origin)
    findings.offer("marriage.registered_on", marriage["registered_on"], origin)
    findings.offer("marriage.place", marriage["place"], origin)


def _is_one_parent(parents: Parents, case: Case, findings: Findings) -> bool:
    """Tell whether data say that the child has a mother and no known father."""
    named = findings.notice["father_id"] if findings.notice else None
    return (
        case.allows_family
        and parents.mother is not None
        and parents.father is None
        and named is None
    )


def _offer_hometown_of_mother(mother: Person, findings: Findings) -> None:
    """Propose the mother's hometown where there is no father.

    Luật Hộ tịch 2014 Điều 4 khoản 8: the hometown is the father's or the mother's.
    """
    origin = Found("", "population", mother["personal_id"], certain=False)
    for name, value in _place("hometown", mother["hometown"]).items():
        findings.offer(f"father.{name}", value, origin)


def _offer_home(parents: Parents, case: Case, findings: Findings) -> None:
    """Offer the household in which the child may be registered.

    Luật Cư trú 2020 Điều 12: the child lives where the parents live. The mother's
    household comes first, the father's stands in for it.
    """
    for parent in (parents.mother, parents.father):
        if parent is None or parent["household"] is None:
            continue
        household = case.register.household(parent["personal_id"], case.caller)
        if household is not None:
            _offer_household(household, findings, certain=parents.certain)
            if parent is parents.father:
                _offer_residence_of_father(parent, findings)
            return


def _offer_household(
    household: Household, findings: Findings, *, certain: bool
) -> None:
    origin = Found("", "population", household["file_no"], certain)
    head = household["head"]
    findings.offer("mother.household.head.personal_id", head["personal_id"], origin)
    findings.offer("mother.household.head.full_name", head["full_name"], origin)
    for role in ("mother", "father"):
        number = findings.text(f"{role}.personal_id")
        for member in household["members"]:
            if member["personal_id"] == number:
                relation = member["relation_to_head"]
                findings.offer(f"{role}.relation_to_head", relation, origin)


def _offer_residence_of_father(father: Person, findings: Findings) -> None:
    if findings.known("mother.permanent_residence") is None:
        origin = Found("", "population", father["personal_id"], certain=False)
        place = address_of(father["permanent_residence"])
        findings.offer("mother.permanent_residence", place, origin)
