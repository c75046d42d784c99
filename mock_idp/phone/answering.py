"""What a person does on the phone: choose the number, prove, confirm, refuse, scan."""

from dataclasses import dataclass
from enum import StrEnum

from mock_idp.people.account import Account
from mock_idp.people.traits import Habit
from mock_idp.phone import qr
from mock_idp.phone.desk import Block, Desk
from mock_idp.phone.matching import draw
from mock_idp.phone.outcomes import Act
from mock_idp.phone.states import Move, State, is_legal
from mock_idp.phone.transaction import Factor, Purpose, Transaction


class Choice(StrEnum):
    """What came of an answer on the phone."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    TOO_LATE = "too late"
    BLOCKED = "blocked"
    LOCKED = "locked"


class ScanResult(StrEnum):
    """What came of scanning a code on a screen."""

    BOUND = "bound"
    TAKEN = "qr_taken"
    EXPIRED = "qr_expired"
    UNREADABLE = "qr_unreadable"
    WRONG_PERSON = "qr_wrong_person"


@dataclass(frozen=True)
class Scan:
    """The result of a scan, and the request that was found by it."""

    result: ScanResult
    transaction: Transaction | None = None


class Answering(Desk):
    """The phone's side of all requests."""

    def choose_number(self, transaction: Transaction, number: int | None) -> Choice:
        """Take the number chosen on the phone; three wrong ones refuse the request."""
        with self._lock:
            if (hindrance := self._hindrance(transaction)) is not None:
                return hindrance
            if transaction.state not in (State.PUSHED, State.BOUND):
                return self._once_more(transaction)
            if transaction.state is State.PUSHED:
                self.move(transaction, Move.BIND)
            if number == transaction.match.number:
                self.move(transaction, Move.MATCH)
                return self._after_number(transaction)
            return self._wrong_number(transaction)

    def _hindrance(self, transaction: Transaction) -> Choice | None:
        self.look(transaction)
        if not transaction.is_waiting:
            return self._once_more(transaction)
        block = self.block(transaction)
        if block is None:
            return None
        return Choice.LOCKED if block is Block.LOCKED else Choice.BLOCKED

    def _once_more(self, transaction: Transaction) -> Choice:
        """An answer after the answer counts for nothing; it is only counted."""
        if transaction.is_approved:
            transaction.approvals += 1
        return Choice.TOO_LATE

    def _after_number(self, transaction: Transaction) -> Choice:
        if transaction.factor is Factor.NONE:
            self._agree(transaction)
        return Choice.RIGHT

    def _agree(self, transaction: Transaction) -> None:
        self.move(transaction, Move.PROVE)
        transaction.approvals += 1
        if transaction.purpose is Purpose.CONFIRMATION:
            self.move(transaction, Move.CONSENT)
            self.move(transaction, Move.FINISH)

    def _wrong_number(self, transaction: Transaction) -> Choice:
        transaction.mistakes += 1
        self.move(transaction, Move.MISMATCH)
        if transaction.has_wrong_numbers:
            self.move(transaction, Move.DENY)
            return Choice.REFUSED
        transaction.match = draw(transaction.match.number)
        return Choice.WRONG

    def give_factor(
        self, transaction: Transaction, factor: Factor, *, is_right: bool
    ) -> Choice:
        """Take a passcode or a look into the camera; too many wrong ones lock."""
        with self._lock:
            if (hindrance := self._hindrance(transaction)) is not None:
                return hindrance
            account = transaction.account
            if transaction.state is not State.NUMBER_OK or account is None:
                return Choice.TOO_LATE
            habit = self._current(account).traits.habit
            face_fails = habit is Habit.FACE_FAILS or self._acts(
                transaction, Act.FACE_FAILS
            )
            if is_right and not (factor is Factor.FACE and face_fails):
                self.lockouts.succeed(account)
                transaction.given = (*transaction.given, factor)
                self._agree(transaction)
                return Choice.RIGHT
            return self._failed_factor(transaction, account)

    def _failed_factor(self, transaction: Transaction, account: Account) -> Choice:
        self.move(transaction, Move.FAIL)
        if not self.lockouts.fail(account):
            return Choice.WRONG
        if transaction.purpose is not Purpose.CONFIRMATION:
            self.move(transaction, Move.LOCK)
        return Choice.LOCKED

    def confirm(self, transaction: Transaction) -> Choice:
        """Agree to what a service asks; there is no second screen to match with."""
        with self._lock:
            if transaction.purpose is not Purpose.CONFIRMATION:
                return Choice.REFUSED
            return self.choose_number(transaction, transaction.match.number)

    def deny(self, transaction: Transaction) -> bool:
        """Take a refusal from the phone; false when there was nothing to refuse."""
        with self._lock:
            if self._hindrance(transaction) is not None:
                return False
            self.move(transaction, Move.DENY)
            return True

    def update_app(self, transaction: Transaction) -> None:
        """Update the phone's app, so that it can answer this request."""
        transaction.is_updated = True

    def reactivate(self, transaction: Transaction) -> None:
        """Activate the account on this phone again, so that it can answer."""
        transaction.is_reactivated = True

    def show_qr(self, transaction: Transaction) -> qr.Shown:
        """Show a code on the computer's screen; an old one is replaced.

        Raises:
            IllegalMove: the request is past showing.
        """
        with self._lock:
            now = self._now()
            is_fresh = transaction.shown is not None and now < transaction.shown.until
            if transaction.state is not State.SHOWN or not is_fresh:
                self.move(transaction, Move.SHOW)
                transaction.account = None
                transaction.shown = qr.draw_shown(now)
            shown = transaction.shown
            return shown if shown is not None else qr.draw_shown(now)

    def scan(self, text: str, account: Account) -> Scan:
        """Read a code with this person's phone; the first phone binds the request."""
        read = qr.read(text)
        transaction = self._shelf.find(read.code) if read else None
        if read is None or transaction is None or transaction.shown is None:
            return Scan(ScanResult.UNREADABLE)
        with self._lock:
            if transaction.state is not State.SHOWN:
                return Scan(self._late_scan(transaction, account), transaction)
            is_current = read.nonce == transaction.shown.nonce
            if not is_current or self._now() >= transaction.shown.until:
                return Scan(ScanResult.EXPIRED)
            if transaction.expected not in (None, account.personal_id):
                self.move(transaction, Move.MEET_STRANGER)
                return Scan(ScanResult.WRONG_PERSON, transaction)
            self.move(transaction, Move.BIND)
            self._ask(transaction, account)
            self.look(transaction)
            return Scan(ScanResult.BOUND, transaction)

    def _late_scan(self, transaction: Transaction, account: Account) -> ScanResult:
        """A phone that has scanned before finds its request; another one is late."""
        bound_to = transaction.account
        mine = bound_to and bound_to.personal_id == account.personal_id
        return ScanResult.BOUND if mine else ScanResult.TAKEN

    def on_screens(self) -> list[Transaction]:
        """Return the requests whose code is on a screen now, newest first."""
        now = self._now()
        return [
            t
            for t in reversed(self.all())
            if t.state is State.SHOWN and t.shown is not None and now < t.shown.until
        ]

    def perform(self, transaction: Transaction, act: Act) -> None:
        """Let the phone do by itself what it was told to."""
        if act in (Act.APPROVE, Act.APPROVE_TWICE):
            self._approve(transaction)
            if act is Act.APPROVE_TWICE and transaction.is_approved:
                self._once_more(transaction)
        elif act is Act.DENY and is_legal(transaction.state, Move.EXPIRE):
            self.move(transaction, Move.DENY)
        elif act is Act.WRONG_NUMBER:
            while transaction.state in (State.PUSHED, State.BOUND):
                self.choose_number(transaction, None)
        elif act is Act.FACE_FAILS:
            self._fail_faces(transaction)
        transaction.is_headless = transaction.is_headless or act not in _BY_HAND
        if act not in _LASTING:
            transaction.outcome = None

    def _approve(self, transaction: Transaction) -> None:
        self.choose_number(transaction, transaction.match.number)
        if transaction.state is State.NUMBER_OK:
            self.give_factor(transaction, transaction.factor, is_right=True)

    def _fail_faces(self, transaction: Transaction) -> None:
        self.choose_number(transaction, transaction.match.number)
        while transaction.state is State.NUMBER_OK:
            result = self.give_factor(transaction, Factor.FACE, is_right=False)
            if result is not Choice.WRONG:
                break


_LASTING = (
    *(Act.IGNORE, Act.OUTDATED, Act.SECOND_DEVICE, Act.LATE, Act.LOST),
    Act.ASK_FACTOR,
)
"""These say how the phone is, not what it does once."""
_BY_HAND = _LASTING
