"""A phone in the hand of a test."""

import pytest

from mock_idp.phone.answering import ScanResult
from mock_idp.phone.owner import NothingPending, Phone, PhoneCannotAnswer
from mock_idp.phone.states import State
from tests.mock_idp.people.accounts import CHI, DAO
from tests.mock_idp.phone import desks
from tests.mock_idp.phone.desks import Hall


def test_the_newest_request_is_approved_and_says_that_nobody_held_a_phone() -> None:
    hall = Hall()
    older = hall.ask(client_id="passcode")
    newer = hall.ask()

    approved = Phone(hall.desk, DAO).approve()

    assert approved is newer
    assert newer.state is State.FACTOR_OK
    assert newer.amr == ("swk", "mca", "mock")
    assert older.state is State.PUSHED


def test_a_factor_is_given_where_it_is_asked_for() -> None:
    hall = Hall()
    asked = hall.ask(client_id="face")

    Phone(hall.desk, DAO).approve(asked.code)

    assert asked.amr == ("swk", "mca", "face", "mfa", "mock")


def test_wrong_number_wrong_face_and_refusal_are_possible() -> None:
    hall = Hall()
    phone = Phone(hall.desk, DAO)

    number = hall.ask()
    phone.approve(number=0)
    face = hall.ask(client_id="face")
    phone.approve(face.code, factor_is_right=False)
    denied = phone.deny(number.code)

    assert number.mistakes == 1
    assert face.state is State.NUMBER_OK
    assert denied.state is State.DENIED


def test_there_must_be_something_to_answer() -> None:
    hall = Hall()
    hall.ask(CHI)

    with pytest.raises(NothingPending):
        Phone(hall.desk, DAO).approve()


def test_a_phone_that_cannot_answer_says_so() -> None:
    hall = Hall()
    hall.ask(hall.make(DAO, **desks.OUTDATED))

    with pytest.raises(PhoneCannotAnswer, match="app_outdated"):
        Phone(hall.desk, DAO).approve()


def test_the_screen_beside_is_scanned() -> None:
    hall = Hall()
    shown = hall.begin()
    hall.desk.show_qr(shown)

    first = Phone(hall.desk, DAO).scan()
    nothing = Phone(hall.desk, CHI).scan()
    Phone(hall.desk, DAO).approve()

    assert (first.result, first.transaction) == (ScanResult.BOUND, shown)
    assert nothing.result is ScanResult.UNREADABLE
    assert shown.state is State.FACTOR_OK
