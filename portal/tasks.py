"""What the worker can do: the table of tasks, and what they work with.

A task reads where the dossier stands, talks to a neighbour without holding the
database, and writes down what came of it. It may run twice.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy.orm import Session, sessionmaker

from portal import clock
from portal.clients.agencies import deliver
from portal.clients.errors import (
    AgencyDown,
    AgencyError,
    AgencyRefused,
    RegisterError,
    RegisterRefused,
)
from portal.clients.http import Timeout
from portal.documents import service as documents
from portal.dossiers.record import carrying, history
from portal.dossiers.record.history import History
from portal.effects import EFFECTS, Case, Facts, Register
from portal.effects.errors import CannotApply, UnknownEffect
from portal.work.tasks import Task, TryAgain

NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


@dataclass(frozen=True)
class TaskContext:
    """What tasks work with.

    Attributes:
        sessions: makes sessions whose queue is the durable one.
        register: the population register.
        intake_url: address of the portal for the worker; offices are below
            ``/intake/``.
        intake_key: opens the intake.
        verify_base_url: public address of the portal, printed on results.
        timeout: how long a delivery may take.
    """

    sessions: sessionmaker[Session]
    register: Register
    intake_url: str
    intake_key: str
    verify_base_url: str
    timeout: Timeout | None = None


def deliver_branch(
    context: TaskContext, *, dossier: str, branch: str, attempt: int
) -> None:
    """Deliver one branch to its office's intake and keep the receipt.

    Raises:
        TryAgain: the office did not take it; the failure is written down.
    """
    with context.sessions() as db:
        past = history.load(db, dossier)
        if not carrying.is_to_be_delivered(past, branch, attempt):
            return
        payload = _payload(past, branch, attempt)
        office = past.branch(branch).office
    try:
        receipt = deliver(
            f"{context.intake_url.rstrip('/')}/intake/{office}",
            _key(dossier, branch, attempt, payload["answers"]),
            payload,
            access_key=context.intake_key,
            timeout=context.timeout,
        )
    except AgencyError as error:
        _failed(context, dossier, branch, carrying.OFFICE, _fault(error), str(error))
    with context.sessions.begin() as db:
        carrying.mark_received(
            db,
            dossier,
            branch=branch,
            attempt=attempt,
            receipt=receipt.receipt,
            received_at=receipt.received_at,
        )


def complete_branch(context: TaskContext, *, dossier: str, branch: str) -> None:
    """Carry out a decision: effects one by one, then the result, then what follows.

    Raises:
        TryAgain: a register did not do it; the failure is written down.
    """
    while effect := _next_effect(context, dossier, branch):
        facts = _apply(context, dossier, branch, *effect)
        with context.sessions.begin() as db:
            carrying.apply_effect(
                db, dossier, branch=branch, effect=effect[0], facts=facts
            )
    with context.sessions.begin() as db:
        past = history.load(db, dossier, lock=True)
        if carrying.is_to_be_completed(past, branch):
            document = _issue(db, context, past, branch)
            carrying.complete(db, past, branch=branch, document=document)


TASKS: Mapping[str, Task] = {
    "deliver_branch": deliver_branch,
    "complete_branch": complete_branch,
}


def _payload(past: History, branch: str, attempt: int) -> dict[str, Any]:
    """Return what an office is sent: only the answers that its branch uses."""
    dossier, specs = past.dossier, past.procedure.eform.specs()
    return {
        "dossier": dossier.code,
        "branch": branch,
        "attempt": attempt,
        "world": dossier.world,
        "procedure": dossier.procedure,
        "procedure_version": dossier.procedure_version,
        "answers": {
            name: answer
            for name, answer in dossier.answers.items()
            if name in specs and branch in specs[name].used_by
        },
    }


def _next_effect(
    context: TaskContext, dossier: str, branch: str
) -> tuple[str, Case] | None:
    with context.sessions() as db:
        past = history.load(db, dossier)
        if not carrying.is_to_be_completed(past, branch):
            return None
        state = past.branch(branch)
        for effect in past.procedure.branch(branch).effects:
            if effect not in state.effects:
                return effect, _case(past, branch, effect, _now(db, past))
    return None


def _apply(
    context: TaskContext, dossier: str, branch: str, effect: str, case: Case
) -> Facts:
    if effect not in EFFECTS:
        raise UnknownEffect(effect)
    try:
        return EFFECTS[effect](context.register, case)
    except CannotApply as error:
        _failed(context, dossier, branch, carrying.REGISTER, "refused", error.detail)
    except RegisterRefused as error:
        detail = error.detail or error.code
        _failed(context, dossier, branch, carrying.REGISTER, "refused", detail)
    except RegisterError as error:
        _failed(context, dossier, branch, carrying.REGISTER, error.kind, str(error))


def _case(past: History, branch: str, effect: str, now: datetime) -> Case:
    state = past.branch(branch)
    return Case(
        answers=past.dossier.answers,
        provenance=past.dossier.provenance,
        known=past.state.facts,
        office=state.office,
        number=state.number,
        decided_at=state.decided_at or now,
        dossier=past.dossier.code,
        world=past.dossier.world,
        key=_key(past.dossier.code, branch, state.attempt, effect),
        now=now,
    )


def _issue(db: Session, context: TaskContext, past: History, branch: str) -> str:
    state = past.branch(branch)
    result = past.procedure.branch(branch).result
    now = _now(db, past)
    facts = documents.assemble(
        result.template,
        answers=past.dossier.answers,
        effects=past.state.facts,
        office=state.office,
        officer_name=state.officer,
        number=state.number,
        decided_at=state.decided_at or now,
    )
    document = documents.issue_result(
        db,
        world=past.dossier.world,
        dossier_code=past.dossier.code,
        branch=branch,
        result=result.code,
        template=result.template,
        facts=facts,
        office=state.office,
        number=state.number,
        now=now,
        verify_base_url=context.verify_base_url,
    )
    return str(document.code)


def _failed(
    context: TaskContext, dossier: str, branch: str, part: str, fault: str, detail: str
) -> NoReturn:
    with context.sessions.begin() as db:
        carrying.mark_failed(
            db, dossier, branch=branch, part=part, fault=fault, detail=detail
        )
    raise TryAgain(f"{part} {fault}: {detail}")


def _fault(error: AgencyError) -> str:
    if isinstance(error, AgencyRefused):
        return "refused"
    return "down" if isinstance(error, AgencyDown) else "rubbish"


def _now(db: Session, past: History) -> datetime:
    return clock.now(db, past.dossier.world)


def _key(*parts: object) -> str:
    """Return an idempotency key; the same parts give the same key, for ever.

    The answers are among the parts of a delivery, because an intake refuses a known
    key with another content.
    """
    return str(uuid.uuid5(NAMESPACE, "/".join(_canonical(part) for part in parts)))


def _canonical(part: object) -> str:
    return part if isinstance(part, str) else json.dumps(part, sort_keys=True)
