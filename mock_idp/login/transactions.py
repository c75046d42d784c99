"""One sign-in from first to last page: what has been done and what the phone said."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from mock_idp.errors import OtherBrowser, TransactionNotFound
from mock_idp.oidc.authorize import AuthorizationRequest
from mock_idp.oidc.clients import same_text
from mock_idp.oidc.policy import Missing
from mock_idp.oidc.store import Shelf
from mock_idp.people.account import Account
from mock_idp.phone.matching import MISTAKES_ALLOWED, Match, draw


class Phone(StrEnum):
    """What the phone has to do with a sign-in at the moment."""

    NOT_ASKED = "not asked"
    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"


class Choice(StrEnum):
    """What came of choosing a number on the phone."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    TOO_LATE = "too late"


@dataclass
class Transaction:
    """A sign-in that has begun in one browser. ``code`` is public, ``browser`` not."""

    code: str
    ask: AuthorizationRequest
    browser: str
    session_key: str | None
    done: set[Missing] = field(default_factory=set)
    account: Account | None = None
    phone: Phone = Phone.NOT_ASKED
    match: Match = field(default_factory=draw)
    mistakes: int = 0
    asked_at: float = 0.0
    expires_at: float = 0.0
    language: str | None = None
    is_finished: bool = False

    @property
    def state_tag(self) -> str:
        """Return a short text that changes whenever the waiting page should."""
        return f"{self.phone.name}-{self.mistakes}-{self.match.number}"


class Transactions:
    """All sign-ins under way; bounded, and forgotten when they grow old."""

    def __init__(
        self,
        now: Callable[[], float],
        *,
        phone_seconds: int,
        transaction_seconds: int,
    ) -> None:
        self._now = now
        self._phone_seconds = phone_seconds
        self._shelf: Shelf[Transaction] = Shelf(now, transaction_seconds, 5_000)
        self._lock = threading.RLock()

    def begin(
        self, ask: AuthorizationRequest, browser: str, session_key: str | None
    ) -> Transaction:
        """Begin a sign-in for the browser that carries this cookie value."""
        transaction = Transaction(secrets.token_urlsafe(18), ask, browser, session_key)
        self._shelf.put(transaction.code, transaction)
        return transaction

    def find(self, code: str) -> Transaction:
        """Return a sign-in; a phone request that grew too old is marked so.

        Raises:
            TransactionNotFound: unknown, or forgotten.
        """
        transaction = self._shelf.find(code)
        if transaction is None:
            raise TransactionNotFound(code)
        self._mark_expired(transaction)
        return transaction

    def find_in(self, code: str, browser: str | None) -> Transaction:
        """Return a sign-in for the browser that began it.

        Raises:
            TransactionNotFound: unknown, or forgotten.
            OtherBrowser: this browser did not begin it.
        """
        transaction = self.find(code)
        if browser is None or not same_text(transaction.browser, browser):
            raise OtherBrowser(code)
        return transaction

    def ask_phone(self, transaction: Transaction, account: Account) -> None:
        """Send a request with a new number to this person's phone."""
        with self._lock:
            transaction.account = account
            transaction.phone = Phone.WAITING
            transaction.match = draw(transaction.match.number)
            transaction.asked_at = self._now()
            transaction.expires_at = transaction.asked_at + self._phone_seconds

    def choose_number(self, transaction: Transaction, number: int | None) -> Choice:
        """Take the number chosen on the phone; three wrong ones refuse the sign-in."""
        with self._lock:
            self._mark_expired(transaction)
            if transaction.phone is not Phone.WAITING:
                return Choice.TOO_LATE
            if number == transaction.match.number:
                transaction.phone = Phone.APPROVED
                return Choice.RIGHT
            transaction.mistakes += 1
            if transaction.mistakes >= MISTAKES_ALLOWED:
                transaction.phone = Phone.DENIED
                return Choice.REFUSED
            transaction.match = draw(transaction.match.number)
            return Choice.WRONG

    def deny(self, transaction: Transaction) -> bool:
        """Take a refusal from the phone; false when there was nothing to refuse."""
        with self._lock:
            self._mark_expired(transaction)
            if transaction.phone is not Phone.WAITING:
                return False
            transaction.phone = Phone.DENIED
            return True

    def withdraw(self, transaction: Transaction) -> None:
        """Take an unanswered request back from the phone."""
        with self._lock:
            self._mark_expired(transaction)
            if transaction.phone in (Phone.WAITING, Phone.EXPIRED):
                transaction.phone = Phone.NOT_ASKED
                transaction.account = None

    def take_approval(self, transaction: Transaction) -> Account | None:
        """Return the approved account, once: a page loaded twice signs in once."""
        with self._lock:
            if transaction.phone is not Phone.APPROVED:
                return None
            transaction.phone = Phone.NOT_ASKED
            transaction.done |= {Missing.LOGIN, Missing.ACCOUNT}
            return transaction.account

    def finish(self, transaction: Transaction) -> bool:
        """Mark a sign-in as answered; false when it was answered before."""
        with self._lock:
            if transaction.is_finished:
                return False
            transaction.is_finished = True
            return True

    def waiting_for(self, personal_id: str) -> list[Transaction]:
        """Return the requests that wait on this person's phone, newest first."""
        found = []
        for transaction in reversed(self._shelf.all()):
            self._mark_expired(transaction)
            is_theirs = (
                transaction.account is not None
                and transaction.account.personal_id == personal_id
            )
            if is_theirs and transaction.phone is Phone.WAITING:
                found.append(transaction)
        return found

    def clear(self) -> None:
        """Forget every sign-in."""
        self._shelf.clear()

    def _mark_expired(self, transaction: Transaction) -> None:
        with self._lock:
            if (
                transaction.phone is Phone.WAITING
                and self._now() >= transaction.expires_at
            ):
                transaction.phone = Phone.EXPIRED
