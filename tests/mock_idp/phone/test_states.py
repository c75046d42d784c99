"""Which steps are legal, and that every walk through them agrees with a model."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from mock_idp.errors import IllegalMove
from mock_idp.phone import qr
from mock_idp.phone.states import APPROVED, FAILED, TABLE, WAITING, Move, State, after
from mock_idp.phone.transaction import Factor
from tests.mock_idp.people.accounts import CHI, DAO
from tests.mock_idp.phone.desks import REQUEST_SECONDS, Hall


def test_a_request_that_is_done_stays_done() -> None:
    for move in Move:
        with pytest.raises(IllegalMove):
            after(State.DONE, move)


def test_nothing_is_approved_without_number_and_proof() -> None:
    into_approval = {
        (state, move)
        for move, steps in TABLE.items()
        for state, to in steps.items()
        if to in APPROVED and state not in APPROVED
    }

    assert into_approval == {
        (State.NUMBER_OK, Move.PROVE),
        (State.CREATED, Move.CONSENT),  # signed in before: no phone is needed
    }


def test_every_state_can_be_reached_and_is_of_one_kind() -> None:
    reached = {to for steps in TABLE.values() for to in steps.values()}

    assert reached == set(State)
    assert not WAITING & APPROVED
    assert not WAITING & FAILED
    assert WAITING | APPROVED | FAILED | {State.CREATED} == set(State)


def test_the_illegal_move_says_what_and_when() -> None:
    with pytest.raises(IllegalMove, match="match is not possible when created"):
        after(State.CREATED, Move.MATCH)


ASKED = ("pushed", "bound", "number_ok")
AGAIN = ("expired", "locked", "device_lost", "wrong_person")


class Walk(RuleBasedStateMachine):
    """A sign-in with a face check walked at random, beside a model of it.

    The model knows nothing of the table: it says in words of its own what must hold.
    """

    @initialize()
    def begin(self) -> None:
        self.hall = Hall()
        self.desk = self.hall.desk
        self.locked_until = 0.0
        self.failures = 0
        self._begin()

    def _begin(self) -> None:
        self.one = self.hall.begin("face")
        self.state = "created"
        self.ends = self.qr_ends = 0.0
        self.mistakes = 0
        self.is_taken = self.is_answered = self.has_number = False

    @precondition(lambda self: self.state in ("denied", "done") or self.is_answered)
    @rule()
    def begin_another(self) -> None:
        """A request that came to its end is followed by the next one."""
        self._begin()

    def _pass_time(self) -> None:
        """What time has done to the model when somebody looks."""
        now = self.hall.time.now()
        if self.state in ASKED and now >= self.ends:
            self.state = "expired"
        elif self.state in ASKED and now < self.locked_until:
            self.state = "locked"

    def _try(self, is_legal: bool, step, *arguments: object) -> object:  # noqa: FBT001
        """Do a step; the desk refuses it exactly when the model says so."""
        if is_legal:
            return step(*arguments)
        with pytest.raises(IllegalMove):
            step(*arguments)
        return None

    @rule()
    def ask_the_phone(self) -> None:
        legal = self.state in ("created", "shown", *ASKED, *AGAIN) or self.state in (
            "factor_ok",
            "consented",
        )
        self._try(legal, self.desk.ask_phone, self.one, DAO)
        if legal:
            self.state, self.is_taken, self.mistakes = "pushed", False, 0
            self.has_number = False
            self.ends = self.hall.time.now() + REQUEST_SECONDS
            self._pass_time()

    @rule(then_wrong=st.integers(0, 3))
    def go_to_the_face(self, then_wrong: int) -> None:
        """Walk the usual way to the camera, so that walks get beyond it."""
        if self.state in ("created", "shown", *AGAIN):
            self.ask_the_phone()
        for _ in range(then_wrong):
            self.choose(is_right=False)
        self.choose(is_right=True)

    @rule()
    def show_a_code(self) -> None:
        now = self.hall.time.now()
        is_fresh = self.state == "shown" and now < self.qr_ends
        legal = self.state in ("created", "shown", "factor_ok", "consented", *AGAIN)
        self._try(legal, self.desk.show_qr, self.one)
        if legal and not is_fresh:
            self.state, self.qr_ends = "shown", now + 60
            self.has_number = False

    @rule(is_old=st.booleans(), is_stranger=st.booleans())
    def scan(self, is_old: bool, is_stranger: bool) -> None:  # noqa: FBT001
        if self.one.shown is None:
            return
        self.one.expected = DAO.personal_id
        text = qr.written(self.one.code, self.one.shown)
        text = text[:-3] + "AAA" if is_old else text
        is_good = text == qr.written(self.one.code, self.one.shown)
        now = self.hall.time.now()
        self.desk.scan(text, CHI if is_stranger else DAO)
        if self.state == "shown" and is_good and now < self.qr_ends:
            self.state = "wrong_person" if is_stranger else "bound"
            self.mistakes = 0
            self.ends = now + REQUEST_SECONDS
            self._pass_time()

    @rule(is_right=st.booleans())
    def choose(self, is_right: bool) -> None:  # noqa: FBT001
        self._pass_time()
        self.desk.choose_number(self.one, self.one.match.number if is_right else None)
        if self.state not in ("pushed", "bound"):
            return
        if is_right:
            self.state, self.has_number = "number_ok", True
            return
        self.mistakes += 1
        self.state = "denied" if self.mistakes == 3 else "bound"

    @rule(is_right=st.booleans())
    def show_the_face(self, is_right: bool) -> None:  # noqa: FBT001
        self._pass_time()
        self.desk.give_factor(self.one, Factor.FACE, is_right=is_right)
        if self.state != "number_ok":
            return
        if is_right:
            self.state, self.failures = "factor_ok", 0
            self.is_taken = False
            return
        self.failures += 1
        if self.failures == 3:
            self.failures = 0
            self.locked_until = self.hall.time.now() + 1800
            self.state = "locked"

    @rule(is_likely=st.sampled_from([False, False, False, True]))
    def refuse(self, is_likely: bool) -> None:  # noqa: FBT001
        if not is_likely:
            return
        self._pass_time()
        self.desk.deny(self.one)
        if self.state in ASKED or (self.state == "shown" and not self._is_locked()):
            self.state = "denied"

    def _is_locked(self) -> bool:
        has_account = self.one.account is not None
        return has_account and self.hall.time.now() < self.locked_until

    @rule()
    def take_back(self) -> None:
        self._pass_time()
        self.desk.withdraw(self.one)
        if self.state in ("shown", "factor_ok", *ASKED, *AGAIN):
            self.state = "created"

    @rule()
    def take_the_approval(self) -> None:
        account = self.desk.take_approval(self.one)
        assert (account is not None) == (
            self.state == "factor_ok" and not self.is_taken
        )
        self.is_taken = self.is_taken or account is not None

    @rule()
    def agree_to_share(self) -> None:
        legal = self.state in ("created", "factor_ok", "consented")
        self._try(legal, self.desk.agree_to_share, self.one)
        self.state = "consented" if legal else self.state

    @rule(is_agreed=st.sampled_from([True, False, None, None, None]))
    def answer_the_service(self, is_agreed: bool | None) -> None:  # noqa: FBT001
        if is_agreed is None:
            return
        legal = (
            self.is_answered
            or not is_agreed
            or self.state in (*("created", "factor_ok", "consented"),)
        )

        def finish() -> bool:
            return self.desk.finish(self.one, is_agreed=bool(is_agreed))

        said = self._try(legal, finish)
        if not legal:
            return
        assert said is not self.is_answered
        if not self.is_answered and is_agreed:
            self.state = "done"
        elif not self.is_answered and self.state not in (
            *("denied", "superseded", "done"),
        ):
            self.state = "denied"
        self.is_answered = True

    @rule(seconds=st.sampled_from([1.0, 1.0, 1.0, 30.0, 61.0, 121.0, 1801.0]))
    def wait(self, seconds: float) -> None:
        self.hall.time.seconds += seconds

    @rule()
    def look(self) -> None:
        self._pass_time()
        assert self.desk.find(self.one.code) is self.one

    @invariant()
    def desk_and_model_agree(self) -> None:
        if hasattr(self, "one"):
            assert self.one.state.value == self.state

    @invariant()
    def agreement_needs_number_and_face(self) -> None:
        if hasattr(self, "one") and self.one.state is State.FACTOR_OK:
            assert self.has_number
            assert self.one.given == (Factor.FACE,)


Walk.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=200,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestEveryWalkAgreesWithTheModel = Walk.TestCase
