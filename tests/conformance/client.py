"""A relying party made of joserfc and the standard library only.

    rp = register(response_types=["code"])          # the fixture of conftest.py
    reply = rp.sign_in(browser, rp.ask("code"))     # Reply: fields, mode, tokens
    reply = rp.redeem(reply)                        # code for tokens, ID token checked
    claims = rp.userinfo(reply["access_token"])

Everything a careful relying party checks is checked on the way: state, ``iss``, the
response mode, and every ID token with its hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import KeySet, OctKey

from tests.conformance.browser import Browser, Page, answer_of, http_request

CALLBACK = "https://rp.example/callback"
HASHES = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}
SKEW = 10


@dataclass(frozen=True)
class Ask:
    """An authorization request: its parameters, as they go into the query."""

    parameters: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.parameters[name]

    def get(self, name: str) -> str | None:
        return self.parameters.get(name)

    @property
    def words(self) -> frozenset[str]:
        """Return the words of the response type."""
        return frozenset(self.parameters.get("response_type", "").split())

    @property
    def mode(self) -> str:
        """Return the response mode to expect."""
        in_front = self.words & {"token", "id_token"}
        return self.get("response_mode") or ("fragment" if in_front else "query")


@dataclass(frozen=True)
class Reply:
    """What came back for a request: the fields, checked, and the ID tokens' claims."""

    ask: Ask
    fields: dict[str, Any]
    front: dict[str, Any] | None = None
    back: dict[str, Any] | None = None
    page: Page | None = None
    tokens: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.tokens[name] if name in self.tokens else self.fields[name]

    def get(self, name: str) -> Any:
        return self.tokens.get(name, self.fields.get(name))

    @property
    def claims(self) -> dict[str, Any]:
        """Return the claims of the latest ID token."""
        claims = self.back or self.front
        assert claims is not None, "no ID token came"
        return claims


@dataclass(frozen=True)
class RelyingParty:
    """A registered client.

    Attributes:
        issuer: the provider's address.
        record: the registration, as the provider returned it.
        now: the provider's time, in seconds.
        keys: the client's own private keys, for assertions and request objects.
    """

    issuer: str
    record: Mapping[str, Any]
    now: Callable[[], float]
    keys: KeySet | None = None

    @property
    def client_id(self) -> str:
        return str(self.record["client_id"])

    @property
    def redirect_uri(self) -> str:
        return str(self.record["redirect_uris"][0])

    @property
    def discovery(self) -> dict[str, Any]:
        """Return the provider's metadata, fetched anew."""
        url = f"{self.issuer}/.well-known/openid-configuration"
        metadata: dict[str, Any] = http_request("GET", url).json
        return metadata

    # The front channel.

    def ask(
        self,
        response_type: str | None = "code",
        mode: str | None = None,
        **more: str | None,
    ) -> Ask:
        """Return a good request; a value of None takes a parameter away.

        ``mode`` is sent only when it is not the response type's default.
        """
        in_front = {"token", "id_token"} & set((response_type or "").split())
        default = "fragment" if in_front else "query"
        good: dict[str, str | None] = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": response_type,
            "scope": "openid",
            "state": secrets.token_urlsafe(8),
            "nonce": secrets.token_urlsafe(8),
            "response_mode": None if mode in (None, default) else mode,
        }
        return Ask({k: v for k, v in (good | more).items() if v is not None})

    def address(self, ask: Ask) -> str:
        """Return where to send the browser."""
        return f"{self.issuer}/authorize?{urlencode(ask.parameters)}"

    def sign_in(
        self, browser: Browser, ask: Ask, person: str = "dao", *, post: bool = False
    ) -> Reply:
        """Send a willing person through the sign-in; return the good answer."""
        if post:
            form = list(ask.parameters.items())
            page = browser.sign_in(f"{self.issuer}/authorize", person, form)
        else:
            page = browser.sign_in(self.address(ask), person)
        return self.read(page, ask)

    def read(self, page: Page, ask: Ask) -> Reply:
        """Read a good answer: what was asked for is there, and nothing else."""
        fields = self.fields(page, ask)
        assert "error" not in fields, fields
        assert ("code" in fields) == ("code" in ask.words)
        assert ("id_token" in fields) == ("id_token" in ask.words)
        with_token = "token" in ask.words
        assert ("access_token" in fields) == with_token
        assert ("expires_in" in fields) == with_token
        assert ("token_type" in fields) == with_token
        if with_token:
            assert fields["token_type"] == "Bearer"
            assert int(fields["expires_in"]) > 0
        front = None
        if "id_token" in fields:
            front = self.check_id_token(
                fields["id_token"],
                nonce=ask.get("nonce"),
                access_token=fields.get("access_token"),
                code=fields.get("code"),
            )
        return Reply(ask, fields, front, page=page)

    def fields(self, page: Page, ask: Ask) -> dict[str, str]:
        """Read any answer, an error too: it is ours, in the mode asked for."""
        address, fields, mode = answer_of(page)
        expected = ask.get("redirect_uri") or self.redirect_uri
        if mode == "query":
            sent = urlsplit(expected).query
            address = address.split("?")[0] + (f"?{sent}" if sent else "")
        assert address == expected
        assert mode == ask.mode
        assert fields.get("state") == ask.get("state")
        assert fields["iss"] == self.issuer
        return fields

    def refusal(self, browser: Browser, ask: Ask) -> dict[str, str]:
        """Send a request that gets an error at once, and return the error."""
        fields = self.fields(browser.open(self.address(ask)), ask)
        assert "error" in fields, fields
        return fields

    # The back channel.

    def authentication(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return form fields and headers that prove who we are."""
        method = self.record.get("token_endpoint_auth_method", "client_secret_basic")
        if method == "client_secret_basic":
            pair = f"{quote(self.client_id)}:{quote(self.record['client_secret'])}"
            basic = base64.b64encode(pair.encode()).decode()
            return {}, {"Authorization": f"Basic {basic}"}
        if method == "client_secret_post":
            secret = str(self.record["client_secret"])
            return {"client_id": self.client_id, "client_secret": secret}, {}
        if method == "none":
            return {"client_id": self.client_id}, {}
        return self._assertion_fields(method), {}

    def _assertion_fields(self, method: str) -> dict[str, str]:
        kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        return {
            "client_id": self.client_id,
            "client_assertion_type": kind,
            "client_assertion": self.assertion(by_secret=method == "client_secret_jwt"),
        }

    def assertion(self, *, by_secret: bool = False, **changes: Any) -> str:
        """Return a client assertion (RFC 7523); its audience is the issuer."""
        now = int(self.now())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.issuer,
            "jti": secrets.token_urlsafe(12),
            "iat": now,
            "exp": now + 60,
        }
        claims = {k: v for k, v in (claims | changes).items() if v is not None}
        if by_secret:
            return self.sign(claims, "HS256")
        alg = self.record.get("token_endpoint_auth_signing_alg") or "RS256"
        return self.sign(claims, alg)

    def sign(self, claims: Mapping[str, Any], alg: str, typ: str | None = None) -> str:
        """Return claims signed by us: with our key, our secret, or not at all."""
        header = {"alg": alg} | ({"typ": typ} if typ else {})
        if alg == "none":
            return f"{_part(header)}.{_part(dict(claims))}."
        if alg.startswith("HS"):
            key: Any = OctKey.import_key(str(self.record["client_secret"]))
        else:
            assert self.keys is not None
            key = next(k for k in self.keys.keys if k.get("alg") == alg)
            header["kid"] = key.kid
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # EdDSA: a newer name
            return jwt.encode(header, dict(claims), key, algorithms=[alg])

    def token(self, **form: str) -> Page:
        """Call the token endpoint."""
        fields, headers = self.authentication()
        url = f"{self.issuer}/token"
        return http_request("POST", url, form=fields | form, headers=headers)

    def redeem(self, reply: Reply, **form: str) -> Reply:
        """Exchange the code of an answer for tokens; check all of them."""
        good = {
            "grant_type": "authorization_code",
            "code": reply.fields["code"],
            "redirect_uri": reply.ask.get("redirect_uri") or self.redirect_uri,
        }
        page = self.token(**(good | form))
        assert page.status == 200, page.text
        assert page.headers["cache-control"] == "no-store"
        body = page.json
        assert body["token_type"].lower() == "bearer"
        assert body["access_token"]
        back = None
        if "openid" in reply.ask["scope"].split():
            back = self.check_id_token(
                body["id_token"],
                nonce=reply.ask.get("nonce"),
                access_token=body["access_token"],
                hashes_needed=False,
            )
        if reply.front is not None and back is not None:
            assert back["sub"] == reply.front["sub"]
            assert back["iss"] == reply.front["iss"]
        return replace(reply, back=back, tokens=body)

    def userinfo(self, access_token: str, how: str = "get") -> dict[str, Any]:
        """Read the userinfo: ``get``, ``post-header`` or ``post-body``."""
        url = f"{self.issuer}/userinfo"
        bearer = {"Authorization": f"Bearer {access_token}"}
        if how == "get":
            page = http_request("GET", url, headers=bearer)
        elif how == "post-header":
            page = http_request("POST", url, headers=bearer | {"Content-Length": "0"})
        else:
            page = http_request("POST", url, form={"access_token": access_token})
        assert page.status == 200, page.text
        assert page.headers["content-type"].startswith("application/json")
        claims: dict[str, Any] = page.json
        return claims

    def jwks(self) -> KeySet:
        """Fetch the provider's keys."""
        return KeySet.import_key_set(http_request("GET", f"{self.issuer}/jwks").json)

    def check_id_token(
        self,
        token: str,
        *,
        nonce: str | None = None,
        access_token: str | None = None,
        code: str | None = None,
        hashes_needed: bool = True,
    ) -> dict[str, Any]:
        """Check an ID token as OIDC Core §3.1.3.7 and §3.3.2.11 want; return claims."""
        alg = self.record.get("id_token_signed_response_alg") or "RS256"
        read = jwt.decode(token, self.jwks(), algorithms=[alg])
        assert read.header["kid"]
        claims = read.claims
        assert claims["iss"] == self.issuer
        assert claims["aud"] in (self.client_id, [self.client_id])
        assert claims.get("azp") in (None, self.client_id)
        assert claims["exp"] > self.now() - SKEW
        assert abs(claims["iat"] - self.now()) <= SKEW
        assert claims["sub"]
        assert len(claims["sub"]) <= 255
        assert claims.get("nonce") == nonce
        for name, value in (("at_hash", access_token), ("c_hash", code)):
            if value is not None and (hashes_needed or name in claims):
                assert claims[name] == half_hash(value, alg)
        return claims


def half_hash(value: str, alg: str) -> str:
    """Return the left half of a hash (OIDC Core §3.3.2.11)."""
    size = {"EdDSA": "512", "Ed25519": "512"}.get(alg, alg[-3:])
    digest = HASHES[size](value.encode("ascii")).digest()
    half = digest[: len(digest) // 2]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()


def _part(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
