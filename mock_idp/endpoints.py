"""The protocol's addresses: discovery, keys, authorize, token, userinfo, health."""

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.answers import read_request, send
from mock_idp.headless import signing_in
from mock_idp.login import browser
from mock_idp.login.steps import sign_in_address
from mock_idp.oidc.authorization import par, policy
from mock_idp.oidc.claims import userinfo
from mock_idp.oidc.clients import management, registration
from mock_idp.oidc.discovery import discovery as describe
from mock_idp.oidc.discovery import key_set
from mock_idp.oidc.grants import endpoint
from mock_idp.oidc.grants.device_authorization import device_authorization
from mock_idp.oidc.logo import logo as read_logo
from mock_idp.oidc.message import Json, Refused, Text
from mock_idp.oidc.sessions import third_party_login
from mock_idp.oidc.tokens import introspection, revocation
from mock_idp.oidc.tokens.level_two_resource import level_two_resource
from mock_idp.people.portrait import portrait
from mock_idp.service import service

CROSS_ORIGIN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP"),
    ("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE"),
    ("Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce"),
)

FOR_BROWSERS = ("oidc.authorize", "oidc.check_session", "oidc.start")
"""Pages; other sites' scripts have nothing to read there."""

endpoints = Blueprint("oidc", __name__)


@endpoints.after_request
def allow_other_origins(response: Response) -> Response:
    """Let a browser app of another origin read answers that carry no cookie."""
    if request.endpoint not in FOR_BROWSERS:
        response.headers.extend(CROSS_ORIGIN)
    return response


@endpoints.get("/.well-known/openid-configuration")
@endpoints.get("/.well-known/oauth-authorization-server")
def discovery() -> ResponseReturnValue:
    """Say what this provider can do."""
    return send(describe(service().provider))


@endpoints.get("/jwks")
def jwks() -> ResponseReturnValue:
    """Give the public keys."""
    return send(key_set(service().provider))


@endpoints.post("/register")
def register() -> ResponseReturnValue:
    """Register a relying party."""
    return send(registration.register(service().provider, read_request()))


@endpoints.route("/register/<client_id>", methods=["GET", "PUT", "DELETE"])
def registered(client_id: str) -> ResponseReturnValue:
    """Let a relying party read, change and delete its registration."""
    asked = replace(read_request(), path=client_id)
    return send(management.manage(service().provider, asked))


@endpoints.route("/authorize", methods=["GET", "POST"])
def authorize() -> ResponseReturnValue:
    """Begin a sign-in, or answer at once when nothing is missing."""
    here = service()
    asked, session = read_request(), browser.session()
    if signing_in.is_wanted(here):
        answer = signing_in.answer(here, asked, session)
    else:
        answer = policy.authorize(here.provider, asked, session)
    if not isinstance(answer, policy.Interact):
        return send(answer)
    transaction = here.transactions.begin(
        answer.ask, browser.browser_mark(), browser.session_key()
    )
    return redirect(sign_in_address(transaction.code), 303)


@endpoints.route("/par", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def par_() -> ResponseReturnValue:
    """Keep an authorization request that a client pushes."""
    return send(par.push(service().provider, read_request()))


@endpoints.post("/token")
def token() -> ResponseReturnValue:
    """Exchange a code for tokens."""
    return send(endpoint.token(service().provider, read_request()))


@endpoints.post("/device_authorization")
def device_authorization_() -> ResponseReturnValue:
    """Give a device the code that a person types elsewhere."""
    return send(device_authorization(service().provider, read_request()))


@endpoints.post("/introspect")
def introspect() -> ResponseReturnValue:
    """Say whether a token is good."""
    return send(introspection.introspection(service().provider, read_request()))


@endpoints.post("/revoke")
def revoke() -> ResponseReturnValue:
    """Take a token back."""
    return send(revocation.revocation(service().provider, read_request()))


@endpoints.get("/resource/level-2")
def level_two() -> ResponseReturnValue:
    """Show a resource that wants a strong, fresh sign-in."""
    return send(level_two_resource(service().provider, read_request()))


@endpoints.route("/userinfo", methods=["GET", "POST"])
def userinfo_() -> ResponseReturnValue:
    """Tell what an access token allows to know."""
    return send(userinfo.userinfo(service().provider, read_request()))


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
    return pages.frame_for_all("session-check.html", cookie=browser.STATE)


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
