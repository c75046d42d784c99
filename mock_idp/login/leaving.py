"""Sign out at the provider (RP-initiated logout): ask when in doubt, then go back."""

import secrets

from flask import request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.answers import read_request, send
from mock_idp.login import browser
from mock_idp.oidc import logout
from mock_idp.oidc.logout import Leaving
from mock_idp.oidc.message import Page
from mock_idp.service import service


def begin() -> ResponseReturnValue:
    """Sign out at once when the client knows who leaves, else ask the person."""
    here = service()
    wish = logout.read(here.provider, read_request(), browser.session())
    if isinstance(wish, Page):
        return send(wish)
    if not wish.must_ask:
        return _leave(wish)
    code = secrets.token_urlsafe(18)
    here.leavings.put(code, wish)
    session = browser.session()
    return pages.render(
        "login/leaving.html",
        form_targets=(wish.back_to,) if wish.back_to else (),
        code=code,
        client=wish.client,
        account=session.account if session else None,
    )


def confirm() -> ResponseReturnValue:
    """Take the person's answer."""
    code = request.form.get("leaving", "")[: browser.LONGEST_COOKIE]
    browser.check_form_token(code)
    wish = service().leavings.drop(code)
    if wish is None:
        return pages.error_page("transaction_unknown", 410)
    if request.form.get("answer") != "yes":
        return pages.error_page("still_signed_in", 200)
    return _leave(wish)


def _leave(wish: Leaving) -> ResponseReturnValue:
    service().provider.store.sessions.drop(browser.session_key())
    browser.drop_cookie(browser.SESSION)
    return send(wish.answer())
