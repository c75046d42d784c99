"""Random lives of a dossier, for property tests of the engine."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from forms.procedure import Procedure
from portal.dossiers import engine
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
    Reason,
    ResultIssued,
)
from portal.dossiers.state import DossierState
from tests.portal.dossiers.toy import STALL, a_branch, a_procedure
from tests.portal.factories import MORNING

AGENCIES = ("commune_civil_status", "commune_police", "social_insurance")

MOVES: dict[str, dict[str, Any]] = {
    "receive": {"receipt": "BN-1"},
    "accept": {},
    "return": {"reasons": (Reason("Ghi lại.", field="stall_name"),)},
    "supplement": {"changed": {}, "papers": {}},
    "refuse": {"reason": "Không đủ điều kiện."},
    "decide": {"number": "1/2026", "book": "b"},
    "effect": {"facts": {"n": 1}},
    "issue": {"result": "r", "document": "D", "number": "1/2026"},
    "complete": {},
    "fail_down": {"part": "register", "fault": "down", "detail": ""},
    "fail_refused": {"part": "register", "fault": "refused", "detail": "x"},
    "resume": {"part": "register"},
}
KINDS: dict[str, type[BranchEvent]] = {
    "receive": BranchReceived,
    "accept": BranchAccepted,
    "return": BranchReturned,
    "supplement": BranchSupplemented,
    "refuse": BranchRefused,
    "decide": BranchDecided,
    "effect": EffectApplied,
    "issue": ResultIssued,
    "complete": BranchCompleted,
    "fail_down": DeliveryFailed,
    "fail_refused": DeliveryFailed,
    "resume": DeliveryResumed,
}
ACTION_OF = {
    "accept": "accept",
    "return": "return",
    "supplement": "supplement",
    "refuse": "refuse",
    "decide": "decide",
}


@dataclass
class Walk:
    """A dossier that moves when the engine lets it."""

    procedure: Procedure
    now: datetime = MORNING
    events: list[Event] = field(default_factory=list)

    state: DossierState = field(default_factory=lambda: DossierState("", ""))

    def __post_init__(self) -> None:
        self.state = engine.replay(self.procedure, [])
        offices = {b.code: f"{b.agency}.00070" for b in self.procedure.branches}
        self.happen(
            DossierSubmitted(at=self.now, actor="901196004217", offices=offices)
        )
        self.send()

    def happen(self, event: Event) -> None:
        """Let something happen; the engine may say that it cannot."""
        self.state = engine.after(self.procedure, self.state, event)
        self.events.append(event)

    def fork(self) -> "Walk":
        """Return a second life that has begun the same."""
        other = copy(self)
        other.events = list(self.events)
        return other

    def send(self) -> None:
        """Do as the portal does: send what is ready, end what cannot be."""
        for branch in engine.ready(self.procedure, self.state):
            attempt = self.state.branches[branch.code].attempt + 1
            self.happen(
                BranchSent(
                    at=self.now,
                    actor="portal",
                    branch=branch.code,
                    office=f"{branch.agency}.00070",
                    attempt=attempt,
                )
            )

    def move(self, name: str, branch: str) -> bool:
        """Try a move; tells whether the engine let it happen."""
        self.now += timedelta(hours=5)
        event = self._event(name, branch)
        try:
            self.happen(event)
        except ImpossibleEvent:
            return False
        if name == "refuse":
            self._cancel(branch)
        if name in {"complete", "supplement"}:
            self.send()
        return True

    def _event(self, name: str, branch: str) -> BranchEvent:
        facts = dict(MOVES[name])
        if name == "receive":
            facts["received_at"] = self.now
        if name.startswith("fail"):
            facts["since"] = self.now
        if name == "effect":
            left = set(self.procedure.branch(branch).effects) - set(
                self.state.branches[branch].effects
            )
            facts["effect"] = min(left, default="none")
        if name == "resume":
            failure = self.state.branches[branch].failure
            facts["part"] = failure.part if failure else "register"
        return KINDS[name](at=self.now, actor="x", branch=branch, **facts)

    def _cancel(self, branch: str) -> None:
        for other in engine.dependents(self.procedure, branch):
            if self.state.branches[other].status.value == "waiting":
                self.happen(
                    BranchCancelled(
                        at=self.now, actor="x", branch=other, because=branch
                    )
                )

    def finish(self) -> None:
        """Let everybody do what is theirs, until nothing more happens."""
        way = ("receive", "resume", "supplement", "accept", "decide", "effect")
        for _ in range(12):
            if self.state.is_final:
                return
            for branch in self.procedure.branches:
                for name in (*way, "issue", "complete"):
                    self.move(name, branch.code)


STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 3)), max_size=25
)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """Any procedure of up to four branches whose needs make no circle."""
    codes = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    branches = []
    for place, code in enumerate(codes):
        needs = draw(st.sets(st.sampled_from(codes[:place]))) if place else set()
        agency = draw(st.sampled_from(AGENCIES))
        branches.append(a_branch(code, agency, *sorted(needs)))
    return a_procedure(*branches)


def walked(procedure: Procedure, steps: Sequence[tuple[str, int]]) -> Walk:
    """Return a dossier after the moves that were possible."""
    walk = Walk(procedure)
    for name, place in steps:
        walk.move(name, procedure.branches[place % len(procedure.branches)].code)
    return walk


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Any reachable dossier of any procedure."""
    procedure = draw(st.one_of(st.just(STALL), procedures()))
    return walked(procedure, draw(STEPS))
