"""The engine: a procedure and what happened give where a dossier stands. Pure.

It reads branches, needs, deadlines and effects from the procedure and names none.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from forms import holidays
from forms.procedure import Branch, Procedure
from portal.dossiers import deadlines
from portal.dossiers.deadlines import IsWorkingDay
from portal.dossiers.errors import ImpossibleEvent
from portal.dossiers.events import (
    BranchAccepted,
    BranchCancelled,
    BranchCompleted,
    BranchDecided,
    BranchEvent,
    BranchReceived,
    BranchRefused,
    BranchReturned,
    BranchSent,
    BranchSupplemented,
    DeliveryFailed,
    DeliveryResumed,
    DossierSubmitted,
    EffectApplied,
    Event,
    ResultIssued,
    kind_of,
)
from portal.dossiers.hops import hop_of
from portal.dossiers.state import (
    Action,
    BranchState,
    BranchStatus,
    DossierState,
    Failure,
)

S = BranchStatus
_IN_TRANSIT = {S.SENT, S.DECIDED}
_WITH_OFFICER = {S.RECEIVED, S.ACCEPTED}

_ACTIONS: dict[BranchStatus, frozenset[Action]] = {
    S.RECEIVED: frozenset({Action.ACCEPT, Action.RETURN, Action.REFUSE}),
    S.ACCEPTED: frozenset({Action.DECIDE, Action.RETURN, Action.REFUSE}),
    S.RETURNED: frozenset({Action.SUPPLEMENT}),
}
_AFTER_REGISTER_REFUSAL = frozenset({Action.RETURN, Action.REFUSE})


def replay(
    procedure: Procedure,
    events: Iterable[Event],
    *,
    is_working_day: IsWorkingDay = holidays.is_working_day,
) -> DossierState:
    """Return where a dossier stands after these events.

    Raises:
        ImpossibleEvent: an event cannot follow those before it.
    """
    state = DossierState(procedure.code, procedure.version)
    for event in events:
        state = after(procedure, state, event, is_working_day=is_working_day)
    return state


def after(
    procedure: Procedure,
    state: DossierState,
    event: Event,
    *,
    is_working_day: IsWorkingDay = holidays.is_working_day,
) -> DossierState:
    """Return where a dossier stands after one more event.

    Raises:
        ImpossibleEvent: it cannot follow.
    """
    if isinstance(event, DossierSubmitted):
        state = _submitted(procedure, state, event)
    elif isinstance(event, BranchEvent):
        state = _branch_event(procedure, state, event, is_working_day)
    else:
        raise ImpossibleEvent(kind_of(event))
    return replace(state, version=state.version + 1)


def allowed(state: DossierState, branch: str) -> frozenset[Action]:
    """Return what officers and the citizen may do with a branch now."""
    found = state.branches.get(branch)
    if found is None:
        return frozenset()
    if found.is_stuck_in_register:
        return _AFTER_REGISTER_REFUSAL
    return _ACTIONS.get(found.status, frozenset())


def ready(procedure: Procedure, state: DossierState) -> tuple[Branch, ...]:
    """Return the branches to send now: waiting, and all they need is completed."""
    return tuple(
        branch
        for branch in procedure.branches
        if state.branches[branch.code].status is S.WAITING
        and _needs_met(branch, state.branches)
    )


def dependents(procedure: Procedure, branch: str) -> tuple[str, ...]:
    """Return the branches that need this one, directly or through others."""
    found: list[str] = []
    for other in procedure.branches:  # procedures list a need before its dependents
        if {branch, *found} & set(other.needs):
            found.append(other.code)
    return tuple(found)


def _needs_met(branch: Branch, branches: Mapping[str, BranchState]) -> bool:
    return all(branches[need].status is S.COMPLETED for need in branch.needs)


def _submitted(
    procedure: Procedure, state: DossierState, event: DossierSubmitted
) -> DossierState:
    _require(not state.branches, event)
    branches = {
        branch.code: BranchState(branch.code, S.WAITING, event.offices[branch.code])
        for branch in procedure.branches
    }
    return replace(state, branches=branches, submitted_at=event.at)


def _branch_event(
    procedure: Procedure,
    state: DossierState,
    event: BranchEvent,
    is_working_day: IsWorkingDay,
) -> DossierState:
    _require(event.branch in state.branches, event)
    definition = procedure.branch(event.branch)
    old = state.branches[event.branch]
    if isinstance(event, BranchSent):
        _require(_needs_met(definition, state.branches), event)
    if isinstance(event, BranchCancelled):
        _require(event.branch in dependents(procedure, event.because), event)
        _require(state.branches[event.because].status is S.REFUSED, event)
    if isinstance(event, BranchReceived):
        new = _received(definition, old, event, is_working_day)
    elif isinstance(event, EffectApplied | BranchCompleted):
        new = _carried_out(definition, old, event)
    else:
        new = _STEPS[type(event)](old, event)
    new = replace(new, hops=(*old.hops, hop_of(event)), changed_at=event.at)
    state = replace(state, branches={**state.branches, event.branch: new})
    if isinstance(event, BranchReceived):
        return _with_total(procedure, state, old, event, is_working_day)
    return state


def _with_total(
    procedure: Procedure,
    state: DossierState,
    old: BranchState,
    event: BranchReceived,
    is_working_day: IsWorkingDay,
) -> DossierState:
    """Start the dossier's own clock, or move it by the days a supplement took.

    Two branches that wait at the same time stop the clock once, not twice.
    """
    if state.due_at is None:
        due = deadlines.due_at(event.received_at, procedure.total, is_working_day)
        return replace(state, due_at=due)
    if old.returned_at is None:
        return state
    stopped_at = max(old.returned_at, state.counted_until or old.returned_at)
    if event.received_at <= stopped_at:
        return state
    due = deadlines.moved(
        state.due_at,
        returned_at=stopped_at,
        resumed_at=event.received_at,
        is_working_day=is_working_day,
    )
    return replace(state, due_at=due, counted_until=event.received_at)


def _received(
    definition: Branch,
    old: BranchState,
    event: BranchReceived,
    is_working_day: IsWorkingDay,
) -> BranchState:
    _require(old.status is S.SENT, event)
    if old.due_at is None or old.returned_at is None:
        due = deadlines.due_at(event.received_at, definition.deadline, is_working_day)
    else:
        due = deadlines.moved(
            old.due_at,
            returned_at=old.returned_at,
            resumed_at=event.received_at,
            is_working_day=is_working_day,
        )
    return replace(
        old,
        status=S.RECEIVED,
        receipt=event.receipt,
        received_at=event.received_at,
        first_received_at=old.first_received_at or event.received_at,
        due_at=due,
        failure=None,
    )


def _carried_out(
    definition: Branch, old: BranchState, event: EffectApplied | BranchCompleted
) -> BranchState:
    _require(old.status is S.DECIDED, event)
    if isinstance(event, EffectApplied):
        _require(event.effect in definition.effects, event)
        _require(event.effect not in old.effects, event)
        return replace(
            old,
            effects=(*old.effects, event.effect),
            facts={**old.facts, **event.facts},
        )
    _require(set(definition.effects) == set(old.effects), event)
    _require(bool(old.results), event)
    return replace(old, status=S.COMPLETED, completed_at=event.at, failure=None)


def _sent(old: BranchState, event: BranchSent) -> BranchState:
    _require(old.status is S.WAITING and event.attempt == old.attempt + 1, event)
    return replace(
        old,
        status=S.SENT,
        office=event.office,
        attempt=event.attempt,
        sent_at=event.at,
        receipt="",
        received_at=None,
    )


def _accepted(old: BranchState, event: BranchAccepted) -> BranchState:
    _require(old.status is S.RECEIVED, event)
    return replace(
        old, status=S.ACCEPTED, accepted_at=event.at, officer=event.actor_name
    )


def _returned(old: BranchState, event: BranchReturned) -> BranchState:
    _require(old.status in _WITH_OFFICER or old.is_stuck_in_register, event)
    _require(bool(event.reasons), event)
    return replace(
        old,
        status=S.RETURNED,
        returned_at=event.at,
        reasons=event.reasons,
        returns=old.returns + 1,
        officer=event.actor_name,
        failure=None,
    )


def _supplemented(old: BranchState, event: BranchSupplemented) -> BranchState:
    _require(old.status is S.RETURNED, event)
    return replace(
        old, status=S.WAITING, supplemented_at=event.at, changed=event.changed
    )


def _refused(old: BranchState, event: BranchRefused) -> BranchState:
    _require(old.status in _WITH_OFFICER or old.is_stuck_in_register, event)
    _require(bool(event.reason), event)
    return replace(
        old,
        status=S.REFUSED,
        refused_at=event.at,
        refusal=event.reason,
        officer=event.actor_name,
        failure=None,
    )


def _cancelled(old: BranchState, event: BranchCancelled) -> BranchState:
    _require(old.status is S.WAITING, event)
    return replace(old, status=S.CANCELLED, because=event.because)


def _decided(old: BranchState, event: BranchDecided) -> BranchState:
    _require(old.status is S.ACCEPTED, event)
    return replace(
        old,
        status=S.DECIDED,
        decided_at=event.at,
        number=event.number,
        officer=event.actor_name,
    )


def _result(old: BranchState, event: ResultIssued) -> BranchState:
    _require(old.status is S.DECIDED and event.result not in old.results, event)
    return replace(old, results={**old.results, event.result: event.document})


def _failed(old: BranchState, event: DeliveryFailed) -> BranchState:
    _require(old.status in _IN_TRANSIT, event)
    failure = Failure(event.part, event.fault, event.detail, event.since)
    news = old.failure is None or old.failure.is_refusal != failure.is_refusal
    _require(news, event)
    return replace(old, failure=failure)


def _resumed(old: BranchState, event: DeliveryResumed) -> BranchState:
    _require(old.failure is not None and old.failure.part == event.part, event)
    return replace(old, failure=None)


_STEPS: dict[type[BranchEvent], Callable[[BranchState, Any], BranchState]] = {
    BranchSent: _sent,
    BranchAccepted: _accepted,
    BranchReturned: _returned,
    BranchSupplemented: _supplemented,
    BranchRefused: _refused,
    BranchCancelled: _cancelled,
    BranchDecided: _decided,
    ResultIssued: _result,
    DeliveryFailed: _failed,
    DeliveryResumed: _resumed,
}


def _require(possible: bool, event: Event) -> None:  # noqa: FBT001 - an assertion
    if not possible:
        raise ImpossibleEvent(kind_of(event))
