"""The simulated phone's addresses: whose phone, what waits, scan, agree or refuse."""

import secrets
from dataclasses import replace

from flask import (
    Blueprint,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.cookies import BROWSER, PHONE
from mock_idp.front.current import service
from mock_idp.login import browser
from mock_idp.login.choosing import AccountRefused, named_account
from mock_idp.login.transactions import Choice, Confirmation, SignIn, Transaction
from mock_idp.people.account import Account
from mock_idp.people.traits import Device
from mock_idp.phone import qr, screens
from mock_idp.phone.answering import ScanResult
from mock_idp.phone.desk import Block
from mock_idp.phone.transaction import Factor

phone = Blueprint("phone", __name__)


@phone.before_request
def choose_language() -> None:
    """Speak the phone's language."""
    pages.choose_language()


@phone.get("/phone")
def home() -> ResponseReturnValue:
    """Ask whose phone this is, or list what waits for its owner."""
    owner = screens.owner()
    return screens.whose() if owner is None else screens.home(owner)


@phone.get("/phone/part")
def part() -> ResponseReturnValue:
    """Answer the phone's question: is there a new request?"""
    owner = screens.owner()
    if owner is None:
        return "", 204
    if screens.is_replaced(owner) is not (request.args.get("on") == "replaced"):
        return "", 204, {"X-Live-Location": url_for("phone.home")}
    if request.args.get("on") == "replaced":
        return "", 204
    response = make_response(
        render_template("phone/_list.html", rows=screens.rows(owner))
    )
    response.add_etag()
    return response.make_conditional(request)


@phone.post("/phone")
def take() -> ResponseReturnValue:
    """Make this browser the phone of a person."""
    browser.check_form_token("phone")
    g.page_address = url_for("phone.home")
    try:
        account = named_account()
    except AccountRefused as refused:
        return screens.whose(refused)
    _put_down()
    key = secrets.token_urlsafe(24)
    service().phones.put(key, account)
    browser.set_cookie(PHONE, key)
    service().transactions.activations.activate(account.personal_id, key)
    return redirect(url_for("phone.home"), 303)


@phone.post("/phone/other")
def put_down() -> ResponseReturnValue:
    """Forget whose phone this is."""
    browser.check_form_token("phone")
    _put_down()
    browser.drop_cookie(PHONE)
    return redirect(url_for("phone.home"), 303)


def _put_down() -> None:
    """Sign the owner out of this phone."""
    here, key = service(), browser.cookie(PHONE)
    holder = here.phones.find(key)
    if holder is not None:
        here.transactions.activations.put_down(holder.personal_id, key)
    here.phones.drop(key)


@phone.post("/phone/activate")
def activate() -> ResponseReturnValue:
    """Activate the account on this phone again; the other one is deactivated."""
    browser.check_form_token("phone")
    holder = screens.owner()
    if holder is not None:
        screens.reactivate(holder)
    return redirect(url_for("phone.home"), 303)


@phone.post("/phone/power")
def power() -> ResponseReturnValue:
    """Switch the phone on."""
    browser.check_form_token("phone")
    owner = screens.owner()
    if owner is not None:
        _switch_on(owner)
    return redirect(url_for("phone.home"), 303)


def _switch_on(account: Account) -> None:
    if account.traits.device is Device.OFF:
        on = replace(account.traits, device=Device.OK)
        service().people.set_traits(account.personal_id, on)


@phone.post("/phone/scan")
def scan() -> ResponseReturnValue:
    """Read the code that was pasted, or the one on the screen next to the phone."""
    browser.check_form_token("phone")
    g.page_address = url_for("phone.home")
    owner = screens.owner()
    if owner is None:
        return screens.whose()
    text = request.form.get("text", "")
    if request.form.get("beside") == "yes":
        text = _beside()
    is_dead = owner.traits.device in (Device.OFF, Device.LOST)
    if is_dead or screens.is_replaced(owner):
        return redirect(url_for("phone.home"), 303)
    found = service().transactions.scan(text, owner)
    if found.result is ScanResult.BOUND and found.transaction is not None:
        return redirect(url_for("phone.show", code=found.transaction.code), 303)
    return screens.home(owner, found.result)


def _beside() -> str:
    """Return the code on the screen next to the phone: this browser's, else the last.

    A real phone has a camera for that.
    """
    shown = service().transactions.on_screens()
    mine = browser.cookie(BROWSER)
    near = [t for t in shown if isinstance(t, SignIn) and t.browser == mine]
    for transaction in (*near, *shown):
        if transaction.shown is not None:
            return qr.written(transaction.code, transaction.shown)
    return ""


@phone.get("/phone/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show one request: who asks, since when, for what, and how to answer."""
    transaction = service().transactions.find(code)
    return _only_for_owner(transaction) or screens.request_page(transaction)


def _only_for_owner(transaction: Transaction) -> ResponseReturnValue | None:
    """Keep a service's question to the phone of the person who is asked."""
    if not isinstance(transaction, Confirmation):
        return None
    owner, account = screens.owner(), transaction.account
    if owner is None:
        return screens.whose()
    if account is None or owner.personal_id != account.personal_id:
        return pages.error_page("phone_of_somebody_else", 403)
    return None


def _posted(code: str) -> Transaction:
    transaction = service().transactions.find(code)
    browser.check_form_token(code)
    g.page_address = url_for("phone.show", code=code)
    return transaction


@phone.post("/phone/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Take the number chosen, the agreement, or the refusal."""
    transactions = service().transactions
    transaction = _posted(code)
    if (elsewhere := _only_for_owner(transaction)) is not None:
        return elsewhere
    if screens.block(transaction) is Block.REPLACED:
        return redirect(url_for("phone.show", code=code), 303)
    said = request.form.get("answer")
    if said == "no":
        transactions.deny(transaction)
        return redirect(url_for("phone.show", code=code), 303)
    if said == "yes" and isinstance(transaction, Confirmation):
        transactions.confirm(transaction)
        return redirect(url_for("phone.show", code=code), 303)
    number = request.form.get("number", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= 2  # noqa: PLR2004 - two digits
    choice = transactions.choose_number(transaction, int(number) if is_number else None)
    return _after(transaction, choice, "number_wrong")


@phone.post("/phone/<code>/factor")
def factor(code: str) -> ResponseReturnValue:
    """Take the passcode, or what the camera saw."""
    transaction = _posted(code)
    if (elsewhere := _only_for_owner(transaction)) is not None:
        return elsewhere
    if screens.block(transaction) is Block.REPLACED:
        return redirect(url_for("phone.show", code=code), 303)
    transactions = service().transactions
    passcode = request.form.get("passcode")
    if passcode is not None:
        kind, is_right = Factor.PASSCODE, passcode == transactions.rules.passcode
    else:
        kind, is_right = Factor.FACE, request.form.get("face") == "same"
    choice = transactions.give_factor(transaction, kind, is_right=is_right)
    wrong = "passcode_wrong" if kind is Factor.PASSCODE else "face_differs"
    return _after(transaction, choice, wrong)


def _after(transaction: Transaction, choice: Choice, wrong: str) -> ResponseReturnValue:
    if choice is Choice.WRONG:
        return screens.request_page(transaction, wrong)
    return redirect(url_for("phone.show", code=transaction.code), 303)


@phone.post("/phone/<code>/device")
def mend(code: str) -> ResponseReturnValue:
    """Switch the phone on, update or activate its app, whichever is needed."""
    transaction = _posted(code)
    block = screens.block(transaction)
    if block is Block.REPLACED and transaction.account is not None:
        service().transactions.reactivate(transaction)
        screens.reactivate(service().people.current(transaction.account))
    elif block is Block.OUTDATED:
        service().transactions.update_app(transaction)
    elif block is Block.OFF and transaction.account is not None:
        _switch_on(service().people.current(transaction.account))
    return redirect(url_for("phone.show", code=code), 303)
