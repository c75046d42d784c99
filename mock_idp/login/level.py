"""The page for an account below the level asked for: raise it here, or go back."""

from dataclasses import replace

from flask import Response, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.current import service
from mock_idp.login import steps
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.claims.dialect import dialect


def page(transaction: SignIn) -> Response:
    """Explain the levels and offer to raise this account in the demo."""
    return pages.render(
        "login/level.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        session=steps.session_of(transaction),
    )


def answer(code: str) -> ResponseReturnValue:
    """Raise the level and go on, or send the client the error of OIDC's extension.

    ``unmet_authentication_requirements`` is OpenID Connect Core Error Code
    unmet_authentication_requirements 1.0.
    """
    transaction = steps.posted_transaction(code)
    if request.form.get("answer") != "yes":
        return steps.refuse(
            transaction,
            dialect().errors["level_too_low"],
            "The account does not reach the level asked for.",
        )
    session = steps.session_of(transaction)
    if session is not None and steps.missing(transaction) is Missing.LEVEL:
        account = service().people.raise_level(session.account)
        raised = replace(session, account=account, level=account.account_level)
        service().provider.store.sessions.replace(transaction.session_key or "", raised)
    return steps.to_next(transaction)
