"""The protocol's addresses: discovery, keys, authorize, token, userinfo, health."""

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.answers import read_request, send
from mock_idp.front.authorize import FOUND, Found, find_out
from mock_idp.front.cookies import SESSION, STATE
from mock_idp.front.current import service
from mock_idp.front.table import TABLE, Address
from mock_idp.front.writing import CROSS_ORIGIN
from mock_idp.headless.visit import Visit
from mock_idp.login import browser, sending_again
from mock_idp.login.steps import sign_in_address
from mock_idp.oidc.authorization import policy
from mock_idp.oidc.clients import management
from mock_idp.oidc.logo import logo as read_logo
from mock_idp.oidc.message import Json, Refused, Text
from mock_idp.oidc.sessions import third_party_login
from mock_idp.people.portrait import portrait
from mock_idp.service import Service

FOR_BROWSERS = ("oidc.authorize", "oidc.check_session", "oidc.start")
"""Pages; other sites' scripts have nothing to read there."""

endpoints = Blueprint("oidc", __name__)


@endpoints.after_request
def allow_other_origins(response: Response) -> Response:
    """Let a browser app of another origin read answers that carry no cookie."""
    if request.endpoint not in FOR_BROWSERS:
        response.headers.extend(CROSS_ORIGIN)
    return response


def _add(address: Address) -> None:
    def view() -> ResponseReturnValue:
        return send(address.answer(service().provider, read_request()))

    view.__doc__ = address.does
    endpoints.add_url_rule(address.path, address.name, view, methods=address.methods)


for _address in TABLE:
    _add(_address)


@endpoints.route("/register/<client_id>", methods=["GET", "PUT", "DELETE"])
def registered(client_id: str) -> ResponseReturnValue:
    """Let a relying party read, change and delete its registration."""
    asked = replace(read_request(), path=client_id)
    return send(management.manage(service().provider, asked))


@endpoints.route("/authorize", methods=["GET", "POST"])
def authorize() -> ResponseReturnValue:
    """Begin a sign-in, or answer at once when nothing is missing."""
    again = sending_again.before_authorize()
    if again is not None:
        return again
    here = service()
    found, visit = request.environ.get(FOUND) or _find_out(here)
    if visit.opened is not None:
        browser.set_cookie(SESSION, visit.opened)
    if not isinstance(found, policy.Interact):
        return send(found)
    transaction = here.transactions.begin(
        found.ask, browser.browser_mark(), browser.session_key()
    )
    return redirect(sign_in_address(transaction.code), 303)


def _find_out(here: Service) -> Found:
    visit = Visit(browser.session_key())
    return find_out(here, read_request(), visit), visit


@endpoints.get("/logo/<client_id>")
def logo(client_id: str) -> ResponseReturnValue:
    """Pass on the logo of a relying party; a drawing may not bring scripts along."""
    try:
        image, kind = read_logo(service().provider, client_id)
    except Refused as refused:
        return send(refused.answer)
    response = Response(image, mimetype=kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@endpoints.get("/portrait/<codes>.svg")
def picture(codes: str) -> ResponseReturnValue:
    """Draw what the claim ``picture`` of a person points to."""
    drawn = portrait(codes)
    if drawn is None:
        abort(404)
    return send(Text(drawn, "image/svg+xml"))


@endpoints.get("/session/check")
def check_session() -> ResponseReturnValue:
    """Give relying parties the frame that says whether the session has changed."""
    browser.forget_ended_session()
    return pages.frame_for_all("session-check.html", cookie=STATE)


@endpoints.get("/start")
def start() -> ResponseReturnValue:
    """Send the person to a relying party that shall begin a sign-in."""
    here, sent = service(), request.args
    client = here.provider.clients.find(sent.get("client_id", ""))
    hint, target = sent.get("login_hint"), sent.get("target_link_uri")
    address = client and third_party_login.invitation(
        here.provider, client, login_hint=hint, target=target
    )
    if not isinstance(address, str):
        return pages.error_page("start_not_possible", 404)
    return redirect(address, 303)


@endpoints.get("/healthz")
def health() -> ResponseReturnValue:
    """Say that the server is up."""
    return send(Json({"status": "ok", "mock": True}))
