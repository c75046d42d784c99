"""A relying party by hand, of joserfc and the standard library, that can be broken.

Without mutations it does what the specifications ask. Each mutation leaves one thing
out; the names are those of ``MUTATIONS``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import http.client
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

LEVEL_TWO = "urn:example:vneid:muc-2"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
SKEW = 60
GREETING = "Xin chào"
MUTATIONS = (
    *("no_signature", "no_nonce", "no_aud", "no_iss", "no_exp", "alg_none"),
    *("hs256_confusion", "no_state", "no_response_iss", "no_userinfo_sub"),
    *("no_level", "keys_never_refetched", "any_kid", "crash_on_error"),
    *("iat_in_future", "no_azp", "no_at_hash", "logout_not_verified"),
    *("logout_without_event", "logout_with_nonce", "error_is_success"),
    *("code_reused",),
)


class RefusedError(Exception):
    """The e-ID's answer is not to be trusted; the text says why."""


@dataclass
class Session:
    """One browser: sign-ins under way by state, and who is signed in."""

    pending: dict[str, tuple[str, str]] = field(default_factory=dict)
    name: str | None = None
    sub: str = ""
    sid: str = ""
    id_token: str = ""


@dataclass
class OwnRp:
    """The relying party and what it remembers."""

    issuer: str
    client_id: str = "check-rp"
    client_secret: str = "check-rp-secret"
    mutations: frozenset[str] = frozenset()
    url: str = ""

    def __post_init__(self) -> None:
        assert self.mutations <= set(MUTATIONS), self.mutations
        self.sessions: dict[str, Session] = {}
        self.seen_jti: set[str] = set()
        self._metadata: dict[str, Any] = {}
        self._keys: list[dict[str, Any]] = []
        self._lock = threading.RLock()

    def broken(self, name: str) -> bool:
        return name in self.mutations

    # what it says to the e-ID

    def metadata(self) -> dict[str, Any]:
        if not self._metadata:
            found = self._json("GET", f"{self.issuer}/.well-known/openid-configuration")
            if found.get("issuer") != self.issuer:
                raise RefusedError("the configuration is of another issuer")
            self._metadata = found
        return self._metadata

    def _call(
        self, method: str, url: str, body: str | None = None, **headers: str
    ) -> tuple[int, str, bytes]:
        parts = urlsplit(url)
        link = http.client.HTTPConnection(parts.netloc, timeout=10)
        try:
            link.request(method, parts.path or "/", body, headers)
            answer = link.getresponse()
            kind = answer.headers.get("Content-Type", "")
            return answer.status, kind, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise RefusedError(f"the e-ID does not answer: {error}") from error
        finally:
            link.close()

    def _json(
        self, method: str, url: str, body: str | None = None, **headers: str
    ) -> dict[str, Any]:
        status, _kind, text = self._call(method, url, body, **headers)
        try:
            found = json.loads(text)
        except ValueError:
            raise RefusedError(f"no JSON, status {status}") from None
        if status != 200 or not isinstance(found, dict):
            raise RefusedError(f"status {status}")
        return found

    def address(self, session: Session) -> str:
        state, nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        verifier = secrets.token_urlsafe(48)
        session.pending[state] = (nonce, verifier)
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": f"{self.url}/callback",
            "scope": "openid profile dinh_danh email phone",
            "state": state,
            "nonce": nonce,
            "code_challenge": half(hashlib.sha256(verifier.encode()).digest(), 1),
            "code_challenge_method": "S256",
            "acr_values": LEVEL_TWO,
        }
        return f"{self.metadata()['authorization_endpoint']}?{urlencode(asked)}"

    def redeem(self, code: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": f"{self.url}/callback",
            "code_verifier": verifier,
        }
        pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
        found = self._json(
            "POST",
            self.metadata()["token_endpoint"],
            urlencode(form),
            **{
                "Content-Type": "application/x-www-form-urlencoded",
                "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
            },
        )
        if str(found.get("token_type")).lower() != "bearer":
            raise RefusedError("token_type is not Bearer")
        for name in ("access_token", "id_token"):
            if not isinstance(found.get(name), str):
                raise RefusedError(f"{name} is missing")
        return found

    # what it believes

    def answered(self, session: Session, given: dict[str, list[str]]) -> None:
        """Take the e-ID's answer and open a session.

        Raises:
            RefusedError: it is not to be trusted.
        """
        if any(len(values) > 1 for values in given.values()):
            raise RefusedError("a parameter comes twice")
        got = {name: values[0] for name, values in given.items()}
        pending = self._pending(session, got.get("state", ""))
        if not self.broken("no_response_iss") and got.get("iss") != self.issuer:
            raise RefusedError("the answer is of another issuer")
        if "error" in got:
            self._failed(session, got)
            return
        if not got.get("code"):
            raise RefusedError("there is no code")
        token = self.redeem(got["code"], pending[1])
        claims = self.trusted(token["id_token"])
        self._check_id_token(claims, token, pending[0])
        info = self._userinfo(token["access_token"])
        if not self.broken("no_userinfo_sub") and info.get("sub") != claims["sub"]:
            raise RefusedError("userinfo is about somebody else")
        self._check_number(claims, info)
        session.name = str(info.get("name", "?"))
        session.sub, session.sid = str(claims["sub"]), str(claims.get("sid", ""))
        session.id_token = token["id_token"]

    def _pending(self, session: Session, state: str) -> tuple[str, str]:
        if self.broken("code_reused"):
            found = session.pending.get(state)
        else:
            found = session.pending.pop(state, None)
        if found is not None:
            return found
        if self.broken("no_state"):
            known = [p for s in self.sessions.values() for p in s.pending.values()]
            return known[-1] if known else ("", "")
        raise RefusedError("state is not of this browser")

    def _failed(self, session: Session, got: dict[str, str]) -> None:
        if self.broken("crash_on_error"):
            raise RuntimeError(got["error"])
        if not self.broken("error_is_success"):
            raise RefusedError(got["error"])
        session.name = "?"

    def keys(self, *, again: bool = False) -> list[dict[str, Any]]:
        if not self._keys or again:
            found = self._json("GET", self.metadata()["jwks_uri"]).get("keys")
            self._keys = found if isinstance(found, list) else []
        return self._keys

    def _fitting(self, header: dict[str, Any], keys: list[dict[str, Any]]) -> list[Any]:
        kid = None if self.broken("any_kid") else header.get("kid")
        return [
            key
            for key in keys
            if key.get("kty") == "RSA"
            and key.get("alg", "RS256") == "RS256"
            and kid in (None, key.get("kid"))
        ]

    def trusted(self, token: str) -> dict[str, Any]:
        """Return the claims of a token that the e-ID has signed."""
        header, claims = parts_of(token)
        if self.broken("no_signature"):
            return claims
        if header.get("alg") == "none" and self.broken("alg_none"):
            return claims
        if header.get("alg") == "HS256" and self.broken("hs256_confusion"):
            self._check_confused(token)
            return claims
        if header.get("alg") != "RS256":
            raise RefusedError("the algorithm is not the one that was registered")
        if header.get("typ") not in (None, "JWT", "logout+jwt") or "crit" in header:
            raise RefusedError("a header that is not understood")
        self._check_signature(token, header)
        return claims

    def _check_signature(self, token: str, header: dict[str, Any]) -> None:
        tries = (False,) if self.broken("keys_never_refetched") else (False, True)
        for again in tries:
            for key in self._fitting(header, self.keys(again=again)):
                try:
                    jws.deserialize_compact(
                        token, RSAKey.import_key(key), algorithms=["RS256"]
                    )
                except JoseError:
                    continue
                return
        raise RefusedError("nobody we know has signed this")

    def _check_confused(self, token: str) -> None:
        content, _, signature = token.rpartition(".")
        for key in self.keys():
            if key.get("kty") == "RSA":
                secret = RSAKey.import_key(key).as_pem(private=False)
                made = hmac.new(secret, content.encode(), hashlib.sha256).digest()
                if half(made, 1) == signature:
                    return
        raise RefusedError("wrong signature")

    def _check_id_token(
        self, claims: dict[str, Any], token: dict[str, Any], nonce: str
    ) -> None:
        self._check_names(claims)
        self._check_times(claims)
        if not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise RefusedError("there is no sub")
        if not self.broken("no_nonce") and claims.get("nonce") != nonce:
            raise RefusedError("nonce is not ours")
        if not self.broken("no_level") and claims.get("acr") != LEVEL_TWO:
            raise RefusedError("the level is too low")
        expected = half(hashlib.sha256(token["access_token"].encode()).digest())
        is_wrong = claims.get("at_hash", expected) != expected
        if is_wrong and not self.broken("no_at_hash"):
            raise RefusedError("at_hash does not fit")

    def _check_names(self, claims: dict[str, Any]) -> None:
        if not self.broken("no_iss") and claims.get("iss") != self.issuer:
            raise RefusedError("iss is somebody else")
        aud = claims.get("aud")
        names = aud if isinstance(aud, list) else [aud]
        if not self.broken("no_aud") and self.client_id not in names:
            raise RefusedError("aud is somebody else")
        if self.broken("no_azp") or (len(names) == 1 and "azp" not in claims):
            return
        if not self.broken("no_aud") and claims.get("azp") != self.client_id:
            raise RefusedError("azp is somebody else")

    def _check_times(self, claims: dict[str, Any]) -> None:
        now = time.time()
        for name in ("exp", "iat"):
            if not isinstance(claims.get(name), int | float):
                raise RefusedError(f"{name} is no number")
        if not self.broken("no_exp") and claims["exp"] < now - SKEW:
            raise RefusedError("it has expired")
        if not self.broken("iat_in_future") and claims["iat"] > now + SKEW:
            raise RefusedError("it was made in the future")
        if claims.get("nbf", 0) > now + SKEW:
            raise RefusedError("it is not valid yet")

    def _userinfo(self, token: str) -> dict[str, Any]:
        return self._json(
            "GET",
            self.metadata()["userinfo_endpoint"],
            Authorization=f"Bearer {token}",
        )

    def _check_number(self, claims: dict[str, Any], info: dict[str, Any]) -> None:
        for name, value in claims.items():
            text = str(value)
            if len(text) == 12 and text.isdigit() and info.get(name, value) != value:
                raise RefusedError("the personal number has changed")

    def logout_token(self, token: str) -> None:
        """End the sessions a logout token names.

        Raises:
            RefusedError: it is no good logout token.
        """
        if self.broken("logout_not_verified"):
            claims = parts_of(token)[1]
        else:
            claims = self.trusted(token)
            self._check_names(claims)
            self._check_times(claims)
        events = claims.get("events")
        if not self.broken("logout_without_event") and (
            not isinstance(events, dict) or EVENT not in events
        ):
            raise RefusedError("it is no logout event")
        if not self.broken("logout_with_nonce") and "nonce" in claims:
            raise RefusedError("a logout token has no nonce")
        if not claims.get("sub") and not claims.get("sid"):
            raise RefusedError("it names nobody")
        if claims.get("jti") in self.seen_jti:
            raise RefusedError("it was used before")
        self.seen_jti.add(str(claims.get("jti")))
        for session in self.sessions.values():
            if session.sid == claims.get("sid") or (
                "sid" not in claims and session.sub == claims.get("sub")
            ):
                session.name = None


def half(digest: bytes, share: int = 2) -> str:
    part = digest[: len(digest) // share]
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and claims of a compact JWT, unverified."""
    try:
        header, claims = (
            json.loads(base64.urlsafe_b64decode(part + "=="))
            for part in token.split(".")[:2]
        )
    except ValueError:
        raise RefusedError("it is no JWT") from None
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise RefusedError("it is no JWT")
    return header, claims


class Pages(BaseHTTPRequestHandler):
    """The pages of the relying party."""

    protocol_version = "HTTP/1.1"
    rp: OwnRp

    def log_message(self, *_what: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        try:
            self._get(parts.path, parts.query)
        except RefusedError as refused:
            self._answer(
                400, f"<p>Chưa đăng nhập được: {html.escape(str(refused))}</p>"
            )
        except RuntimeError as error:
            self._answer(500, f"<p>Traceback: {html.escape(str(error))}</p>")

    def _get(self, path: str, query: str) -> None:
        key, session = self._session()
        if path == "/login":
            self._redirect(self.rp.address(session), key)
        elif path == "/callback":
            self._callback(session, query)
        elif path == "/logout":
            hint, session.name = session.id_token, None
            self._redirect(
                f"{self.rp.issuer}/logout?{urlencode({'id_token_hint': hint})}"
            )
        elif path == "/" and session.name is not None:
            self._answer(200, f"<h1>{GREETING}, {html.escape(session.name)}</h1>")
        else:
            self._answer(200, "<p>Mời đăng nhập</p>")

    def _callback(self, session: Session, query: str) -> None:
        self.rp.answered(session, parse_qs(query, keep_blank_values=True))
        key = secrets.token_urlsafe(24)
        fresh = Session(session.pending, session.name, session.sub, session.sid)
        fresh.id_token = session.id_token
        session.name = None
        self.rp.sessions[key] = fresh
        self._redirect("/", key)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        if self.path != "/backchannel":
            self._answer(405, "")
            return
        try:
            self.rp.logout_token(form.get("logout_token", ""))
        except RefusedError as refused:
            self._answer(400, html.escape(str(refused)))
            return
        self._answer(200, "")

    def _session(self) -> tuple[str, Session]:
        cookies = dict(
            pair.strip().partition("=")[::2]
            for pair in self.headers.get("Cookie", "").split(";")
        )
        key = cookies.get("rp", "")
        if key not in self.rp.sessions:
            key = secrets.token_urlsafe(24)
            self.rp.sessions[key] = Session()
        return key, self.rp.sessions[key]

    def _redirect(self, url: str, key: str | None = None) -> None:
        self.send_response(302)
        if key is not None:
            self.send_header("Set-Cookie", f"rp={key}; Path=/; HttpOnly; SameSite=Lax")
        self.send_header("Location", url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, text: str) -> None:
        body = f"<!doctype html><title>RP</title>{text}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def own_rp(issuer: str, *mutations: str, **more: Any) -> Iterator[OwnRp]:
    """Run the relying party on a free port until the block ends."""
    rp = OwnRp(issuer, mutations=frozenset(mutations), **more)
    with served(rp, Pages):
        yield rp


@contextmanager
def served(rp: OwnRp, pages: type[Pages]) -> Iterator[None]:
    """Serve the pages of a relying party on a free port until the block ends."""
    pages = type("ThesePages", (pages,), {"rp": rp})
    server = ThreadingHTTPServer(("127.0.0.1", 0), pages)
    server.daemon_threads = True
    rp.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
