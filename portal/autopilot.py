"""Officers who answer by rule, for demos and scenarios.

A world's switch says how: ``fast`` answers at once, ``human`` lets each step take a
while. What they answer stands in :data:`RULES`; the first rule that fits wins, and
without one they agree. Two workers may do this at once: the second finds the branch
changed and leaves it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from forms.i18n import _, gettext
from forms.names import fold
from portal import clock
from portal.clock import World
from portal.documents import service as documents
from portal.dossiers import queries, review
from portal.dossiers.actors import AUTOPILOT, Officer
from portal.dossiers.errors import ActionNotAllowed, DossierError, StaleDossier
from portal.dossiers.events import Reason
from portal.dossiers.papers import needed_papers
from portal.dossiers.record import history
from portal.dossiers.record.history import History
from portal.dossiers.returning import returnable_fields
from portal.dossiers.state import BranchStatus

log = logging.getLogger(__name__)

NAME = _("Cán bộ tự động (giả lập)")
PAUSES = {"fast": timedelta(0), "human": timedelta(seconds=20)}
"""How long a step takes in each mode, in the world's time."""

PLACEHOLDERS = {"chua dat ten", "chua co ten", "khong ten", "khong co ten", "be"}
AT_ONCE = 50


class WithSessions(Protocol):
    """What the autopilot needs of the worker's context."""

    @property
    def sessions(self) -> sessionmaker[Session]:
        """Makes sessions whose queue is the durable one."""


@dataclass(frozen=True)
class Review:
    """What a rule looks at."""

    past: History
    branch: str
    papers: frozenset[str]
    """Codes of the papers in the dossier."""


@dataclass(frozen=True)
class Rule:
    """One rule: when it fits, the branch comes back for this reason.

    Attributes:
        finds: returns what is wrong as a field or paper, or None.
        text: the reason that the citizen reads.
    """

    name: str
    finds: Callable[[Review], Reason | None]


_NO_PAPER = _("Hồ sơ chưa có giấy tờ này. Chụp hoặc quét rồi tải lên.")
_NO_NAME = _("Đây chưa phải là tên của một người. Ghi đúng tên sẽ đăng ký.")


def tick(context: WithSessions) -> None:
    """Do what is due in every world whose autopilot is on."""
    with context.sessions() as db:
        due = _due(db)
    for code, branch in due:
        try:
            with context.sessions.begin() as db:
                step(db, code, branch)
        except (StaleDossier, ActionNotAllowed, StaleDataError):
            log.debug("another worker or an officer was first: %s/%s", code, branch)
        except DossierError:  # one odd dossier must not keep the others waiting
            log.exception("the autopilot cannot answer %s/%s", code, branch)


def step(db: Session, code: str, branch: str) -> None:
    """Take one step with one branch: accept what came, then answer it.

    A decision that a register refused becomes a refusal in the register's words.
    """
    past = history.load(db, code, lock=True)
    state = past.branch(branch)
    officer = Officer(AUTOPILOT, str.__str__(NAME), state.office)
    version = past.state.version
    if state.status is BranchStatus.RECEIVED:
        review.accept(db, code, branch=branch, officer=officer, version=version)
    elif state.is_stuck_in_register and state.failure is not None:
        words = gettext("CSDL dân cư không ghi nhận: %(detail)s")
        review.refuse(
            db,
            code,
            branch=branch,
            officer=officer,
            version=version,
            reason=words % {"detail": state.failure.detail},
        )
    elif state.status is BranchStatus.ACCEPTED:
        _answer(db, past, branch, officer)


def _answer(db: Session, past: History, branch: str, officer: Officer) -> None:
    code, version = past.dossier.code, past.state.version
    reasons = findings(_review(db, past, branch))
    if reasons:
        review.return_for_supplement(
            db, code, branch=branch, officer=officer, version=version, reasons=reasons
        )
    else:
        review.decide(db, code, branch=branch, officer=officer, version=version)


def findings(seen: Review) -> list[Reason]:
    """Return every reason for which a branch has to come back."""
    found = (rule.finds(seen) for rule in RULES)
    return [reason for reason in found if reason is not None]


def _missing_paper(seen: Review) -> Reason | None:
    needed = needed_papers(
        seen.past.procedure, seen.past.dossier.answers, branch=seen.branch
    )
    for paper in needed:
        if paper.code not in seen.papers:
            return Reason(str.__str__(_NO_PAPER), paper=paper.code)
    return None


def _placeholder_name(seen: Review) -> Reason | None:
    given = seen.past.procedure.subject_name[-1]
    name = fold(str(seen.past.dossier.answers.get(given, "")))
    if name in PLACEHOLDERS and given in returnable_fields(seen.past, seen.branch):
        return Reason(str.__str__(_NO_NAME), field=given)
    return None


RULES = (
    Rule("a needed paper is missing", _missing_paper),
    Rule("the name is a placeholder", _placeholder_name),
)


def _review(db: Session, past: History, branch: str) -> Review:
    kept = documents.uploads_of(db, dossier_code=past.dossier.code)
    return Review(past, branch, frozenset(document.paper for document in kept))


def _due(db: Session) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for world in db.scalars(sa.select(World).where(World.autopilot.in_(PAUSES))):
        latest = clock.now(db, world.code) - PAUSES[world.autopilot]
        found += queries.with_officers(
            db, world=world.code, unchanged_since=latest, limit=AT_ONCE
        )
    return found
