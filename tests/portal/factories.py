"""Whole things for tests: a draft, a dossier, an officer, a register.

Dossiers are made by the real services, step by step, up to the status asked for.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.autofill.values import Fill, Filled
from portal.clients.errors import RegisterError
from portal.dossiers import drafting, review, submitting
from portal.dossiers.actors import Officer
from portal.dossiers.events import Reason
from portal.dossiers.models import Dossier, Draft
from portal.dossiers.record import carrying, history
from portal.dossiers.state import BranchState, BranchStatus

WORLD = "public"
MORNING = datetime.fromisoformat("2026-03-10T08:30:00+07:00")

DAO, DAO_NAME = "901196004217", "Trần Thị Hồng Đào"
UNG, UT = "901093118650", "901158070032"
STRANGER = "901190000018"

HOME = {"province": "01", "commune": "00070", "detail": "Số 12 phố Hàng Trống"}
HOSPITAL = {"province": "01", "commune": "00070", "detail": "Bệnh viện Phụ sản"}

BIRTH_ANSWERS: dict[str, Any] = {
    "requester_full_name": DAO_NAME,
    "requester_personal_id": DAO,
    "requester_date_of_birth": "1996-07-02",
    "requester_sex": "2",
    "requester_id_issue_date": "2021-05-10",
    "requester_id_issue_place": "Bộ Công an",
    "requester_residence_type": "permanent",
    "requester_residence_country": "VN",
    "requester_residence_address": HOME,
    "requester_relation_to_child": "mother",
    "requester_phone": "0999012345",
    "requester_email": "dao@example.com",
    "birth_notice_source": "1",
    "child_surname": "Nguyễn",
    "child_middle_name": "Trần Bảo",
    "child_given_name": "Ân",
    "child_date_of_birth": "2026-03-07",
    "birth_place_country": "VN",
    "birth_place_address": HOSPITAL,
    "child_sex": "2",
    "child_nationality": "VN",
    "child_ethnicity": "01",
    "hometown_country": "VN",
    "hometown_address": HOME,
    "copies_requested": "0",
    "mother_nationality": "VN",
    "mother_ethnicity": "01",
    "mother_surname": "Trần",
    "mother_middle_name": "Thị Hồng",
    "mother_given_name": "Đào",
    "mother_date_of_birth": "1996-07-02",
    "mother_personal_id": DAO,
    "mother_deceased": False,
    "mother_residence_type": "permanent",
    "mother_residence_country": "VN",
    "mother_residence_address": HOME,
    "father_nationality": "VN",
    "father_ethnicity": "01",
    "father_surname": "Nguyễn",
    "father_middle_name": "Hoàng",
    "father_given_name": "Ưng",
    "father_date_of_birth": "1993-09-15",
    "father_personal_id": UNG,
    "father_deceased": False,
    "father_same_residence_as_mother": True,
    "household_head_is_father": True,
    "household_head_is_mother": False,
    "household_head_full_name": "Nguyễn Hoàng Ưng",
    "household_head_personal_id": UNG,
    "child_relation_to_head": "child",
    "residence_registration_address": HOME,
    "primary_care_facility_code": "01001",
    "card_guardian": "mother",
}
"""A complete declaration for the newborn girl of Trần Thị Hồng Đào."""

OFFICERS = {
    "civil_status": Officer(
        "901090000011", "Phạm Minh Khôi", "commune_civil_status.00070"
    ),
    "residence": Officer("901189000012", "Đỗ Thu Hà", "commune_police.00070"),
    "health_insurance": Officer(
        "901191000013", "Ngô Tường Vy", "social_insurance.00070"
    ),
}


def a_draft(
    db: Session,
    procedure: str = "birth",
    *,
    person_id: str = DAO,
    answers: Mapping[str, Any] | None = None,
    locked: tuple[str, ...] = (),
    **changed: Any,
) -> Draft:
    """Return a draft that is complete; ``changed`` answers replace the usual ones.

    Every answer is a first value of the register. An answer of None is left out.
    """
    draft = drafting.open_draft(
        db, world=WORLD, procedure=procedure, person_id=person_id
    )
    chosen = {**(BIRTH_ANSWERS if answers is None else answers), **changed}
    read_at = clock.now(db, WORLD)
    values = {
        name: Filled(value, "population", person_id, read_at, locked=name in locked)
        for name, value in chosen.items()
        if value is not None
    }
    return drafting.keep_prefill(db, draft, Fill(values))


def a_dossier(
    db: Session,
    procedure: str = "birth",
    *,
    branch: str = "civil_status",
    status: str = "sent",
    person_id: str = DAO,
    person_name: str = DAO_NAME,
    answers: Mapping[str, Any] | None = None,
    **changed: Any,
) -> Dossier:
    """Return a submitted dossier whose branch stands at ``status``.

    What other branches must have done before is done: ``branch="residence"`` has
    its birth certificate.
    """
    draft = a_draft(db, procedure, person_id=person_id, answers=answers, **changed)
    dossier = submitting.submit(
        db, token=draft.token, person_id=person_id, person_name=person_name, twin=True
    )
    bring(db, dossier.code, branch, status)
    return dossier


def bring(db: Session, code: str, branch: str, status: str) -> None:
    """Bring a branch to a status, and before it what it needs to completion."""
    past = history.load(db, code)
    for need in past.procedure.branch(branch).needs:
        if past.branch(need).status is not BranchStatus.COMPLETED:
            bring(db, code, need, "completed")
    steps = ["sent", "received", "accepted", "decided", "completed"]
    acts = {
        "received": receive,
        "accepted": accept,
        "returned": return_it,
        "refused": refuse,
        "decided": decide,
        "completed": complete,
    }
    way = [*steps[1:3], status] if status in {"returned", "refused"} else steps[1:]
    now = state_of(db, code, branch).status.value
    done = way.index(now) + 1 if now in way else 0
    for step in way[done : way.index(status) + 1 if status in way else 0]:
        acts[step](db, code, branch)


def state_of(db: Session, code: str, branch: str) -> BranchState:
    """Return where a branch stands."""
    return history.load(db, code).branch(branch)


def an_officer(db: Session, code: str, branch: str) -> Officer:
    """Return an officer of the office that has a branch."""
    office = state_of(db, code, branch).office
    known = OFFICERS.get(branch)
    if known is not None and known.office == office:
        return known
    return Officer("901090000099", "Cán bộ kiểm thử", office)


def receive(db: Session, code: str, branch: str, at: datetime | None = None) -> None:
    """Let the office's intake confirm that it has the branch."""
    carrying.mark_received(
        db,
        code,
        branch=branch,
        attempt=state_of(db, code, branch).attempt,
        receipt="BN-000001",
        received_at=at or clock.now(db, WORLD),
    )


def accept(db: Session, code: str, branch: str) -> None:
    """Let an officer take the branch up."""
    review.accept(db, code, **_seen(db, code, branch))


def decide(db: Session, code: str, branch: str) -> None:
    """Let an officer agree."""
    review.decide(db, code, **_seen(db, code, branch))


def return_it(
    db: Session, code: str, branch: str, reasons: tuple[Reason, ...] = ()
) -> None:
    """Let an officer ask for a supplement of the first thing that can be asked."""
    reasons = reasons or (Reason("Sai chính tả. Ghi lại.", field=_any_field(db, code)),)
    review.return_for_supplement(db, code, **_seen(db, code, branch), reasons=reasons)


def refuse(db: Session, code: str, branch: str) -> None:
    """Let an officer refuse."""
    review.refuse(db, code, **_seen(db, code, branch), reason="Không đủ điều kiện.")


def complete(db: Session, code: str, branch: str) -> None:
    """Write down that all effects and the result of a decision are there."""
    past = history.load(db, code, lock=True)
    for effect in past.procedure.branch(branch).effects:
        carrying.apply_effect(
            db, code, branch=branch, effect=effect, facts=FACTS.get(effect, {})
        )
    past = history.load(db, code, lock=True)
    carrying.complete(db, past, branch=branch, document=f"{code}.{branch}")


FACTS: dict[str, dict[str, str]] = {
    "population.register_birth": {"personal_id": "901326000019"},
    "population.register_residence": {"file_no": "01.00070.500001"},
    "population.issue_insurance_number": {
        "insurance_number": "0100000017",
        "card_code": "TE1010100000017",
        "valid_from": "2026-03-07",
        "valid_to": "2032-09-30",
    },
}
"""What a register gives back, by effect."""


class FakeRegister:
    """A register in memory; ``failing`` makes every call raise that error."""

    def __init__(self) -> None:
        self.failing: RegisterError | None = None
        self.calls: list[tuple[str, dict[str, Any], str]] = []
        """Method, payload and idempotency key, in order."""
        self.callers: list[Any] = []

    def register_birth(
        self, birth: Mapping[str, Any], *, key: str, caller: Any
    ) -> dict[str, str]:
        """Record a birth."""
        return self._answer("register_birth", birth, key, caller)

    def register_residence(
        self, residence: Mapping[str, Any], *, key: str, caller: Any
    ) -> dict[str, str]:
        """Record a residence."""
        return self._answer("register_residence", residence, key, caller)

    def issue_insurance_number(
        self, request: Mapping[str, Any], *, key: str, caller: Any
    ) -> dict[str, str]:
        """Give an insurance number."""
        return self._answer("issue_insurance_number", request, key, caller)

    def _answer(
        self, verb: str, sent: Mapping[str, Any], key: str, caller: Any
    ) -> dict[str, str]:
        if self.failing is not None:
            raise self.failing
        self.calls.append((verb, dict(sent), key))
        self.callers.append(caller)
        return FACTS[f"population.{verb}"]


def _seen(db: Session, code: str, branch: str) -> dict[str, Any]:
    return {
        "branch": branch,
        "officer": an_officer(db, code, branch),
        "version": history.load(db, code).state.version,
    }


def _any_field(db: Session, code: str) -> str:
    return history.load(db, code).procedure.subject_name[-1]
