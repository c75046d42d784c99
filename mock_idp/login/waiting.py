"""The page that waits for the phone, and the step after the phone has agreed."""

import secrets
from datetime import datetime

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.cookies import SESSION
from mock_idp.front.current import service
from mock_idp.login import browser, scanning, steps
from mock_idp.login.levels import level_reached
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.sessions import back_channel
from mock_idp.oidc.store import Session
from mock_idp.people.account import Account
from mock_idp.phone.states import FAILED, State

NOTHING_NEW, NO_CONTENT = 304, 204


def page(transaction: SignIn) -> Response:
    """Show the number to match, or why the request came to nothing."""
    is_over = transaction.state in FAILED
    return pages.render(
        "login/ended.html" if is_over else "login/waiting.html",
        form_targets=steps.targets(transaction),
        transaction=transaction,
        client=service().client(transaction.client_id),
        phone_address=f"{service().settings.issuer}/phone",
        seconds=service().settings.phone_seconds,
        locked_until=locked_until(transaction.account),
    )


def locked_until(account: Account | None) -> datetime | None:
    """Return until when a person is locked, as screens show it."""
    here = service()
    until = here.transactions.lockouts.until(account) if account else None
    return here.clock.shown(until) if until else None


def part(code: str) -> ResponseReturnValue:
    """Answer the waiting page's question: is there anything new?"""
    transaction = steps.transaction_here(code)
    is_scanning = transaction.state is State.SHOWN
    if is_scanning != (request.args.get("on") == "qr") or not transaction.is_waiting:
        return _go_elsewhere(transaction)
    if is_scanning:
        return scanning.part(transaction)
    response = make_response(
        render_template("login/_number.html", transaction=transaction)
    )
    response.set_etag(transaction.state_tag)
    return response.make_conditional(request)


def _go_elsewhere(transaction: SignIn) -> Response:
    response = make_response("", NO_CONTENT)
    response.headers["X-Live-Location"] = (
        url_for("login.go_on", code=transaction.code)
        if transaction.state is State.FACTOR_OK
        else steps.sign_in_address(transaction.code)
    )
    return response


def go_on(code: str) -> ResponseReturnValue:
    """Sign in the person whose phone has agreed, then go to the next page."""
    transaction = steps.transaction_here(code)
    account = service().transactions.take_approval(transaction)
    if account is not None:
        transaction.session_key = _open_session(transaction, account)
    return redirect(steps.sign_in_address(code), 303)


def _open_session(transaction: SignIn, account: Account) -> str:
    """Open a session under a new key; the same person keeps the session's id."""
    sessions = service().provider.store.sessions
    before = sessions.find(transaction.session_key)
    sessions.drop(transaction.session_key)
    sessions.drop(browser.session_key())
    same = before is not None and before.account.personal_id == account.personal_id
    if before is not None and not same:
        back_channel.end(service().provider, before)
    key = secrets.token_urlsafe(32)
    client = service().client(transaction.client_id)
    opened = Session(
        sid=before.sid if before is not None and same else secrets.token_urlsafe(12),
        account=account,
        auth_time=int(service().clock.now()),
        level=level_reached(transaction.ask, client, account),
        amr=transaction.amr,
    )
    sessions.put(key, opened)
    browser.set_cookie(SESSION, key)
    return key


def again(code: str) -> ResponseReturnValue:
    """Ask the same phone once more after a request that came to nothing."""
    transaction = steps.posted_transaction(code)
    account = transaction.account
    if transaction.state in (State.EXPIRED, State.LOCKED) and account is not None:
        service().transactions.ask_phone(transaction, account)
    return steps.to_next(transaction)


def choose_other(code: str) -> ResponseReturnValue:
    """Go back to the list of people and forget the request on the phone."""
    transaction = steps.posted_transaction(code)
    transaction.expected = None
    service().transactions.withdraw(transaction)
    return steps.to_next(transaction)
