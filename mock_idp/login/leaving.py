"""Sign out at the provider: ask when in doubt, tell every service, then go back."""

import secrets

from flask import request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.answers import read_request, send
from mock_idp.front.cookies import LONGEST_COOKIE, SESSION
from mock_idp.front.current import service
from mock_idp.login import browser, sending_again
from mock_idp.oidc.message import Page
from mock_idp.oidc.sessions import back_channel, front_channel, rp_initiated_logout
from mock_idp.oidc.sessions.back_channel import Told
from mock_idp.oidc.sessions.rp_initiated_logout import Leaving


def begin() -> ResponseReturnValue:
    """Sign out at once when the client knows who leaves, else ask the person."""
    here = service()
    if sending_again.is_needed():
        return _send_again()
    session = browser.session()
    wish = rp_initiated_logout.read(here.provider, read_request(), session)
    if isinstance(wish, Page):
        return send(wish)
    pages.choose_language(wish.ui_locales)
    if not wish.must_ask:
        return _leave(wish)
    code = secrets.token_urlsafe(18)
    here.leavings.put(code, wish)
    return pages.render(
        "login/leaving.html",
        form_targets=(wish.back_to,) if wish.back_to else (),
        code=code,
        client=wish.client,
        account=session.account if session else None,
    )


def _send_again() -> ResponseReturnValue:
    """Let the browser send the form once more, and go where its answer leads."""
    sent = read_request()
    wish = rp_initiated_logout.read(service().provider, sent, None)
    back_to = wish.back_to if isinstance(wish, Leaving) else None
    targets = (back_to,) if back_to else ()
    return sending_again.page("login.leave", targets, sent.parameters.get("ui_locales"))


def confirm() -> ResponseReturnValue:
    """Take the person's answer."""
    code = request.form.get("leaving", "")[:LONGEST_COOKIE]
    browser.check_form_token(code)
    wish = service().leavings.drop(code)
    if wish is None:
        return pages.error_page("transaction_unknown", 410)
    if request.form.get("answer") != "yes":
        return pages.error_page("still_signed_in", 200)
    return _leave(wish)


def _leave(wish: Leaving) -> ResponseReturnValue:
    """End the session, tell every service by both channels, then go back."""
    provider = service().provider
    session = browser.session()
    frames: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    if session is not None:
        frames = front_channel.frames(provider, session)
        told = back_channel.end(provider, session)
    browser.drop_cookie(SESSION)
    if not frames and (wish.back_to or not told):
        return send(wish.answer())
    return pages.render(
        "login/signed-out.html",
        frame_targets=frames,
        frames=frames,
        told=[(service().client(each.client_id), each) for each in told],
        client=wish.client,
        back_to=wish.back_to,
    )
