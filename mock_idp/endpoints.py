"""The protocol's addresses: discovery, keys, authorize, token, userinfo, health."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from mock_idp.answers import read_request, send
from mock_idp.login import browser
from mock_idp.login.steps import sign_in_address
from mock_idp.oidc import grants, policy, provider, userinfo
from mock_idp.oidc.message import Json
from mock_idp.service import service

endpoints = Blueprint("oidc", __name__)


@endpoints.after_request
def allow_other_origins(response: Response) -> Response:
    """Let a browser app of another origin read answers that carry no cookie."""
    if request.endpoint != "oidc.authorize":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    return response


@endpoints.get("/.well-known/openid-configuration")
@endpoints.get("/.well-known/oauth-authorization-server")
def discovery() -> ResponseReturnValue:
    """Say what this provider can do."""
    here = service().settings
    return send(Json(provider.discovery(here.issuer, here.back_channel_url)))


@endpoints.get("/jwks")
def jwks() -> ResponseReturnValue:
    """Give the public keys."""
    return send(Json(service().provider.keys.jwks()))


@endpoints.route("/authorize", methods=["GET", "POST"])
def authorize() -> ResponseReturnValue:
    """Begin a sign-in, or answer at once when nothing is missing."""
    here = service()
    answer = policy.authorize(here.provider, read_request(), browser.session())
    if not isinstance(answer, policy.Interact):
        return send(answer)
    transaction = here.transactions.begin(
        answer.ask, browser.browser_mark(), browser.session_key()
    )
    return redirect(sign_in_address(transaction.code), 303)


@endpoints.post("/token")
def token() -> ResponseReturnValue:
    """Exchange a code for tokens."""
    return send(grants.token(service().provider, read_request()))


@endpoints.route("/userinfo", methods=["GET", "POST"])
def userinfo_() -> ResponseReturnValue:
    """Tell what an access token allows to know."""
    return send(userinfo.userinfo(service().provider, read_request()))


@endpoints.get("/healthz")
def health() -> ResponseReturnValue:
    """Say that the server is up."""
    return send(Json({"status": "ok", "mock": True}))
