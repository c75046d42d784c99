"""Two citizens with drafts, dossiers, papers and results; one is a stranger.

The stranger's name is a mark: wherever it is read, somebody saw too much. Her
dossier went to offices of another commune than those of the officer in the tests.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from portal import clock
from portal.auth.models import Membership
from portal.documents import service as documents
from portal.dossiers import submitting
from portal.rehearse.filling import a_paper
from portal.tasks import TASKS, TaskContext
from tests.portal.factories import (
    BIRTH_ANSWERS,
    DAO,
    DAO_NAME,
    HOME,
    OFFICERS,
    STRANGER,
    WORLD,
    FakeRegister,
    a_draft,
    bring,
)

MARK = "Quynhmat"
STRANGER_NAME = f"Lý Thị {MARK}"
ELSEWHERE = {"province": "01", "commune": "00082", "detail": f"Ngõ {MARK}"}
CLERK = OFFICERS["civil_status"]


@dataclass(frozen=True)
class Belongings:
    """What one citizen has in the portal."""

    person_id: str
    full_name: str
    draft: str
    """Token of a draft that lacks nothing."""
    dossier: str
    """Code of a dossier that waits for an officer's decision."""
    asked: str
    """Code of a dossier that came back for a supplement."""
    done: str
    """Code of a dossier with a first result."""
    result: str
    """Code of that result."""
    upload: int
    """Number of a picture in the draft."""
    sent_upload: int
    """Number of a picture in the dossier."""

    def names(self) -> tuple[str, ...]:
        """Return everything with which an address can name these things."""
        return (self.draft, self.dossier, self.asked, self.done, self.result)


@dataclass(frozen=True)
class Scene:
    """Whose things are in the database."""

    dao: Belongings
    stranger: Belongings


def build(sessions: sessionmaker[Session]) -> Scene:
    """Fill a database with both citizens' things, and an officer."""
    with sessions.begin() as db:
        db.merge(
            Membership(
                person_id=CLERK.person_id,
                full_name=CLERK.full_name,
                office=CLERK.office,
                title="Công chức",
            )
        )
    return Scene(
        dao=_belongings(sessions, DAO, DAO_NAME, {}),
        stranger=_belongings(sessions, STRANGER, STRANGER_NAME, _marked()),
    )


def _marked() -> dict[str, Any]:
    """Return answers that carry the mark and lead to another commune's offices."""
    homes = {name: ELSEWHERE for name, value in BIRTH_ANSWERS.items() if value is HOME}
    return {
        **homes,
        "requester_full_name": STRANGER_NAME,
        "requester_personal_id": STRANGER,
        "child_given_name": MARK,
        "mother_given_name": MARK,
        "mother_personal_id": STRANGER,
        "requester_email": f"{MARK.lower()}@example.com",
    }


def _picture(db: Session, person: str, draft: str) -> int:
    paper = a_paper()
    kept = documents.keep_upload(
        db,
        owner=person,
        draft_token=draft,
        paper="birth_notice_scan",
        filename=f"{MARK if person == STRANGER else 'dao'}.png",
        content=paper.content,
        now=clock.now(db, WORLD),
    )
    return int(kept.id)


def _dossier(
    db: Session, person: str, name: str, status: str, answers: dict[str, Any]
) -> tuple[str, int]:
    draft = a_draft(db, person_id=person, **answers).token
    picture = _picture(db, person, draft)
    dossier = submitting.submit(
        db, token=draft, person_id=person, person_name=name, twin=True
    )
    bring(db, dossier.code, "civil_status", status)
    return dossier.code, picture


def _belongings(
    sessions: sessionmaker[Session], person: str, name: str, answers: dict[str, Any]
) -> Belongings:
    with sessions.begin() as db:
        draft = a_draft(db, person_id=person, **answers).token
        upload = _picture(db, person, draft)
        waiting, sent_upload = _dossier(db, person, name, "accepted", answers)
        asked, _sent = _dossier(db, person, name, "returned", answers)
        done, _sent = _dossier(db, person, name, "decided", answers)
    register: Any = FakeRegister()
    context = TaskContext(
        sessions=sessions,
        register=register,
        intake_url="http://127.0.0.1:9",
        intake_key="k",
        verify_base_url="http://127.0.0.1:8390",
    )
    TASKS["complete_branch"](context, dossier=done, branch="civil_status")
    with sessions() as db:
        result = next(iter(documents.results_of(db, done))).code
    return Belongings(
        person_id=person,
        full_name=name,
        draft=draft,
        dossier=waiting,
        asked=asked,
        done=done,
        result=str(result),
        upload=upload,
        sent_upload=sent_upload,
    )
