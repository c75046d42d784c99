"""The worker's tasks against neighbours that answer, fail, and answer again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from portal.clients.errors import RegisterDown, RegisterRefused, RegisterSlow
from portal.documents import service as documents
from portal.dossiers import queries, review
from portal.dossiers.events import DeliveryFailed, DeliveryResumed
from portal.dossiers.record import history
from portal.dossiers.state import BranchStatus, DossierStatus
from portal.dossiers.supplementing import supplement
from portal.notifications.service import inbox
from portal.tasks import TASKS, TaskContext
from portal.work.memory import MemoryQueue
from portal.work.tasks import TryAgain
from tests.portal.factories import (
    DAO,
    OFFICERS,
    FakeRegister,
    a_dossier,
    accept,
    decide,
    return_it,
    state_of,
)
from tests.portal.work.intake import Intake, an_intake


@pytest.fixture
def intake() -> Iterator[Any]:
    with an_intake() as server:
        yield server


@pytest.fixture
def register() -> Any:
    return FakeRegister()


@pytest.fixture
def context(
    sessions: sessionmaker[Session], register: FakeRegister, intake: Intake
) -> Any:
    return TaskContext(
        sessions=sessions,
        register=register,
        intake_url=intake.url,
        intake_key="k",
        verify_base_url="http://127.0.0.1:8390",
    )


@pytest.fixture
def work(context: TaskContext, queue: MemoryQueue) -> Any:
    """Do everything that is enqueued."""

    def do_all() -> Any:
        def do(task: Any, arguments: Any) -> None:
            TASKS[task](context, **arguments)

        return queue.drain(do)

    return do_all


def made(sessions: sessionmaker[Session], **asked: Any) -> Any:
    with sessions.begin() as db:
        return a_dossier(db, **asked).code


def officers_agree(sessions: sessionmaker[Session], code: str, branch: str) -> None:
    with sessions.begin() as db:
        accept(db, code, branch)
        decide(db, code, branch)


def seen(sessions: sessionmaker[Session], code: str) -> Any:
    with sessions() as db:
        return queries.dossier_of(db, code=code, person_id=DAO)


def kinds(sessions: sessionmaker[Session], code: str) -> Any:
    return [type(event) for event in seen(sessions, code).events]


def try_to(context: TaskContext, task: Any, **arguments: Any) -> None:
    with pytest.raises(TryAgain):
        TASKS[task](context, **arguments)


def test_a_dossier_goes_from_submission_to_three_results(
    sessions: sessionmaker[Session],
    work: Callable[[], int],
    intake: Intake,
    register: FakeRegister,
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    work()
    for branch in ("residence", "health_insurance"):
        officers_agree(sessions, code, branch)
    work()

    view = seen(sessions, code)

    assert view.state.status is DossierStatus.FINISHED
    assert [path for path, _key, _body in intake.deliveries] == [
        "/intake/commune_civil_status.00070",
        "/intake/commune_police.00070",
        "/intake/social_insurance.00070",
    ]
    assert [verb for verb, _sent, _key in register.calls] == [
        "register_birth",
        "register_residence",
        "issue_insurance_number",
    ]
    with sessions() as db:
        titles = [paper.paper for paper in documents.results_of(db, code)]
        told = [message.template for message in inbox(db, DAO)]
    assert titles == ["birth_certificate", "residence_notice", "insurance_card"]
    assert told.count("branch_completed") == 3


def test_the_register_is_told_what_the_citizen_declared(
    sessions: sessionmaker[Session], work: Callable[[], int], register: FakeRegister
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    work()

    _verb, birth, _key = register.calls[0]

    assert birth["child"]["given_name"] == "Ân"
    assert birth["mother_id"] == DAO
    assert birth["certificate_number"] == "1/2026"
    assert birth["registered_on"] == "2026-03-10"
    assert birth["registration_place"]["commune"] == "00070"
    assert birth["birth_notice_code"] is None
    caller = register.callers[0]
    assert caller.requester == "commune_civil_status.00070"
    assert (caller.purpose, caller.dossier) == ("birth_registration", code)


def test_an_office_is_sent_only_the_answers_its_branch_uses(
    sessions: sessionmaker[Session], work: Callable[[], int], intake: Intake
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    work()

    by_branch = {body["branch"]: body["answers"] for _p, _k, body in intake.deliveries}

    assert "primary_care_facility_code" in by_branch["health_insurance"]
    assert "primary_care_facility_code" not in by_branch["civil_status"]
    assert "household_head_personal_id" not in by_branch["health_insurance"]


@pytest.mark.parametrize("mood", ["broken", "rubbish", "refusing"])
def test_an_intake_that_fails_is_seen_once_and_asked_again(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    intake: Intake,
    mood: str,
) -> None:
    code = made(sessions)
    [(_task, _key, arguments)] = queue.waiting
    intake.mood = mood
    for _ in range(3):
        try_to(context, "deliver_branch", **arguments)
    failing = seen(sessions, code)
    intake.mood = "well"

    TASKS["deliver_branch"](context, **arguments)

    state = state_of_branch(sessions, code)
    assert failing.state.branches["civil_status"].failure is not None
    assert "chưa xác nhận nhận được" in failing.waiting
    assert state.status is BranchStatus.RECEIVED
    assert state.failure is None
    assert kinds(sessions, code).count(DeliveryFailed) == 1
    assert kinds(sessions, code).count(DeliveryResumed) == 1


def state_of_branch(
    sessions: sessionmaker[Session], code: str, branch: str = "civil_status"
) -> Any:
    with sessions() as db:
        return state_of(db, code, branch)


def test_an_intake_that_is_not_there_at_all_is_asked_again(
    sessions: sessionmaker[Session], context: TaskContext, queue: MemoryQueue
) -> None:
    code = made(sessions)
    [(_task, _key, arguments)] = queue.waiting
    nowhere = replace(context, intake_url="http://127.0.0.1:9")

    try_to(nowhere, "deliver_branch", **arguments)

    failure = state_of_branch(sessions, code).failure
    assert failure is not None
    assert failure.part == "office"


def test_a_delivery_done_twice_is_one_receipt(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    intake: Intake,
) -> None:
    code = made(sessions)
    [(_task, _key, arguments)] = queue.waiting

    for _ in range(3):
        TASKS["deliver_branch"](context, **arguments)

    assert len(intake.deliveries) == 1
    assert state_of_branch(sessions, code).receipt == "BN-000001"


def test_a_lost_answer_is_asked_for_under_the_same_key(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    intake: Intake,
) -> None:
    made(sessions)
    [(_task, _key, arguments)] = queue.waiting
    intake.mood = "rubbish"
    try_to(context, "deliver_branch", **arguments)
    intake.mood = "well"
    TASKS["deliver_branch"](context, **arguments)

    keys = {key for _path, key, _body in intake.deliveries}

    assert len(intake.deliveries) == 2
    assert len(keys) == 1


@pytest.mark.parametrize("error", [RegisterDown("x"), RegisterSlow("x")])
def test_a_register_that_is_down_keeps_the_decision_and_is_asked_again(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    work: Callable[[], int],
    register: FakeRegister,
    error: Any,
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    [(_task, _key, arguments)] = queue.waiting
    register.failing = error
    for _ in range(3):
        try_to(context, "complete_branch", **arguments)
    waiting = seen(sessions, code).waiting
    register.failing = None

    work()

    assert "CSDL dân cư chưa trả lời được" in waiting
    assert state_of_branch(sessions, code).status is BranchStatus.COMPLETED
    assert kinds(sessions, code).count(DeliveryFailed) == 1


def test_a_child_that_is_registered_already_comes_back_to_the_officer(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    work: Callable[[], int],
    register: FakeRegister,
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    [(_task, _key, arguments)] = queue.waiting
    register.failing = RegisterRefused(409, "duplicate_birth", "Trẻ đã được đăng ký.")
    try_to(context, "complete_branch", **arguments)
    with sessions.begin() as db:
        review.refuse(
            db,
            code,
            branch="civil_status",
            officer=OFFICERS["civil_status"],
            version=history.load(db, code).state.version,
            reason="Trẻ đã được đăng ký khai sinh.",
        )
    calls = len(register.calls)
    register.failing = None

    TASKS["complete_branch"](context, **arguments)

    assert state_of_branch(sessions, code).status is BranchStatus.REFUSED
    assert len(register.calls) == calls


def test_completing_twice_issues_one_result(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    work: Callable[[], int],
    register: FakeRegister,
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    [(_task, _key, arguments)] = queue.waiting

    for _ in range(3):
        TASKS["complete_branch"](context, **arguments)

    with sessions() as db:
        assert len(documents.results_of(db, code)) == 1
        assert len([m for m in inbox(db, DAO) if m.template == "branch_completed"]) == 1
    assert len(register.calls) == 1


def test_a_number_given_once_is_kept_when_the_decision_is_made_again(
    sessions: sessionmaker[Session],
    context: TaskContext,
    queue: MemoryQueue,
    work: Callable[[], int],
    register: FakeRegister,
) -> None:
    code = made(sessions)
    work()
    officers_agree(sessions, code, "civil_status")
    [(_task, _key, arguments)] = queue.waiting
    register.failing = RegisterRefused(422, "implausible_birth", "Ngày sinh sai.")
    try_to(context, "complete_branch", **arguments)
    register.failing = None
    with sessions.begin() as db:
        return_it(db, code, "civil_status")
        supplement(
            db,
            code,
            branch="civil_status",
            person_id=DAO,
            entries={"child_given_name": ["Ánh"]},
            version=history.load(db, code).state.version,
        )
    work()
    officers_agree(sessions, code, "civil_status")
    work()

    state = state_of_branch(sessions, code)

    assert state.status is BranchStatus.COMPLETED
    assert state.number == "1/2026"
