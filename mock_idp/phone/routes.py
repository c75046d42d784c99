"""The simulated phone's screens: whose phone, what waits, agree or refuse."""

import secrets
from datetime import datetime

from flask import (
    Blueprint,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.login import browser
from mock_idp.login.choosing import AccountRefused, chosen_account
from mock_idp.login.sharing import shares
from mock_idp.login.transactions import Choice, Transaction
from mock_idp.oidc.clients import Client, same_text
from mock_idp.people.account import Account
from mock_idp.phone.matching import MISTAKES_ALLOWED
from mock_idp.service import service

phone = Blueprint("phone", __name__)


@phone.before_request
def choose_language() -> None:
    """Speak the phone's language."""
    pages.choose_language()


@phone.get("/phone")
def home() -> ResponseReturnValue:
    """Ask whose phone this is, or list what waits for its owner."""
    owner = _owner()
    if owner is None:
        return _whose()
    return pages.render("phone/home.html", owner=owner, rows=_rows(owner))


@phone.get("/phone/part")
def part() -> ResponseReturnValue:
    """Answer the phone's question: is there a new request?"""
    owner = _owner()
    if owner is None:
        return "", 204
    response = make_response(render_template("phone/_list.html", rows=_rows(owner)))
    response.add_etag()
    return response.make_conditional(request)


@phone.post("/phone")
def take() -> ResponseReturnValue:
    """Make this browser the phone of a person."""
    browser.check_form_token("phone")
    g.page_address = url_for("phone.home")
    try:
        account = chosen_account()
    except AccountRefused as refused:
        return _whose(refused)
    key = secrets.token_urlsafe(24)
    service().phones.put(key, account)
    browser.set_cookie(browser.PHONE, key)
    return redirect(url_for("phone.home"), 303)


@phone.post("/phone/other")
def put_down() -> ResponseReturnValue:
    """Forget whose phone this is."""
    browser.check_form_token("phone")
    service().phones.drop(browser.cookie(browser.PHONE))
    browser.drop_cookie(browser.PHONE)
    return redirect(url_for("phone.home"), 303)


@phone.get("/phone/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show one request: who asks, since when, for what, and three numbers."""
    return _request_page(service().transactions.find(code))


@phone.post("/phone/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Take the number chosen, or the refusal."""
    transactions = service().transactions
    transaction = transactions.find(code)
    browser.check_form_token(code)
    g.page_address = url_for("phone.show", code=code)
    if request.form.get("answer") == "no":
        transactions.deny(transaction)
        return redirect(url_for("phone.show", code=code), 303)
    number = request.form.get("number", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= 2  # noqa: PLR2004 - two digits
    choice = transactions.choose_number(transaction, int(number) if is_number else None)
    if choice is Choice.WRONG:
        return _request_page(transaction, wrong=True)
    return redirect(url_for("phone.show", code=code), 303)


def _request_page(transaction: Transaction, *, wrong: bool = False) -> Response:
    mine = browser.cookie(browser.BROWSER)
    account = transaction.account
    return pages.render(
        "phone/request.html",
        422 if wrong else 200,
        transaction=transaction,
        account=account,
        client=service().client(transaction.ask.client_id),
        shares=shares(transaction.ask.scopes, account) if account else [],
        wrong=wrong,
        left=MISTAKES_ALLOWED - transaction.mistakes,
        is_same_browser=mine is not None and same_text(mine, transaction.browser),
        asked_at=service().clock.shown(transaction.asked_at),
    )


def _whose(refused: AccountRefused | None = None) -> Response:
    return pages.render(
        "phone/whose.html",
        refused.status if refused else 200,
        cast=service().people.cast_if_known(),
        refused=refused,
        typed=request.form.get("number", "")[:40],
    )


def _owner() -> Account | None:
    return service().phones.find(browser.cookie(browser.PHONE))


def _rows(owner: Account) -> list[tuple[Transaction, Client, datetime]]:
    """Return what waits: the sign-in, who asks, and since when."""
    here = service()
    return [
        (found, here.client(found.ask.client_id), here.clock.shown(found.asked_at))
        for found in here.transactions.waiting_for(owner.personal_id)
    ]
