"""A whole code flow without sockets: authorize, then token."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from mock_idp.errors import MockIdpError
from mock_idp.headless.wishes import PREFIX
from mock_idp.oidc.clients.client import Client
from mock_idp.testing.tokens import Tokens
from mock_idp.testing.transports import Answer, call

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BASIC = ("client_secret", "client_secret_basic")
SUPPORTED = (*BASIC, "client_secret_post", "none")
REDIRECTS = (302, 303)
GOOD = 200


class SignInRefused(MockIdpError):  # noqa: N818 - named after what happened
    """The provider did not sign the person in.

    Attributes:
        error: the error code, as a client would get it.
        description: what the provider says about it.
        status: the status code of a page for people or of the token endpoint.
    """

    def __init__(self, error: str, description: str = "", status: int = 0) -> None:
        super().__init__(f"{error}: {description}" if description else error)
        self.error, self.description, self.status = error, description, status


@dataclass(frozen=True)
class CodeFlow:
    """How one client signs somebody in at one provider, without a socket."""

    app: "WSGIApplication"
    issuer: str
    client: Client

    def sign_in(self, person: str, level: int, scope: str, nonce: str | None) -> Tokens:
        """Return the tokens of a whole sign-in.

        Raises:
            SignInRefused: with the error that the client was told.
        """
        if self.client.auth_method not in SUPPORTED:
            reason = f"{self.client.auth_method} needs the client's own code"
            raise SignInRefused("unsupported_client", reason)
        verifier = secrets.token_urlsafe(32)
        asked = {
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uris[0],
            "response_type": "code",
            "scope": scope,
            "state": secrets.token_urlsafe(8),
            "nonce": nonce or secrets.token_urlsafe(8),
            "login_hint": f"{PREFIX}{person}_level{level}",
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        url = f"{self.issuer}/authorize?{urlencode(asked)}"
        return self._redeem(_code(call(self.app, "GET", url)), verifier)

    def _redeem(self, code: str, verifier: str) -> Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uris[0],
            "code_verifier": verifier,
        }
        method, secret = self.client.auth_method, self.client.client_secret or ""
        headers = dict(FORM)
        if method in BASIC:
            headers["Authorization"] = _basic(self.client.client_id, secret)
        else:
            form["client_id"] = self.client.client_id
        if method == "client_secret_post":
            form["client_secret"] = secret
        body = urlencode(form).encode()
        return read_tokens(
            call(self.app, "POST", f"{self.issuer}/token", headers, body)
        )


def read_tokens(answer: Answer) -> Tokens:
    """Read what the token endpoint answered.

    Raises:
        SignInRefused: it answered with an error, or with no JSON.
    """
    try:
        told = json.loads(answer.body)
    except ValueError:
        text = answer.body[:200].decode(errors="replace")
        raise SignInRefused("not_json", text, answer.status) from None
    if answer.status != GOOD or not isinstance(told, dict):
        told = told if isinstance(told, dict) else {}
        error = str(told.get("error", "no_error_code"))
        text = str(told.get("error_description", ""))
        raise SignInRefused(error, text, answer.status)
    return Tokens.of(told)


def _code(answer: Answer) -> str:
    """Return the code of the redirect to the client.

    Raises:
        SignInRefused: with the error of the redirect, or of the page shown instead.
    """
    if answer.status not in REDIRECTS:
        raise SignInRefused("no_redirect", "the provider shows a page", answer.status)
    parts = urlsplit(answer.header("location"))
    told = dict(parse_qsl(parts.query or parts.fragment))
    if "code" not in told:
        error = told.get("error", "no_code")
        raise SignInRefused(error, told.get("error_description", ""), answer.status)
    return told["code"]


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _basic(client_id: str, secret: str) -> str:
    """Return a Basic header, each part form-encoded (RFC 6749 §2.3.1)."""
    pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
