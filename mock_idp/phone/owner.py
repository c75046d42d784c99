"""A person's phone in somebody's hand: for tests and for the control API."""

from collections.abc import Sequence

from mock_idp.errors import MockIdpError
from mock_idp.login.transactions import Transaction, Transactions
from mock_idp.people.account import Account
from mock_idp.phone import qr
from mock_idp.phone.answering import Scan
from mock_idp.phone.states import State
from mock_idp.phone.transaction import Factor


class NothingPending(MockIdpError):  # noqa: N818 - named after what happened
    """No request waits on this phone, or not the one that was named."""


class PhoneCannotAnswer(MockIdpError):  # noqa: N818 - named after what happened
    """The phone is off, locked, outdated…; the text is the reason's code."""


class Phone:
    """The phone of one person; each method does what a finger would do.

    A request answered here counts as headless: the ``amr`` says that it is a mock's.
    """

    def __init__(self, transactions: Transactions, account: Account) -> None:
        self._transactions = transactions
        self.account = account

    def pending(self) -> Sequence[Transaction]:
        """Return what waits for an answer, newest first."""
        return self._transactions.waiting_for(self.account.personal_id)

    def _one(self, code: str | None) -> Transaction:
        found = [t for t in self.pending() if code in (None, t.code)]
        if not found:
            raise NothingPending(code or self.account.slug)
        block = self._transactions.block(found[0])
        if block is not None:
            raise PhoneCannotAnswer(block)
        return found[0]

    def approve(
        self,
        code: str | None = None,
        *,
        number: int | None = None,
        factor_is_right: bool = True,
    ) -> Transaction:
        """Approve a request: the newest, or the one named.

        Args:
            code: which request.
            number: the number to choose; the right one unless said.
            factor_is_right: whether passcode or face are right, where asked.

        Raises:
            NothingPending: there is nothing to approve.
            PhoneCannotAnswer: the phone is off, locked, outdated…
        """
        transaction = self._one(code)
        transaction.is_headless = True
        chosen = transaction.match.number if number is None else number
        self._transactions.choose_number(transaction, chosen)
        if transaction.state is State.NUMBER_OK:
            self.prove(transaction.code, is_right=factor_is_right)
        return transaction

    def prove(self, code: str, *, is_right: bool = True) -> Transaction:
        """Give passcode or face for a request whose number was right.

        Raises:
            NothingPending: it does not wait.
            PhoneCannotAnswer: the phone is off, locked, outdated…
        """
        transaction = self._one(code)
        kind = transaction.factor
        if kind is Factor.NONE:
            kind = Factor.PASSCODE
        self._transactions.give_factor(transaction, kind, is_right=is_right)
        return transaction

    def deny(self, code: str | None = None) -> Transaction:
        """Refuse a request: the newest, or the one named.

        Raises:
            NothingPending: there is nothing to refuse.
            PhoneCannotAnswer: the phone is off, locked, outdated…
        """
        transaction = self._one(code)
        self._transactions.deny(transaction)
        return transaction

    def scan(self, text: str | None = None) -> Scan:
        """Scan a code: the text given, or the newest code on any screen."""
        if text is None:
            text = next(
                (
                    qr.written(t.code, t.shown)
                    for t in self._transactions.on_screens()
                    if t.shown is not None
                ),
                "",
            )
        return self._transactions.scan(text, self.account)
