"""The page that asks what may be shared with the client."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.login import steps
from mock_idp.login.sharing import shares
from mock_idp.login.transactions import Transaction
from mock_idp.oidc.claims import REQUIRED_SCOPES
from mock_idp.oidc.policy import Missing
from mock_idp.oidc.store import Consent
from mock_idp.service import service


def page(transaction: Transaction) -> ResponseReturnValue:
    """Name everything to be shared, with its purpose."""
    session = steps.session_of(transaction)
    if session is None:
        return steps.to_next(transaction)
    return _page(transaction, session.account.personal_id)


def _page(transaction: Transaction, personal_id: str) -> Response:
    session = steps.session_of(transaction)
    before = service().provider.store.consent(transaction.ask.client_id, personal_id)
    return pages.render(
        "login/consent.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.ask.client_id),
        account=session.account if session else None,
        shares=shares(transaction.ask.scopes, session.account) if session else [],
        left_out=before.asked - before.granted if before else frozenset(),
    )


def answer(code: str) -> ResponseReturnValue:
    """Remember what may be shared and go on, or tell the client: nothing."""
    transaction = steps.posted_transaction(code)
    if request.form.get("answer") != "yes":
        return steps.refuse(
            transaction, "access_denied", "The person did not agree to share."
        )
    session = steps.session_of(transaction)
    if session is None or steps.missing(transaction) is not Missing.CONSENT:
        return steps.to_next(transaction)
    asked = frozenset(transaction.ask.scopes)
    ticked = frozenset(request.form.getlist("scope")[: len(asked)])
    granted = asked & (ticked | REQUIRED_SCOPES)
    service().provider.store.remember_consent(
        transaction.ask.client_id,
        session.account.personal_id,
        Consent(asked, granted),
    )
    transaction.done.add(Missing.CONSENT)
    return steps.to_next(transaction)
