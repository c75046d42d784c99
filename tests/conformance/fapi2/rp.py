"""A relying party that follows the FAPI 2.0 Security Profile, with everything to bend.

    pushed = rp.push(scope="openid profile")     # PAR, checked: 201
    fields = rp.authorize(browser, pushed)        # through the browser, a good answer
    tokens = rp.redeem(pushed, fields)            # code for tokens, all checked
    claims = rp.userinfo(tokens)

Each step takes changes; the ones that end in ``_page`` return whatever was answered.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, Key

from tests.conformance.browser import Browser, Page, http_request
from tests.conformance.client import Ask, RelyingParty

ALG = "PS256"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
Changes = Mapping[str, Any]


def hashed(text: str) -> str:
    """Return base64url of SHA-256: ``ath`` and S256 challenges."""
    digest = hashlib.sha256(text.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def without_nothing(values: Changes) -> dict[str, Any]:
    """Leave out what was set to None."""
    return {k: v for k, v in values.items() if v is not None}


@dataclass(frozen=True)
class Pushed:
    """A request that was pushed: what was sent, and its name."""

    ask: Ask
    verifier: str
    request_uri: str
    expires_in: int


def a_key() -> ECKey:
    """Make a key for DPoP proofs."""
    return ECKey.generate_key("P-256", {"alg": "ES256"})


@dataclass(frozen=True)
class Fapi:
    """One client of profile ``fapi2`` and the key it proves."""

    rp: RelyingParty
    key: ECKey = field(default_factory=a_key)

    @property
    def client_id(self) -> str:
        return self.rp.client_id

    @property
    def jkt(self) -> str:
        return self.key.thumbprint()

    def with_another_key(self) -> Fapi:
        """Return the same client, about to prove another key."""
        return replace(self, key=a_key())

    # Proofs.

    def proof(
        self,
        method: str,
        url: str,
        access_token: str | None = None,
        *,
        header: Changes | None = None,
        **changes: Any,
    ) -> str:
        """Return a DPoP proof; ``changes`` are of its claims, None leaves one out."""
        claims = {
            "jti": secrets.token_urlsafe(12),
            "htm": method,
            "htu": url,
            "iat": int(self.rp.now()),
            "ath": hashed(access_token) if access_token else None,
        }
        first = {"typ": "dpop+jwt", "alg": "ES256", "jwk": public(self.key)}
        head = without_nothing(first | dict(header or {}))
        body = without_nothing(claims | changes)
        return signed(head, body, self.key, typ=head.get("typ"))

    # The pushed request.

    def asked(self, verifier: str, **changes: str | None) -> Ask:
        """Return a good request, with changes."""
        good: dict[str, str | None] = {
            "code_challenge": hashed(verifier),
            "code_challenge_method": "S256",
        }
        response_type = changes.pop("response_type", None) or "code"
        return self.rp.ask(response_type, **(good | changes))

    def push_page(
        self,
        ask: Ask,
        *,
        method: str = "POST",
        assertion: str | None = None,
        proof: str | None = None,
    ) -> Page:
        """Push a request and return the answer."""
        form = ask.parameters | {
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.rp.assertion(),
        }
        headers = {"DPoP": proof} if proof else {}
        url = self.rp.discovery["pushed_authorization_request_endpoint"]
        return http_request(method, url, form=form, headers=headers)

    def push(
        self,
        *,
        assertion: str | None = None,
        proof: str | None = None,
        **changes: str | None,
    ) -> Pushed:
        """Push a good request; the answer is checked (RFC 9126 §2.2)."""
        verifier = secrets.token_urlsafe(48)
        ask = self.asked(verifier, **changes)
        page = self.push_page(ask, assertion=assertion, proof=proof)
        assert page.status == 201, page.text
        assert "no-store" in page.headers["cache-control"]
        body = page.json
        assert body["request_uri"].startswith("urn:ietf:params:oauth:request_uri:")
        assert 5 <= body["expires_in"] < 600
        return Pushed(ask, verifier, body["request_uri"], body["expires_in"])

    def address(self, pushed: Pushed, **outside: str) -> str:
        """Return where to send the browser with a pushed request."""
        sent = {"client_id": self.client_id, "request_uri": pushed.request_uri}
        endpoint = self.rp.discovery["authorization_endpoint"]
        return f"{endpoint}?{urlencode(sent | outside)}"

    def authorize(
        self, browser: Browser, pushed: Pushed, **outside: str
    ) -> dict[str, str]:
        """Let a willing person sign in; return the good answer."""
        page = browser.sign_in(self.address(pushed, **outside))
        fields = self.rp.fields(page, pushed.ask)
        assert set(fields) <= {"code", "state", "iss"}, fields
        return fields

    # Tokens.

    def token_page(
        self, form: Changes, *, assertion: str | None = None, proof: str | None = None
    ) -> Page:
        """Call the token endpoint; ``proof=""`` sends none."""
        url = self.rp.discovery["token_endpoint"]
        body = {
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.rp.assertion(),
        }
        shown = self.proof("POST", url) if proof is None else proof
        headers = {"DPoP": shown} if shown else {}
        sent = without_nothing(body | dict(form))
        return http_request("POST", url, form=sent, headers=headers)

    def exchange(self, pushed: Pushed, fields: Changes) -> dict[str, Any]:
        """Return the form that exchanges a code."""
        return {
            "grant_type": "authorization_code",
            "code": fields["code"],
            "redirect_uri": pushed.ask["redirect_uri"],
            "code_verifier": pushed.verifier,
        }

    def redeem(
        self, pushed: Pushed, fields: Changes, *, proof: str | None = None
    ) -> dict[str, Any]:
        """Exchange a code; everything that comes is checked."""
        page = self.token_page(self.exchange(pushed, fields), proof=proof)
        return self.tokens_of(page, pushed.ask.get("nonce"))

    def tokens_of(self, page: Page, nonce: str | None) -> dict[str, Any]:
        """Check a good answer of the token endpoint and return it."""
        assert page.status == 200, page.text
        assert page.headers["cache-control"] == "no-store"
        body: dict[str, Any] = page.json
        assert body["token_type"].lower() == "dpop"
        assert body["expires_in"] > 0
        body["claims"] = self.rp.check_id_token(
            body["id_token"],
            nonce=nonce,
            access_token=body["access_token"],
            hashes_needed=False,
        )
        return body

    def refresh_page(
        self, refresh_token: str, *, assertion: str | None = None, **more: Any
    ) -> Page:
        """Use a refresh token and return the answer."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self.token_page(form, assertion=assertion, **more)

    # The resource.

    def resource_page(
        self, access_token: str, *, scheme: str = "DPoP", proof: str | None = None
    ) -> Page:
        """Call userinfo as a protected resource; ``proof=""`` sends none."""
        url = self.rp.discovery["userinfo_endpoint"]
        shown = self.proof("GET", url, access_token) if proof is None else proof
        headers = {"Authorization": f"{scheme} {access_token}"}
        headers |= {"DPoP": shown} if shown else {}
        return http_request("GET", url, headers=headers)

    def userinfo(self, tokens: Changes, **changes: Any) -> dict[str, Any]:
        """Read the userinfo and see that it is about the same person."""
        page = self.resource_page(tokens["access_token"], **changes)
        assert page.status == 200, page.text
        claims: dict[str, Any] = page.json
        assert claims["sub"] == tokens["claims"]["sub"]
        return claims

    def whole_flow(self, browser: Browser, **changes: str | None) -> dict[str, Any]:
        """Push, sign in, redeem, read the userinfo; return the tokens."""
        pushed = self.push(**changes)
        tokens = self.redeem(pushed, self.authorize(browser, pushed))
        self.userinfo(tokens)
        return tokens


def public(key: ECKey) -> dict[str, Any]:
    """Return the public half of a key, as a proof carries it."""
    names = ("kty", "crv", "x", "y")
    return {name: key.as_dict(private=False)[name] for name in names}


def signed(header: Changes, claims: Changes, key: Key, typ: str | None) -> str:
    """Return a JWT with exactly this header."""
    from joserfc.jws import JWSRegistry  # noqa: PLC0415 - test only

    registry = JWSRegistry(algorithms=[header["alg"]], strict_check_header=False)
    return jwt.encode(
        dict(header), dict(claims), key, registry=registry, default_type=typ
    )


def error_of(page: Page, *names: str) -> str:
    """Return the error of an answer of a machine's endpoint; it is well formed."""
    assert page.status in (400, 401), page.text
    assert page.headers["content-type"].startswith("application/json")
    body = page.json
    assert body["error"] in names, body
    assert body["error_description"].isascii()
    assert "\n" not in body["error_description"]
    if page.status == 401:
        assert body["error"] in (
            "invalid_client",
            "invalid_token",
            "invalid_dpop_proof",
        )
    return str(body["error"])


def refused_page(page: Page, code: str) -> None:
    """See that a person is told on a page of the provider's own."""
    assert page.is_html
    assert page.status == 400
    assert code in page.codes, page.text
