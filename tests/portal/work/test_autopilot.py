"""Officers who answer by rule."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from portal import autopilot
from portal.clock import World
from portal.dossiers import queries, review
from portal.dossiers.actors import Officer
from portal.dossiers.record import carrying, history
from portal.dossiers.state import BranchStatus
from tests.portal.conftest import Frozen
from tests.portal.factories import (
    DAO,
    WORLD,
    a_dossier,
    receive,
    state_of,
)


class Context:
    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self.sessions = sessions


@pytest.fixture
def tick(sessions: sessionmaker[Session]) -> Any:
    return lambda: autopilot.tick(Context(sessions))


def switch(sessions: sessionmaker[Session], mode: str) -> None:
    with sessions.begin() as db:
        world = db.get(World, WORLD)
        assert world is not None
        world.autopilot = mode


def received(sessions: sessionmaker[Session], **changed: Any) -> Any:
    with sessions.begin() as db:
        return a_dossier(db, status="received", **changed).code


def where(sessions: sessionmaker[Session], code: str) -> Any:
    with sessions() as db:
        return state_of(db, code, "civil_status").status


def test_it_accepts_then_decides_in_its_own_name(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    switch(sessions, "fast")
    code = received(sessions)

    tick()
    after_one = where(sessions, code)
    tick()

    assert after_one is BranchStatus.ACCEPTED
    assert where(sessions, code) is BranchStatus.DECIDED
    with sessions() as db:
        view = queries.dossier_of(db, code=code, person_id=DAO)
    assert view.events[-1].actor == "autopilot"
    assert view.events[-1].actor_name == "Cán bộ tự động (giả lập)"


def test_it_leaves_everything_alone_while_it_is_off(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    code = received(sessions)

    tick()

    assert where(sessions, code) is BranchStatus.RECEIVED


def test_like_people_it_takes_a_while_for_each_step(
    sessions: sessionmaker[Session], tick: Callable[[], None], frozen: Frozen
) -> None:
    switch(sessions, "human")
    code = received(sessions)
    seen = []

    for second in (0, 19, 20, 39, 41):
        frozen.set(f"2026-03-10T08:30:{second:02}+07:00")
        tick()
        seen.append(where(sessions, code).value)

    assert seen == ["received", "received", "accepted", "accepted", "decided"]


def test_a_name_that_is_none_comes_back(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    switch(sessions, "fast")
    code = received(sessions, child_given_name="Chưa đặt tên")

    tick()
    tick()

    with sessions() as db:
        state = state_of(db, code, "civil_status")
    assert state.status is BranchStatus.RETURNED
    assert [reason.field for reason in state.reasons] == ["child_given_name"]


def test_a_missing_paper_is_asked_for(db: Session) -> None:
    code = a_dossier(db, status="accepted").code
    past = history.load(db, code)
    past.dossier.answers = {**past.dossier.answers, "birth_notice_source": "0"}

    found = autopilot.findings(autopilot.Review(past, "civil_status", frozenset()))

    assert [reason.paper for reason in found] == ["birth_notice_scan"]


def test_an_officer_who_is_quicker_wins_and_nothing_breaks(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    switch(sessions, "fast")
    code = received(sessions)
    with sessions.begin() as db:
        version = history.load(db, code).state.version
        officer = Officer("901090000011", "Khôi", "commune_civil_status.00070")
        review.refuse(
            db,
            code,
            branch="civil_status",
            officer=officer,
            version=version,
            reason="Không đủ điều kiện.",
        )

    tick()
    with sessions.begin() as db:
        autopilot.step(db, code, "civil_status")

    assert where(sessions, code) is BranchStatus.REFUSED


def test_a_branch_on_its_way_is_left_alone(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    switch(sessions, "fast")
    with sessions.begin() as db:
        code = a_dossier(db).code

    tick()
    with sessions.begin() as db:
        receive(db, code, "civil_status")
    tick()

    assert where(sessions, code) is BranchStatus.ACCEPTED


def test_a_decision_that_the_register_refuses_becomes_a_refusal_with_its_words(
    sessions: sessionmaker[Session], tick: Callable[[], None]
) -> None:
    switch(sessions, "fast")
    with sessions.begin() as db:
        code = a_dossier(db, status="decided").code
    tick()
    untouched = where(sessions, code)
    with sessions.begin() as db:
        carrying.mark_failed(
            db,
            code,
            branch="civil_status",
            part="register",
            fault="refused",
            detail="Trẻ đã được đăng ký.",
        )

    tick()

    with sessions() as db:
        state = state_of(db, code, "civil_status")
    assert untouched is BranchStatus.DECIDED
    assert state.status is BranchStatus.REFUSED
    assert state.refusal == "CSDL dân cư không ghi nhận: Trẻ đã được đăng ký."
