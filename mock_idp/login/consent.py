"""The page that asks what may be shared with the client."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.sharing import shares
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.scopes import REPRESENTATION, REQUIRED_SCOPES
from mock_idp.oidc.store import Consent, Session
from mock_idp.people.traits import Habit


def page(transaction: SignIn) -> ResponseReturnValue:
    """Name everything to be shared, with its purpose."""
    session = steps.session_of(transaction)
    if session is None:
        return steps.to_next(transaction)
    return _page(transaction, session)


def _page(transaction: SignIn, session: Session) -> Response:
    account = session.account
    client_id = transaction.client_id
    before = service().provider.store.consent(client_id, account.personal_id)
    return pages.render(
        "login/consent.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(client_id),
        account=account,
        shares=shares(transaction.ask.to_share, account, transaction.represents),
        left_out=before.asked - before.granted if before else frozenset(),
        always_refuses=account.traits.habit is Habit.REFUSES,
    )


def _settled(transaction: SignIn, asked: frozenset[str]) -> frozenset[str]:
    """Return what need not be asked again: for whom somebody acts, always."""
    return asked - {REPRESENTATION} if transaction.has_chosen_whom else asked


def answer(code: str) -> ResponseReturnValue:
    """Remember what may be shared and go on, or tell the client: nothing."""
    transaction = steps.posted_transaction(code)
    session = steps.session_of(transaction)
    refuses = session is not None and session.account.traits.habit is Habit.REFUSES
    if request.form.get("answer") != "yes" or refuses:
        return steps.refuse(
            transaction,
            dialect().errors["refused"],
            "The person did not agree to share.",
        )
    if session is None or steps.missing(transaction) is not Missing.CONSENT:
        return steps.to_next(transaction)
    asked = frozenset(transaction.ask.to_share)
    ticked = frozenset(request.form.getlist("scope")[: len(asked)])
    granted = asked & (ticked | REQUIRED_SCOPES)
    service().provider.store.remember_consent(
        transaction.client_id,
        session.account.personal_id,
        Consent(_settled(transaction, asked), granted),
    )
    service().transactions.agree_to_share(transaction)
    return steps.to_next(transaction)
