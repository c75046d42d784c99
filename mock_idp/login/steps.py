"""Where a sign-in stands, which page comes next, and how it ends."""

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import LANGUAGES
from mock_idp import pages
from mock_idp.answers import send
from mock_idp.login import browser
from mock_idp.login.transactions import Transaction
from mock_idp.oidc import policy
from mock_idp.oidc.policy import Missing
from mock_idp.oidc.store import Session
from mock_idp.service import service


def sign_in_address(code: str) -> str:
    """Return where the page of a sign-in stands."""
    return url_for("login.show", code=code)


def transaction_here(code: str) -> Transaction:
    """Return the sign-in of this browser, and speak its language.

    Raises:
        TransactionNotFound: unknown or forgotten.
        OtherBrowser: another browser began it.
    """
    transaction = service().transactions.find_in(code, browser.cookie(browser.BROWSER))
    if request.args.get("lang") in LANGUAGES:
        transaction.language = request.args["lang"]
    chosen = (transaction.language,) if transaction.language else ()
    pages.choose_language((*chosen, *transaction.ask.ui_locales))
    g.page_address = sign_in_address(code)
    return transaction


def posted_transaction(code: str) -> Transaction:
    """Return the sign-in that a form belongs to, when the form is truly ours.

    Raises:
        TransactionNotFound: unknown or forgotten.
        OtherBrowser: another browser began it.
        BadFormToken: the form does not come from our page.
    """
    transaction = transaction_here(code)
    browser.check_form_token(code)
    return transaction


def session_of(transaction: Transaction) -> Session | None:
    """Return the session this sign-in works with."""
    here = service()
    found = here.session(transaction.session_key)
    if Missing.LOGIN in transaction.done:
        return found
    return policy.session_meant(here.provider, transaction.ask, found)


def missing(transaction: Transaction) -> Missing | None:
    """Return what this sign-in still lacks."""
    return policy.missing_now(
        service().provider,
        transaction.ask,
        session_of(transaction),
        transaction.done,
    )


def to_next(transaction: Transaction) -> ResponseReturnValue:
    """Go to the page of this sign-in; it shows whatever is next."""
    return redirect(sign_in_address(transaction.code), 303)


def targets(transaction: Transaction) -> tuple[str, ...]:
    """Return where the forms of this sign-in may end up: at the client."""
    return (transaction.ask.redirect_uri,)


def finish(transaction: Transaction) -> ResponseReturnValue:
    """Send the client its code, once."""
    session = session_of(transaction)
    if session is None:
        return to_next(transaction)
    if not service().transactions.finish(transaction):
        return finished_page()
    return send(policy.grant(service().provider, transaction.ask, session))


def refuse(transaction: Transaction, error: str, text: str) -> ResponseReturnValue:
    """Send the client an error, once; the description is ASCII."""
    if not service().transactions.finish(transaction):
        return finished_page()
    return send(transaction.ask.refuse(service().settings.issuer, error, text))


def finished_page() -> ResponseReturnValue:
    """Say that this sign-in was answered before."""
    return pages.error_page("transaction_finished", 410)
