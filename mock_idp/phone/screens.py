"""What the simulated phone shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flask import Response, request

from mock_idp import pages
from mock_idp.front.cookies import BROWSER, PHONE
from mock_idp.front.current import service
from mock_idp.login import browser
from mock_idp.login.choosing import AccountRefused
from mock_idp.login.sharing import shares
from mock_idp.login.transactions import Confirmation, SignIn, Transaction
from mock_idp.login.waiting import locked_until
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.clients.authentication import same_text
from mock_idp.oidc.clients.client import Client
from mock_idp.people.account import Account
from mock_idp.people.traits import Device
from mock_idp.phone.answering import ScanResult
from mock_idp.phone.desk import Block

LONGEST_TEXT = 300
CONFLICT, UNPROCESSABLE, FORBIDDEN = 409, 422, 403
SCAN_STATUS = {ScanResult.TAKEN: CONFLICT, ScanResult.WRONG_PERSON: FORBIDDEN}

Row = tuple[Transaction, Client, datetime]


def owner() -> Account | None:
    """Return whose phone this browser is, as that person is now."""
    found = service().phones.find(browser.cookie(PHONE))
    return service().people.current(found) if found else None


def is_replaced(account: Account) -> bool:
    """Say whether this phone was deactivated: the account is active on another one."""
    if account.traits.device is Device.REPLACED:
        return True
    return _since(service().transactions.activations.replaced_at) is not None


def reactivate(account: Account) -> None:
    """Activate the account on its own phone again; another one is deactivated.

    The browser need not be that phone: the simulator opens a request's page anywhere.
    """
    here, key, holder = service(), browser.cookie(PHONE), owner()
    if account.traits.device is Device.REPLACED:
        mended = replace(account.traits, device=Device.OK)
        here.people.set_traits(account.personal_id, mended)
    if key and holder is not None and holder.personal_id == account.personal_id:
        here.transactions.activations.activate(account.personal_id, key)


def _since(told: Callable[[str | None], float | None]) -> datetime | None:
    """Return a moment of this phone as screens show it."""
    at = told(browser.cookie(PHONE))
    return None if at is None else service().clock.shown(at)


def block(transaction: Transaction) -> Block | None:
    """Return what keeps this phone from answering a request, if anything does."""
    found = service().transactions.block(transaction)
    holder, account = owner(), transaction.account
    if found is not None or holder is None or account is None:
        return found
    is_mine = holder.personal_id == account.personal_id
    return Block.REPLACED if is_mine and is_replaced(holder) else None


def home(account: Account, scan: ScanResult | None = None) -> Response:
    """Show what waits, and the field for a code."""
    activations = service().transactions.activations
    return pages.render(
        "phone/home.html",
        SCAN_STATUS.get(scan, UNPROCESSABLE) if scan else 200,
        owner=account,
        rows=rows(account),
        scan=scan,
        typed=request.form.get("text", "")[:LONGEST_TEXT],
        locked_until=locked_until(account),
        is_off=account.traits.device is Device.OFF,
        is_replaced=is_replaced(account),
        replaced_at=_since(activations.replaced_at),
        took_over_at=_since(activations.took_over_at),
    )


def rows(account: Account) -> list[Row]:
    """Return what waits: the request, who asks, and since when."""
    here = service()
    return [
        (found, here.client(found.client_id), here.clock.shown(found.asked_at))
        for found in here.transactions.waiting_for(account.personal_id)
    ]


def whose(refused: AccountRefused | None = None) -> Response:
    """Ask whose phone this is."""
    return pages.render(
        "phone/whose.html",
        refused.status if refused else 200,
        cast=service().people.cast_if_known(),
        refused=refused,
        typed=request.form.get("number", "")[:40],
    )


def request_page(transaction: Transaction, trouble: str | None = None) -> Response:
    """Show one request as it stands; ``trouble`` is what went wrong just now."""
    here = service()
    account = transaction.account
    return pages.render(
        "phone/request.html",
        UNPROCESSABLE if trouble else 200,
        transaction=transaction,
        account=account,
        client=here.client(transaction.client_id),
        shares=_shares(transaction, account),
        question=transaction if isinstance(transaction, Confirmation) else None,
        trouble=trouble,
        block=block(transaction),
        left=here.transactions.rules.wrong_numbers - transaction.mistakes,
        tries=here.transactions.lockouts.left(account) if account else 0,
        locked_until=locked_until(account),
        passcode=dialect().phone.passcode,
        is_same_browser=_is_same_browser(transaction),
        asked_at=here.clock.shown(transaction.asked_at),
        expires_at=here.clock.shown(transaction.expires_at),
    )


def _shares(transaction: Transaction, account: Account | None) -> list[object]:
    if account is None or not isinstance(transaction, SignIn):
        return []
    return list(shares(transaction.ask.to_share, account))


def _is_same_browser(transaction: Transaction) -> bool:
    mine = browser.cookie(BROWSER)
    if mine is None or not isinstance(transaction, SignIn):
        return False
    return same_text(mine, transaction.browser)
