"""The engine: what it allows, what it refuses, and that nothing gets stuck."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings

from forms.procedure import Branch, Procedure
from portal.dossiers import engine, events
from portal.dossiers.errors import ImpossibleEvent
from portal.dossiers.events import BranchCompleted, BranchReceived, BranchSent
from portal.dossiers.state import Action, BranchStatus, DossierStatus
from tests.portal.dossiers.toy import STALL, a_branch, a_procedure
from tests.portal.dossiers.walks import ACTION_OF, MOVES, Walk, procedures, walks

S = BranchStatus


def statuses(walk: Walk) -> dict[str, str]:
    return {code: b.status.value for code, b in walk.state.branches.items()}


@given(walks())
@settings(max_examples=60, deadline=None)
def test_no_life_of_a_dossier_ends_in_a_dead_end(walk: Walk) -> None:
    walk.finish()

    assert walk.state.is_final


@given(walks())
@settings(max_examples=60, deadline=None)
def test_replaying_the_same_events_gives_the_same_state(walk: Walk) -> None:
    again = engine.replay(walk.procedure, tuple(walk.events))

    assert again == walk.state
    assert again.version == len(walk.events)


@given(walks())
@settings(max_examples=60, deadline=None)
def test_events_survive_being_kept_as_json(walk: Walk) -> None:
    kept = [
        events.from_facts(
            events.kind_of(event),
            at=event.at,
            actor=event.actor,
            branch=getattr(event, "branch", None),
            facts=events.to_facts(event),
        )
        for event in walk.events
    ]

    assert kept == walk.events


@given(walks())
@settings(max_examples=40, deadline=None)
def test_what_is_allowed_happens_and_what_is_not_is_refused(walk: Walk) -> None:
    for branch in walk.state.branches:
        for name, action in ACTION_OF.items():
            trial = walk.fork()
            may = Action(action) in engine.allowed(walk.state, branch)
            assert trial.move(name, branch) is may, (name, statuses(walk))


@given(walks())
@settings(max_examples=60, deadline=None)
def test_a_branch_completes_once_and_stays_completed(walk: Walk) -> None:
    walk.finish()
    done = [e.branch for e in walk.events if isinstance(e, BranchCompleted)]

    moved = [
        name
        for branch, state in walk.state.branches.items()
        for name in MOVES
        if state.is_final and walk.move(name, branch)
    ]

    assert len(done) == len(set(done))
    assert moved == []


@given(walks())
@settings(max_examples=60, deadline=None)
def test_nothing_is_sent_before_what_it_needs_is_completed(walk: Walk) -> None:
    walk.finish()
    completed: set[str] = set()

    for event in walk.events:
        if isinstance(event, BranchSent):
            assert set(walk.procedure.branch(event.branch).needs) <= completed
        if isinstance(event, BranchCompleted):
            completed.add(event.branch)


@given(procedures())
@settings(max_examples=40, deadline=None)
def test_refusing_a_branch_ends_exactly_those_that_need_it(
    procedure: Procedure,
) -> None:
    walk = Walk(procedure)
    first = procedure.branches[0].code
    walk.move("receive", first)
    walk.move("refuse", first)

    ended = {code for code, b in walk.state.branches.items() if b.status is S.CANCELLED}

    assert ended == set(engine.dependents(procedure, first))


def test_a_late_branch_does_not_hold_up_its_neighbour() -> None:
    walk = Walk(STALL)
    walk.move("fail_down", "inspection")

    for name in ("receive", "accept", "decide", "issue", "complete"):
        assert walk.move(name, "permit")

    assert statuses(walk) == {
        "inspection": "sent",
        "permit": "completed",
        "plate": "waiting",
    }


def test_a_branch_that_needs_two_starts_when_both_are_completed() -> None:
    walk = Walk(STALL)
    for branch in ("inspection", "permit"):
        for name in ("receive", "accept", "decide", "issue"):
            walk.move(name, branch)
    walk.move("complete", "inspection")
    waiting = walk.state.branches["plate"].status
    walk.move("complete", "permit")

    assert waiting is S.WAITING
    assert walk.state.branches["plate"].status is S.SENT


def test_a_decision_with_effects_completes_only_after_every_effect() -> None:
    branch = a_branch("permit", "commune_police")
    procedure = a_procedure(replace_effects(branch, ("one", "two")))
    walk = Walk(procedure)
    for name in ("receive", "accept", "decide", "issue", "effect"):
        walk.move(name, "permit")

    too_early = walk.move("complete", "permit")
    walk.move("effect", "permit")

    assert not too_early
    assert walk.move("complete", "permit")


def replace_effects(branch: Branch, effects: tuple[str, ...]) -> Branch:
    return replace(branch, effects=effects)


def test_an_outage_is_one_event_however_often_it_is_reported() -> None:
    walk = Walk(STALL)

    reported = [walk.move("fail_down", "permit") for _ in range(5)]

    assert reported == [True, False, False, False, False]


def test_a_register_that_says_no_gives_the_branch_back_to_the_officer() -> None:
    walk = Walk(STALL)
    for name in ("receive", "accept", "decide"):
        walk.move(name, "permit")
    before = engine.allowed(walk.state, "permit")
    walk.move("fail_refused", "permit")

    after = engine.allowed(walk.state, "permit")

    assert before == frozenset()
    assert after == {Action.RETURN, Action.REFUSE}


def test_the_whole_dossier_says_first_what_the_citizen_must_do() -> None:
    walk = Walk(STALL)
    said = [walk.state.status]
    for name, branch in [
        ("receive", "permit"),
        ("receive", "inspection"),
        ("return", "permit"),
        ("supplement", "permit"),
        ("refuse", "inspection"),
        ("receive", "permit"),
        ("refuse", "permit"),
    ]:
        walk.move(name, branch)
        said.append(walk.state.status)

    assert said == [
        DossierStatus.SENT,
        DossierStatus.PROCESSING,
        DossierStatus.PROCESSING,
        DossierStatus.SUPPLEMENT,
        DossierStatus.PROCESSING,
        DossierStatus.PROCESSING,
        DossierStatus.PROCESSING,
        DossierStatus.REFUSED,
    ]


def test_a_dossier_is_finished_when_one_part_is_refused_and_the_rest_completed() -> (
    None
):
    walk = Walk(STALL)
    walk.move("receive", "inspection")
    walk.move("refuse", "inspection")

    walk.finish()

    assert statuses(walk)["permit"] == "completed"
    assert statuses(walk)["plate"] == "cancelled"
    assert walk.state.status is DossierStatus.FINISHED


def test_every_status_has_its_national_code() -> None:
    codes = {status.value: status.national_code for status in BranchStatus}

    assert codes == {
        "waiting": 1,
        "sent": 1,
        "received": 2,
        "accepted": 4,
        "returned": 5,
        "refused": 3,
        "decided": 9,
        "completed": 10,
        "cancelled": 8,
    }


def test_a_supplement_moves_the_due_day_of_the_branch_and_of_the_whole() -> None:
    walk = Walk(STALL)
    at = datetime.fromisoformat
    walk.happen(received("permit", at("2026-03-16T09:00:00+07:00")))
    before = walk.state
    walk.now = at("2026-03-16T09:00:00+07:00")
    walk.move("return", "permit")  # five hours later, 14:00
    walk.move("supplement", "permit")
    walk.happen(received("permit", at("2026-03-18T10:00:00+07:00")))

    after = walk.state

    assert before.branches["permit"].due_at == at("2026-03-18T17:00:00+07:00")
    assert after.branches["permit"].due_at == at("2026-03-20T17:00:00+07:00")
    assert before.due_at == at("2026-03-19T17:00:00+07:00")
    assert after.due_at == at("2026-03-23T17:00:00+07:00")
    assert after.branches["inspection"].due_at is None


def test_a_second_return_is_possible_and_flagged() -> None:
    walk = Walk(STALL)
    for name in ("receive", "return", "supplement", "receive", "return"):
        assert walk.move(name, "permit")

    assert walk.state.branches["permit"].returns == 2
    assert walk.state.branches["permit"].is_repeat_return


def test_a_dossier_cannot_be_submitted_twice() -> None:
    walk = Walk(STALL)

    with pytest.raises(ImpossibleEvent):
        engine.replay(STALL, [*walk.events, walk.events[0]])


def received(branch: str, moment: datetime) -> BranchReceived:
    return BranchReceived(
        at=moment, actor="portal", branch=branch, receipt="BN-2", received_at=moment
    )
