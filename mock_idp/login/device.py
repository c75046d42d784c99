"""The page where a person types the code of another device (RFC 8628 §3.3)."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.front.current import service
from mock_idp.login import browser, steps
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.authorization.request import AuthorizationRequest
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.grants import device_authorization
from mock_idp.oidc.grants.device_authorization import DeviceRequest

LONGEST_CODE = 40
UNPROCESSABLE = 422

device = Blueprint("device", __name__)


@device.get("/device")
def ask() -> ResponseReturnValue:
    """Ask for the code; an address may bring it along, still to be compared."""
    return _page(request.args.get("user_code", ""))


@device.post("/device")
def take() -> ResponseReturnValue:
    """Find the device that waits under the typed code."""
    browser.check_form_token("device")
    typed = request.form.get("user_code", "")[:LONGEST_CODE]
    here = service()
    waiting = device_authorization.find_by_user_code(here.provider, typed)
    if waiting is None:
        return _page(typed, UNPROCESSABLE)
    transaction = here.transactions.begin_device(
        _as_request(waiting), browser.browser_mark(), browser.session_key(), waiting
    )
    return steps.to_next(transaction)


def _page(typed: str, status: int = 200) -> Response:
    return pages.render(
        "login/device-code.html",
        status,
        typed=typed[:LONGEST_CODE],
        is_unknown=status == UNPROCESSABLE,
    )


def _as_request(waiting: DeviceRequest) -> AuthorizationRequest:
    """Return what the device asks for as a sign-in asks; consent is always asked."""
    return AuthorizationRequest(
        client_id=waiting.client_id,
        redirect_uri="",
        response_type="",
        response_mode="",
        scopes=waiting.scopes,
        state=None,
        nonce=None,
        prompt=frozenset({"consent"}),
        max_age=None,
        acr_values=(),
        code_challenge=None,
        login_hint=None,
        id_token_hint=None,
        ui_locales=(),
        resources=waiting.resources,
    )


def compare_page(transaction: SignIn) -> Response:
    """Show code and client, to be compared with what the device shows."""
    waiting = transaction.device
    return pages.render(
        "login/device-compare.html",
        transaction=transaction,
        client=service().client(transaction.client_id),
        user_code=waiting.user_code if waiting else "",
    )


def compared(code: str) -> ResponseReturnValue:
    """Go on when the codes are the same, else refuse the device."""
    transaction = steps.posted_transaction(code)
    if request.form.get("answer") != "yes":
        return steps.refuse(
            transaction, dialect().errors["refused"], "The codes differ."
        )
    transaction.is_device_known = True
    return steps.to_next(transaction)
