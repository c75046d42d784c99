"""Where all requests to phones lie, and what time does to them."""

import threading
from collections.abc import Callable
from enum import StrEnum

from mock_idp.errors import TransactionNotFound
from mock_idp.oidc.claims.dialect import PhoneRules, dialect
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.store import Shelf
from mock_idp.people.account import Account
from mock_idp.people.traits import Device, Habit
from mock_idp.phone.activation import Activations
from mock_idp.phone.lockouts import Lockouts
from mock_idp.phone.matching import draw
from mock_idp.phone.outcomes import Act, Outcomes
from mock_idp.phone.states import Move, State, after, is_legal
from mock_idp.phone.transaction import Factor, Purpose, Transaction

MOST_TRANSACTIONS = 5_000
Listener = Callable[[Transaction, Move, State], None]


class Block(StrEnum):
    """Why a phone cannot answer a request at the moment."""

    OFF = "phone_off"
    LATE = "push_late"
    OUTDATED = "app_outdated"
    REPLACED = "device_replaced"
    IGNORES = "person_ignores"
    LOCKED = "app_locked"


UNREACHED = (Block.OFF, Block.LATE, Block.REPLACED)
"""What keeps a request from even arriving at the phone."""


class Desk:
    """All requests; bounded, and forgotten when they grow old."""

    def __init__(
        self,
        now: Callable[[], float],
        *,
        phone_seconds: int,
        transaction_seconds: int,
        current: Callable[[Account], Account] = lambda account: account,
        client_of: Callable[[str], Client | None] = lambda _client_id: None,
    ) -> None:
        self.rules: PhoneRules = dialect().phone
        self.lockouts = Lockouts(now, self.rules)
        self.activations = Activations(now)
        self.outcomes = Outcomes()
        self._now = now
        self._phone_seconds = phone_seconds
        self._transaction_seconds = transaction_seconds
        self._current = current
        self._client_of = client_of
        self._shelf: Shelf[Transaction] = Shelf(
            now, transaction_seconds, MOST_TRANSACTIONS
        )
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []
        self._is_acting = False

    def listen(self, listener: Listener) -> None:
        """Tell somebody of every move: the request, the move, the state before."""
        self._listeners.append(listener)

    def keep(self, transaction: Transaction, seconds: float | None = None) -> None:
        """Keep a new request."""
        self._shelf.put(transaction.code, transaction, seconds)

    def find(self, code: str) -> Transaction:
        """Return a request as it stands now.

        Raises:
            TransactionNotFound: unknown, or forgotten.
        """
        transaction = self._shelf.find(code)
        if transaction is None:
            raise TransactionNotFound(code)
        self.look(transaction)
        return transaction

    def all(self) -> list[Transaction]:
        """Return all requests as they stand now, oldest first."""
        found = self._shelf.all()
        for transaction in found:
            self.look(transaction)
        return found

    def waiting_for(self, personal_id: str) -> list[Transaction]:
        """Return the requests that this person's phone shows, newest first."""
        return [
            t
            for t in reversed(self.all())
            if t.account is not None
            and t.account.personal_id == personal_id
            and t.is_waiting
            and self.block(t) not in UNREACHED
        ]

    def clear(self) -> None:
        """Forget every request, lock and outcome."""
        self._shelf.clear()
        self.lockouts.clear()
        self.activations.clear()
        self.outcomes.clear()

    def move(self, transaction: Transaction, move: Move) -> None:
        """Let something happen to a request.

        Raises:
            IllegalMove: it cannot happen from where the request stands.
        """
        with self._lock:
            before = transaction.state
            transaction.state = after(before, move)
            transaction.moved_at = self._now()
            if move is Move.LOCK:  # it can still be used when the lock opens
                seconds = self.rules.lock_seconds + self._transaction_seconds
                self.keep(transaction, seconds)
            for listener in self._listeners:
                listener(transaction, move, before)

    def push(self, transaction: Transaction, account: Account) -> None:
        """Send a request with a new number to this person's phone.

        Raises:
            IllegalMove: the request is past asking.
        """
        with self._lock:
            self.move(transaction, Move.PUSH)
            self._ask(transaction, account)
            if self._device(transaction) is Device.LOST:
                self.move(transaction, Move.LOSE)
            self.look(transaction)

    def _ask(self, transaction: Transaction, account: Account) -> None:
        """Write down whom is asked, until when, and for what."""
        transaction.account = account = self._current(account)
        transaction.match = draw(transaction.match.number)
        transaction.mistakes = 0
        transaction.given = ()
        transaction.asked_at = transaction.arrives_at = self._now()
        if transaction.purpose is not Purpose.CONFIRMATION:
            transaction.expires_at = transaction.asked_at + self._phone_seconds
        transaction.outcome = self.outcomes.take(account.personal_id)
        if account.traits.habit is Habit.LATE or self._acts(transaction, Act.LATE):
            transaction.arrives_at += self.rules.late_seconds
        transaction.factor = self._factor(transaction, account)

    def _factor(self, transaction: Transaction, account: Account) -> Factor:
        fails = account.traits.habit is Habit.FACE_FAILS
        if fails or self._acts(transaction, Act.FACE_FAILS):
            return Factor.FACE
        client = self._client_of(transaction.client_id)
        asked = Factor(client.phone_factor) if client else Factor.NONE
        if asked is Factor.NONE and self._acts(transaction, Act.ASK_FACTOR):
            return Factor.PASSCODE
        return asked

    def _acts(self, transaction: Transaction, act: Act) -> bool:
        return transaction.outcome is not None and transaction.outcome.act is act

    def _device(self, transaction: Transaction) -> Device:
        """Return the state of the phone that was asked."""
        if self._acts(transaction, Act.LOST):
            return Device.LOST
        if self._acts(transaction, Act.OUTDATED):
            return Device.OUTDATED
        if self._acts(transaction, Act.SECOND_DEVICE):
            return Device.REPLACED
        account = transaction.account
        return self._current(account).traits.device if account else Device.OK

    def block(self, transaction: Transaction) -> Block | None:
        """Return what keeps the phone from answering now, if anything does."""
        account = transaction.account
        if account is None:
            return None
        device = self._device(transaction)
        habit = self._current(account).traits.habit
        reasons = (
            (Block.OFF, device in (Device.OFF, Device.NONE)),
            (
                Block.REPLACED,
                device is Device.REPLACED and not transaction.is_reactivated,
            ),
            (Block.LATE, self._now() < transaction.arrives_at),
            (Block.LOCKED, self.lockouts.until(account) is not None),
            (
                Block.OUTDATED,
                device is Device.OUTDATED and not transaction.is_updated,
            ),
            (
                Block.IGNORES,
                habit is Habit.IGNORES or self._acts(transaction, Act.IGNORE),
            ),
        )
        return next((block for block, holds in reasons if holds), None)

    def look(self, transaction: Transaction) -> None:
        """Do to a request what time, locks and outcomes do."""
        with self._lock:
            account = transaction.account
            if account is None or transaction.state is State.SHOWN:
                return
            self._act(transaction)
            if not is_legal(transaction.state, Move.EXPIRE):
                return
            if self._now() >= transaction.expires_at:
                self.move(transaction, Move.EXPIRE)
            elif (
                transaction.purpose is not Purpose.CONFIRMATION
                and self.lockouts.until(account) is not None
            ):
                self.move(transaction, Move.LOCK)

    def _act(self, transaction: Transaction) -> None:
        """Let the phone do by itself what it was told to, when it is time."""
        outcome = transaction.outcome
        if self._is_acting or outcome is None:
            return
        due = transaction.asked_at + outcome.after
        if due > self._now() or due > transaction.expires_at:
            return
        self._is_acting = True
        try:
            self.perform(transaction, outcome.act)
        finally:
            self._is_acting = False

    def perform(self, transaction: Transaction, act: Act) -> None:
        """Do one act; a desk alone has no hands."""
