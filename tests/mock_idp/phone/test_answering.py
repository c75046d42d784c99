"""What a phone does with a request: also off, lost, late, locked, told what to do."""

import pytest

from mock_idp.login.transactions import Choice
from mock_idp.phone.desk import Block
from mock_idp.phone.outcomes import Act, Outcome
from mock_idp.phone.states import Move, State
from mock_idp.phone.transaction import Factor
from tests.mock_idp.people.accounts import CHI, DAO
from tests.mock_idp.phone import desks
from tests.mock_idp.phone.desks import Hall


@pytest.fixture
def hall() -> Hall:
    return Hall()


def right(hall: Hall, asked) -> Choice:
    return hall.desk.choose_number(asked, asked.match.number)


def test_the_right_number_is_enough_where_nothing_more_is_asked(hall: Hall) -> None:
    asked = hall.ask()

    assert right(hall, asked) is Choice.RIGHT
    assert asked.state is State.FACTOR_OK
    assert asked.amr == ("swk", "mca")


def test_a_second_approval_counts_for_nothing(hall: Hall) -> None:
    asked = hall.ask()
    right(hall, asked)

    again = right(hall, asked)

    assert again is Choice.TOO_LATE
    assert asked.state is State.FACTOR_OK
    assert asked.approvals == 2


def test_a_service_may_ask_for_the_passcode_too(hall: Hall) -> None:
    asked = hall.ask(client_id="passcode")
    right(hall, asked)

    before = asked.state
    hall.desk.give_factor(asked, Factor.PASSCODE, is_right=True)

    assert before is State.NUMBER_OK
    assert asked.state is State.FACTOR_OK
    assert asked.amr == ("swk", "mca", "pin", "mfa")


def test_three_wrong_faces_lock_the_app_for_half_an_hour(hall: Hall) -> None:
    asked = hall.ask(client_id="face")
    right(hall, asked)

    said = [hall.desk.give_factor(asked, Factor.FACE, is_right=False) for _ in range(3)]
    until = hall.desk.lockouts.until(DAO)
    hall.time.seconds += 1799
    still = hall.ask().state
    hall.time.seconds += 1

    assert said == [Choice.WRONG, Choice.WRONG, Choice.LOCKED]
    assert asked.state is State.LOCKED
    assert until == 1_000 + 1800
    assert still is State.LOCKED
    assert hall.ask().state is State.PUSHED


def test_failures_of_one_person_do_not_lock_another(hall: Hall) -> None:
    asked = hall.ask(client_id="face")
    right(hall, asked)
    for _ in range(3):
        hall.desk.give_factor(asked, Factor.FACE, is_right=False)

    assert hall.ask(CHI).state is State.PUSHED


def test_a_lock_stops_requests_that_wait_already(hall: Hall) -> None:
    waiting, asked = hall.ask(), hall.begin("face", "b-2")
    hall.desk.ask_phone(asked, DAO)
    right(hall, asked)
    for _ in range(3):
        hall.desk.give_factor(asked, Factor.FACE, is_right=False)

    assert right(hall, waiting) is Choice.TOO_LATE
    assert waiting.state is State.LOCKED


def test_a_face_that_never_fits_still_leaves_the_passcode(hall: Hall) -> None:
    dat = hall.make(DAO, **desks.FACE_FAILS)
    asked = hall.ask(dat)
    right(hall, asked)

    face = hall.desk.give_factor(asked, Factor.FACE, is_right=True)
    passcode = hall.desk.give_factor(asked, Factor.PASSCODE, is_right=True)

    assert (face, passcode) == (Choice.WRONG, Choice.RIGHT)
    assert asked.state is State.FACTOR_OK


@pytest.mark.parametrize(
    ("traits", "block"),
    [
        (desks.OFF, Block.OFF),
        (desks.OUTDATED, Block.OUTDATED),
        (desks.IGNORES, Block.IGNORES),
        (desks.LATE, Block.LATE),
    ],
)
def test_a_phone_that_cannot_answer_says_why(
    hall: Hall, traits: dict[str, object], block: Block
) -> None:
    asked = hall.ask(hall.make(DAO, **traits))

    assert hall.desk.block(asked) is block
    assert right(hall, asked) is Choice.BLOCKED
    assert not hall.desk.deny(asked)
    assert asked.state is State.PUSHED


def test_requests_to_a_phone_that_is_off_never_arrive(hall: Hall) -> None:
    asked = hall.ask(hall.make(DAO, **desks.OFF))
    listed = hall.desk.waiting_for(DAO.personal_id)

    hall.time.seconds += desks.REQUEST_SECONDS

    assert listed == []
    assert hall.desk.find(asked.code).state is State.EXPIRED


def test_a_late_request_arrives_after_a_minute(hall: Hall) -> None:
    asked = hall.ask(hall.make(DAO, **desks.LATE))
    at_once = hall.desk.waiting_for(DAO.personal_id)

    hall.time.seconds += 60

    assert at_once == []
    assert hall.desk.waiting_for(DAO.personal_id) == [asked]
    assert right(hall, asked) is Choice.RIGHT


def test_a_lost_phone_gets_nothing(hall: Hall) -> None:
    asked = hall.ask(hall.make(DAO, **desks.LOST))

    assert asked.state is State.DEVICE_LOST
    assert hall.desk.waiting_for(DAO.personal_id) == []
    assert right(hall, asked) is Choice.TOO_LATE


def test_an_outdated_app_answers_once_it_is_updated(hall: Hall) -> None:
    asked = hall.ask(hall.make(DAO, **desks.OUTDATED))

    hall.desk.update_app(asked)

    assert right(hall, asked) is Choice.RIGHT


def test_a_newer_request_of_the_same_browser_replaces_the_older(hall: Hall) -> None:
    older = hall.ask()
    other_service = hall.ask(client_id="passcode")
    other_browser = hall.begin(browser="b-2")
    hall.desk.ask_phone(other_browser, DAO)

    newer = hall.ask()

    assert older.state is State.SUPERSEDED
    assert right(hall, older) is Choice.TOO_LATE
    waiting = {newer, other_service, other_browser}
    assert set(hall.desk.waiting_for(DAO.personal_id)) == waiting


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (Act.APPROVE, State.FACTOR_OK),
        (Act.APPROVE_TWICE, State.FACTOR_OK),
        (Act.DENY, State.DENIED),
        (Act.IGNORE, State.PUSHED),
        (Act.WRONG_NUMBER, State.DENIED),
        (Act.FACE_FAILS, State.LOCKED),
        (Act.ASK_FACTOR, State.PUSHED),
        (Act.LOST, State.DEVICE_LOST),
        (Act.OUTDATED, State.PUSHED),
        (Act.LATE, State.PUSHED),
    ],
)
def test_a_phone_does_once_what_it_was_told(hall: Hall, act: Act, state: State) -> None:
    hall.desk.outcomes.put(Outcome(act), DAO.personal_id)

    first = hall.ask()
    hall.desk.lockouts.clear()
    second = hall.ask()

    assert first.state in (state, State.SUPERSEDED)
    assert second.state is State.PUSHED
    assert hall.desk.block(second) is None
    assert second.factor is Factor.NONE


def test_an_outcome_waits_for_its_moment(hall: Hall) -> None:
    hall.desk.outcomes.put(Outcome(Act.APPROVE, after=30))
    asked = hall.ask()
    hall.time.seconds += 29
    early = hall.desk.find(asked.code).state

    hall.time.seconds += 1

    assert early is State.PUSHED
    assert hall.desk.find(asked.code).state is State.FACTOR_OK
    assert asked.amr[-1] == "mock"


def test_an_outcome_after_the_end_comes_too_late(hall: Hall) -> None:
    hall.desk.outcomes.put(Outcome(Act.APPROVE, after=500))
    asked = hall.ask()

    hall.time.seconds += 1000

    assert hall.desk.find(asked.code).state is State.EXPIRED


def test_an_approval_twice_is_counted_and_counts_once(hall: Hall) -> None:
    hall.desk.outcomes.put(Outcome(Act.APPROVE_TWICE))

    asked = hall.ask()

    assert asked.approvals == 2
    assert hall.desk.take_approval(asked) == DAO
    assert hall.desk.take_approval(asked) is None


@pytest.mark.parametrize(("act", "after"), [("dance", 0), ("deny", -1), ("deny", 1e9)])
def test_a_senseless_outcome_is_refused(act: str, after: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        Outcome.read(act, after)


def test_every_move_is_told(hall: Hall) -> None:
    told: list[tuple[Move, State]] = []
    hall.desk.listen(lambda _one, move, before: told.append((move, before)))

    right(hall, hall.ask())

    assert told == [
        (Move.PUSH, State.CREATED),
        (Move.BIND, State.PUSHED),
        (Move.MATCH, State.BOUND),
        (Move.PROVE, State.NUMBER_OK),
    ]
