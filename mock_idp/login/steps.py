"""Where a sign-in stands, which page comes next, and how it ends."""

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import LANGUAGES
from mock_idp import pages
from mock_idp.answers import send
from mock_idp.front.cookies import BROWSER
from mock_idp.front.current import service
from mock_idp.login import browser
from mock_idp.login.transactions import SignIn
from mock_idp.oidc.authorization import policy
from mock_idp.oidc.authorization.policy import Missing
from mock_idp.oidc.claims.representation import session_for
from mock_idp.oidc.grants import device_authorization
from mock_idp.oidc.grants.device_authorization import DeviceRequest
from mock_idp.oidc.store import Session


def sign_in_address(code: str) -> str:
    """Return where the page of a sign-in stands."""
    return url_for("login.show", code=code)


def transaction_here(code: str) -> SignIn:
    """Return the sign-in of this browser, and speak its language.

    Raises:
        TransactionNotFound: unknown or forgotten.
        OtherBrowser: another browser began it.
    """
    transaction = service().transactions.find_in(code, browser.cookie(BROWSER))
    if request.args.get("lang") in LANGUAGES:
        transaction.language = request.args["lang"]
    chosen = (transaction.language,) if transaction.language else ()
    pages.choose_language((*chosen, *transaction.ask.ui_locales))
    g.page_address = sign_in_address(code)
    return transaction


def posted_transaction(code: str) -> SignIn:
    """Return the sign-in that a form belongs to, when the form is truly ours.

    Raises:
        TransactionNotFound: unknown or forgotten.
        OtherBrowser: another browser began it.
        BadFormToken: the form does not come from our page.
    """
    transaction = transaction_here(code)
    browser.check_form_token(code)
    return transaction


def session_of(transaction: SignIn) -> Session | None:
    """Return the session this sign-in works with."""
    here = service()
    found = here.session(transaction.session_key)
    if Missing.LOGIN in transaction.done:
        return found
    return policy.session_meant(here.provider, transaction.ask, found)


def missing(transaction: SignIn) -> Missing | None:
    """Return what this sign-in still lacks."""
    return policy.missing_now(
        service().provider,
        transaction.ask,
        session_of(transaction),
        transaction.done,
    )


def to_next(transaction: SignIn) -> ResponseReturnValue:
    """Go to the page of this sign-in; it shows whatever is next."""
    return redirect(sign_in_address(transaction.code), 303)


def targets(transaction: SignIn) -> tuple[str, ...]:
    """Return where the forms of this sign-in may end up: at the client."""
    uri = transaction.ask.redirect_uri
    return (uri,) if uri else ()


def finish(transaction: SignIn) -> ResponseReturnValue:
    """Send the client its answer, once."""
    here = service()
    session = session_of(transaction)
    if session is None:
        return to_next(transaction)
    if not here.transactions.finish(transaction, is_agreed=True):
        return finished_page()
    session = session_for(
        here.provider, transaction.client_id, session, transaction.represents
    )
    if transaction.device is None:
        return send(policy.grant(here.provider, transaction.ask, session))
    return _finish_device(transaction, transaction.device, session)


def _finish_device(
    transaction: SignIn, device: DeviceRequest, session: Session
) -> ResponseReturnValue:
    provider = service().provider
    consent = provider.store.consent(transaction.client_id, session.account.personal_id)
    scopes = tuple(consent.granted) if consent else ()
    is_done = device_authorization.approve(provider, device, session, scopes)
    return pages.error_page("device_approved" if is_done else "device_too_late", 200)


def refuse(transaction: SignIn, error: str, text: str) -> ResponseReturnValue:
    """Send the client an error, once; the description is ASCII."""
    here = service()
    if not here.transactions.finish(transaction, is_agreed=False):
        return finished_page()
    if transaction.device is None:
        return send(transaction.ask.refuse(here.provider, error, text))
    device_authorization.deny(here.provider, transaction.device)
    return pages.error_page("device_denied", 200)


def finished_page() -> ResponseReturnValue:
    """Say that this sign-in was answered before."""
    return pages.error_page("transaction_finished", 410)
