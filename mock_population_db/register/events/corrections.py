"""Correcting facts (cải chính hộ tịch, NĐ 70/2024 Điều 6); the number never changes."""

from dataclasses import asdict, dataclass

from forms import names
from mock_population_db.errors import DuplicateBirth
from mock_population_db.models import JsonObject, Person
from mock_population_db.refusals.facts import (
    EthnicityNotOfParents,
    NothingToCorrect,
)
from mock_population_db.register.events.days import earliest
from mock_population_db.register.events.households import renew_relations
from mock_population_db.register.events.journal import Certificate, Entry
from mock_population_db.register.events.kin import Kin
from mock_population_db.register.events.plausible import refuse_impossible_kin
from mock_population_db.register.lookups import children_of

KIND = "correction"
CORRECTABLE = (
    "surname",
    "middle_name",
    "given_name",
    "date_of_birth",
    "sex",
    "ethnicity",
    "nationality",
    "religion",
    "hometown",
    "birth_place",
)
EVIDENCE = (
    "birth_certificate",  # giấy khai sinh
    "court_decision",  # bản án, quyết định của tòa án
    "civil_status_extract",  # trích lục hộ tịch
    "identity_paper",  # giấy tờ tùy thân
    "medical_certificate",  # giấy chứng nhận y tế
    "other_paper",  # giấy tờ khác
)


@dataclass(frozen=True)
class Correction:
    """A correction as the office decided it, with its reason and its evidence."""

    personal_id: str
    changes: JsonObject
    reason: str
    evidence_kind: str
    evidence_number: str | None
    paper: Certificate


def register_correction(entry: Entry, correction: Correction) -> JsonObject:
    """Correct facts of a person and return the event.

    Raises:
        PersonNotFound, PersonDeceased: nobody's facts can be corrected.
        NothingToCorrect: the register says so already.
        KinImpossible, EthnicityNotOfParents, DuplicateBirth: the family forbids it.
    """
    person = entry.living(correction.personal_id)
    wrong = {
        name: value
        for name, value in correction.changes.items()
        if getattr(person, name) != value
    }
    if not wrong:
        raise NothingToCorrect
    entry.check_certificate(KIND, correction.paper.registered_on, correction.paper)
    if "date_of_birth" in wrong:
        _check_birth(entry, wrong["date_of_birth"])
    row = entry.change(person, "corrected")
    for name, value in wrong.items():
        setattr(row, name, value)
    entry.db.flush()
    _check_family(entry, row, wrong)
    renew_relations(entry, [row])
    event = entry.write(
        KIND,
        happened_on=correction.paper.registered_on,
        facts=asdict(correction),
        paper=correction.paper,
    )
    return entry.answer(event)


def _check_birth(entry: Entry, born: str) -> None:
    entry.refuse_future(earliest(born).isoformat())


def _check_family(entry: Entry, person: Person, wrong: JsonObject) -> None:
    if wrong.keys() & {"date_of_birth", "sex"}:
        refuse_impossible_kin(entry, person)
    if wrong.keys() & {"date_of_birth", "given_name"}:
        _refuse_double(entry, person)
    if "ethnicity" in wrong:
        parents = Kin(entry.db, entry.world).parents(person)
        if parents and person.ethnicity not in {one.ethnicity for one in parents}:
            raise EthnicityNotOfParents


def _refuse_double(entry: Entry, person: Person) -> None:
    """A brother or sister of the same day and name is the same child twice."""
    if not person.mother_id:
        return
    for sibling in children_of(entry.db, person.mother_id, entry.world):
        if (
            sibling.personal_id != person.personal_id
            and sibling.date_of_birth == person.date_of_birth
            and names.fold(sibling.given_name) == names.fold(person.given_name)
            and sibling.sex == person.sex
        ):
            raise DuplicateBirth
