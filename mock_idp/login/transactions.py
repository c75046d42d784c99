"""Everything that waits for a person, from first to last page.

A sign-in, a step-up, a device's request and a service's question are all requests to a
phone (``phone.transaction``); here is what belongs to the computer that waits for it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_idp.errors import OtherBrowser, TransactionNotFound
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.authorization.request import AuthorizationRequest
from mock_idp.oidc.clients.authentication import same_text
from mock_idp.oidc.grants.device_authorization import DeviceRequest
from mock_idp.people.account import Account
from mock_idp.phone.answering import Answering, Choice
from mock_idp.phone.states import Move, State, is_legal
from mock_idp.phone.transaction import Purpose, Transaction

__all__ = ["Choice", "Confirmation", "SignIn", "Transaction", "Transactions"]

MONTH = 31 * 86400


@dataclass(eq=False)
class SignIn(Transaction):
    """A sign-in that has begun in one browser. ``code`` is public, ``browser`` not.

    Attributes:
        device: what waits elsewhere for this sign-in (RFC 8628).
        is_device_known: the person has compared the code with the device's.
        represents: the child a guardian acts for; ``has_chosen_whom`` once asked.
        is_taken: the browser has taken the phone's approval.
    """

    ask: AuthorizationRequest = field(kw_only=True)
    browser: str = field(kw_only=True)
    session_key: str | None = None
    done: set[Missing] = field(default_factory=set)
    device: DeviceRequest | None = None
    represents: Account | None = None
    has_chosen_whom: bool = False
    is_device_known: bool = False
    is_taken: bool = False


@dataclass(eq=False)
class Confirmation(Transaction):
    """A service's question to one person, such as a head of household.

    Attributes:
        dossier: the service's name of its dossier.
        question: what the person agrees to, in the service's words.
        facts: further lines to show, in order.
    """

    dossier: str = ""
    question: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Return what the service is told: ``PENDING``, ``CONFIRMED`` and so on."""
        if self.is_approved:
            return "CONFIRMED"
        known = {State.EXPIRED: "EXPIRED", State.DENIED: "REJECTED"}
        return known.get(self.state, "PENDING")


class Transactions(Answering):
    """All requests, with the computer's side of those that have one."""

    def begin(
        self, ask: AuthorizationRequest, browser: str, session_key: str | None
    ) -> SignIn:
        """Begin a sign-in for the browser that carries this cookie value."""
        sign_in = SignIn(
            secrets.token_urlsafe(18),
            ask.client_id,
            ask=ask,
            browser=browser,
            session_key=session_key,
        )
        self.keep(sign_in)
        return sign_in

    def begin_device(
        self,
        ask: AuthorizationRequest,
        browser: str,
        session_key: str | None,
        device: DeviceRequest,
    ) -> SignIn:
        """Begin the sign-in that a device waits for."""
        sign_in = self.begin(ask, browser, session_key)
        sign_in.purpose = Purpose.DEVICE
        sign_in.device = device
        return sign_in

    def begin_confirmation(
        self,
        client_id: str,
        account: Account,
        seconds: float,
        question: str,
        dossier: str,
        facts: Mapping[str, str],
    ) -> Confirmation:
        """Send a service's question to a person's phone; it waits for some seconds."""
        asked = Confirmation(
            secrets.token_urlsafe(18),
            client_id,
            purpose=Purpose.CONFIRMATION,
            dossier=dossier,
            question=question,
            facts=facts,
            expires_at=self._now() + seconds,
        )
        self.keep(asked, seconds + MONTH)
        self.push(asked, account)
        return asked

    def find_in(self, code: str, browser: str | None) -> SignIn:
        """Return a sign-in for the browser that began it.

        Raises:
            TransactionNotFound: unknown, or forgotten.
            OtherBrowser: this browser did not begin it.
        """
        transaction = self.find(code)
        if not isinstance(transaction, SignIn):
            raise TransactionNotFound(code)
        if browser is None or not same_text(transaction.browser, browser):
            raise OtherBrowser(code)
        return transaction

    def ask_phone(self, sign_in: SignIn, account: Account) -> None:
        """Send a request with a new number to this person's phone.

        Older requests of the same browser, service and person are replaced by it.

        Raises:
            IllegalMove: the sign-in is past asking.
        """
        with self._lock:
            for other in self._shelf.all():
                if self._is_replaced(other, sign_in, account):
                    self.move(other, Move.SUPERSEDE)
            sign_in.is_taken = False
            self.push(sign_in, account)

    def _is_replaced(self, other: Transaction, newer: SignIn, account: Account) -> bool:
        return (
            isinstance(other, SignIn)
            and other is not newer
            and other.account is not None
            and other.account.personal_id == account.personal_id
            and (other.browser, other.client_id) == (newer.browser, newer.client_id)
            and is_legal(other.state, Move.SUPERSEDE)
        )

    def withdraw(self, sign_in: SignIn) -> None:
        """Take a request back from the phone, so that another person can be asked."""
        with self._lock:
            self.look(sign_in)
            if is_legal(sign_in.state, Move.WITHDRAW):
                self.move(sign_in, Move.WITHDRAW)
                sign_in.account = None
                sign_in.shown = None

    def take_approval(self, sign_in: SignIn) -> Account | None:
        """Return the approved account, once: a page loaded twice signs in once."""
        with self._lock:
            if sign_in.state is not State.FACTOR_OK or sign_in.is_taken:
                return None
            sign_in.is_taken = True
            sign_in.done |= {Missing.LOGIN, Missing.ACCOUNT}
            return sign_in.account

    def agree_to_share(self, sign_in: SignIn) -> None:
        """Note that the person agreed on the computer to share.

        Raises:
            IllegalMove: nobody has signed in.
        """
        sign_in.done.add(Missing.CONSENT)
        if sign_in.state is not State.CONSENTED:
            self.move(sign_in, Move.CONSENT)

    def finish(self, sign_in: SignIn, *, is_agreed: bool) -> bool:
        """Mark a sign-in as answered; false when it was answered before.

        Raises:
            IllegalMove: agreed, but nobody has signed in.
        """
        with self._lock:
            if sign_in.is_answered:
                return False
            if is_agreed and sign_in.state is not State.CONSENTED:
                self.move(sign_in, Move.CONSENT)
            if is_agreed:
                self.move(sign_in, Move.FINISH)
            elif is_legal(sign_in.state, Move.DENY):
                self.move(sign_in, Move.DENY)
            sign_in.is_answered = True
            return True
