"""The page that waits for the phone, and the step after the phone has agreed."""

import secrets

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.login import browser, steps
from mock_idp.login.transactions import Phone, Transaction
from mock_idp.oidc.claims import AMR_PHONE
from mock_idp.oidc.store import Session
from mock_idp.people.account import Account
from mock_idp.service import service

NOTHING_NEW, NO_CONTENT = 304, 204


def page(transaction: Transaction) -> Response:
    """Show the number to match, or that the request was refused or has expired."""
    return pages.render(
        "login/waiting.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.ask.client_id),
        phone_address=f"{service().settings.issuer}/phone",
        seconds=service().settings.phone_seconds,
    )


def part(code: str) -> ResponseReturnValue:
    """Answer the waiting page's question: is there anything new?"""
    transaction = steps.transaction_here(code)
    if transaction.phone is not Phone.WAITING:
        response = make_response("", NO_CONTENT)
        response.headers["X-Live-Location"] = (
            url_for("login.go_on", code=code)
            if transaction.phone is Phone.APPROVED
            else steps.sign_in_address(code)
        )
        return response
    response = make_response(
        render_template("login/_number.html", transaction=transaction)
    )
    response.set_etag(transaction.state_tag)
    return response.make_conditional(request)


def go_on(code: str) -> ResponseReturnValue:
    """Sign in the person whose phone has agreed, then go to the next page."""
    transaction = steps.transaction_here(code)
    account = service().transactions.take_approval(transaction)
    if account is not None:
        transaction.session_key = _open_session(transaction, account)
    return redirect(steps.sign_in_address(code), 303)


def _open_session(transaction: Transaction, account: Account) -> str:
    """Open a session under a new key; the same person keeps the session's id."""
    sessions = service().provider.store.sessions
    before = sessions.find(transaction.session_key)
    sessions.drop(transaction.session_key)
    sessions.drop(browser.session_key())
    same = before is not None and before.account.personal_id == account.personal_id
    key = secrets.token_urlsafe(32)
    opened = Session(
        sid=before.sid if before is not None and same else secrets.token_urlsafe(12),
        account=account,
        auth_time=int(service().clock.now()),
        level=account.account_level,
        amr=AMR_PHONE,
    )
    sessions.put(key, opened)
    browser.set_cookie(browser.SESSION, key)
    return key


def again(code: str) -> ResponseReturnValue:
    """Send a new request to the same phone after the first one has expired."""
    transaction = steps.posted_transaction(code)
    if transaction.phone is Phone.EXPIRED and transaction.account is not None:
        service().transactions.ask_phone(transaction, transaction.account)
    return steps.to_next(transaction)


def choose_other(code: str) -> ResponseReturnValue:
    """Go back to the list of people and forget the request on the phone."""
    transaction = steps.posted_transaction(code)
    service().transactions.withdraw(transaction)
    return steps.to_next(transaction)
