"""What the simulated phone shows."""

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

LONGEST_TEXT = 300
CONFLICT, UNPROCESSABLE, FORBIDDEN = 409, 422, 403
SCAN_STATUS = {ScanResult.TAKEN: CONFLICT, ScanResult.WRONG_PERSON: FORBIDDEN}

Row = tuple[Transaction, Client, datetime]


def owner() -> Account | None:
    """Return whose phone this browser is, as that person is now."""
    found = service().phones.find(browser.cookie(PHONE))
    return service().people.current(found) if found else None


def home(account: Account, scan: ScanResult | None = None) -> Response:
    """Show what waits, and the field for a code."""
    return pages.render(
        "phone/home.html",
        SCAN_STATUS.get(scan, UNPROCESSABLE) if scan else 200,
        owner=account,
        rows=rows(account),
        scan=scan,
        typed=request.form.get("text", "")[:LONGEST_TEXT],
        locked_until=locked_until(account),
        is_off=account.traits.device is Device.OFF,
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
        block=here.transactions.block(transaction),
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
