"""Officers and workers who act in the same moment."""

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from portal.dossiers import review
from portal.dossiers.errors import StaleDossier
from portal.dossiers.record import carrying, history
from portal.dossiers.state import BranchStatus
from portal.dossiers.submitting import submit
from tests.portal.factories import (
    DAO,
    DAO_NAME,
    OFFICERS,
    a_dossier,
    a_draft,
    bring,
    decide,
    state_of,
)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment; returns results or errors in order."""
    barrier = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def act(place: int) -> None:
        barrier.wait()
        try:
            found[place] = acts[place]()
        except Exception as error:  # noqa: BLE001 - told to the test
            found[place] = error

    threads = [threading.Thread(target=act, args=[n]) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_officers_who_press_at_once_one_is_told_it_is_too_late(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        code = a_dossier(db, status="received").code
        version = history.load(db, code).state.version

    def accept() -> None:
        with sessions.begin() as db:
            officer = OFFICERS["civil_status"]
            review.accept(
                db, code, branch="civil_status", officer=officer, version=version
            )

    found = at_once(accept, accept)

    assert sorted(type(result) for result in found if result) == [StaleDossier]
    with sessions() as db:
        assert state_of(db, code, "civil_status").status is BranchStatus.ACCEPTED


def test_two_clicks_on_send_make_one_dossier(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        token = a_draft(db).token

    def send() -> Any:
        with sessions.begin() as db:
            return submit(db, token=token, person_id=DAO, person_name=DAO_NAME).code

    found = at_once(send, send)

    assert len(set(found)) == 1
    assert str(found[0]).startswith("LT-")


def test_two_branches_that_finish_at_once_both_finish(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        code = a_dossier(db, branch="residence", status="sent").code

    def arrive(branch: str) -> Any:
        def act() -> Any:
            with sessions.begin() as db:
                attempt = state_of(db, code, branch).attempt
                now = history.load(db, code).dossier.submitted_at
                return carrying.mark_received(
                    db,
                    code,
                    branch=branch,
                    attempt=attempt,
                    receipt="BN-1",
                    received_at=now,
                )

        return act

    found = at_once(arrive("residence"), arrive("health_insurance"))

    assert found == [True, True]
    with sessions() as db:
        past = history.load(db, code)
    assert past.state.version == past.dossier.version == len(past.events)


def test_officers_who_decide_at_once_take_numbers_without_a_hole(
    sessions: sessionmaker[Session],
) -> None:
    names = ("An", "Bình", "Chi", "Dung")
    with sessions.begin() as db:
        codes = [
            a_dossier(db, child_given_name=name, status="accepted").code
            for name in names
        ]

    def deciding(code: str) -> Any:
        def act() -> None:
            with sessions.begin() as db:
                decide(db, code, "civil_status")

        return act

    found = at_once(*map(deciding, codes))

    with sessions() as db:
        numbers = [state_of(db, code, "civil_status").number for code in codes]
    assert found == [None] * 4
    assert sorted(numbers) == ["1/2026", "2/2026", "3/2026", "4/2026"]


def test_a_decision_completes_once_although_two_workers_carry_it(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        code = a_dossier(db, status="decided").code

    def carry_out() -> Any:
        with sessions.begin() as db:
            return carrying.apply_effect(
                db,
                code,
                branch="civil_status",
                effect="population.register_birth",
                facts={"personal_id": "901326000019"},
            )

    found = at_once(carry_out, carry_out)
    with sessions.begin() as db:
        bring(db, code, "civil_status", "completed")

    assert sorted(map(str, found)) == ["False", "True"]
