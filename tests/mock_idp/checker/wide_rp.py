"""The relying party by hand with what few have: hybrid flow, refresh, invitations.

It can register itself, be invited (``/start``), refresh (``/refresh``), be told to
leave in a frame (``/frame``) and come back after signing out; each mutation leaves one
thing out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from tests.mock_idp.checker.own_rp import (
    OwnRp,
    Pages,
    RefusedError,
    Session,
    half,
    served,
)

FORM = "application/x-www-form-urlencoded"
WIDE_MUTATIONS = (
    *("no_c_hash", "no_front_sub", "open_redirector", "any_issuer", "get_only"),
    *("refresh_without_check", "old_refresh_token", "crash_on_refusal"),
    *("frame_ignored", "crash_on_way_back"),
    *("unsigned_wish", "aud_of_userinfo"),
)


@dataclass
class WideRp(OwnRp):
    """The relying party.

    Attributes:
        response_type: ``code``, or ``code id_token`` with ``form_post``.
        auth_method: how it proves who it is.
        is_dynamic: it registers itself before each sign-in.
        wishes_in_jwt: it sends its request as an unsigned JWT by value.
        signed_userinfo: it registered signed userinfo.
    """

    response_type: str = "code"
    auth_method: str = "client_secret_basic"
    is_dynamic: bool = False
    wishes_in_jwt: bool = False
    signed_userinfo: bool = False

    def __post_init__(self) -> None:
        wide = self.mutations & set(WIDE_MUTATIONS)
        self.mutations -= wide
        super().__post_init__()
        self.mutations |= wide
        self.refresh_tokens: dict[str, str] = {}

    def register(self) -> None:
        """Register anew, and be that client from now on."""
        record = {
            "redirect_uris": [f"{self.url}/callback"],
            "client_name": "Wide",
            "grant_types": ["authorization_code", "refresh_token"],
        }
        found = self._call(
            "POST",
            self.metadata()["registration_endpoint"],
            json.dumps(record),
            **{"Content-Type": "application/json"},
        )
        try:
            told = json.loads(found[2])
        except ValueError:
            raise RefusedError("registration is no JSON") from None
        if found[0] != 201 or not isinstance(told.get("client_id"), str):
            raise RefusedError("registration failed")
        self.client_id, self.client_secret = told["client_id"], told["client_secret"]

    def address(self, session: Session, **more: str) -> str:
        if self.is_dynamic:
            self.register()
        where, _, query = super().address(session).partition("?")
        asked = dict(parse_qsl(query)) | more
        if self.response_type != "code":
            asked |= {"response_type": self.response_type}
            asked |= {"response_mode": "form_post"}
        if self.wishes_in_jwt:
            asked["request"] = self._wish(asked)
        return f"{where}?{urlencode(asked)}"

    def _wish(self, asked: dict[str, str]) -> str:
        said = {"iss": self.client_id, "aud": self.issuer, **asked}
        alg = "none" if self.broken("unsigned_wish") else "HS256"
        parts = [_part({"alg": alg}), _part(said)]
        content = ".".join(parts)
        secret = self.client_secret.encode()
        signature = hmac.new(secret, content.encode(), hashlib.sha256)
        signed = half(signature.digest(), 1) if alg == "HS256" else ""
        return f"{content}.{signed}"

    def answered(self, session: Session, given: dict[str, list[str]]) -> None:
        front = given.get("id_token", [None])[0]
        nonce = session.pending.get(given.get("state", [""])[0], ("", ""))[0]
        if self.response_type != "code" and "error" not in given:
            if front is None:
                raise RefusedError("there is no ID token")
            self._check_front(front, given, nonce)
        super().answered(session, given)
        if front is not None and not self.broken("no_front_sub"):
            claims = self.trusted(front)
            if claims["sub"] != session.sub:
                session.name = None
                raise RefusedError("two ID tokens tell of two people")

    def _check_front(self, front: str, given: dict[str, list[str]], nonce: str) -> None:
        claims = self.trusted(front)
        self._check_names(claims)
        self._check_times(claims)
        if claims.get("nonce") != nonce:
            raise RefusedError("nonce is not ours")
        code = given.get("code", [""])[0]
        right = half(hashlib.sha256(code.encode()).digest())
        if not self.broken("no_c_hash") and claims.get("c_hash") != right:
            raise RefusedError("c_hash does not fit")

    def redeem(self, code: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": f"{self.url}/callback",
            "code_verifier": verifier,
        }
        token = self.token(form)
        self.refresh_tokens["now"] = str(token.get("refresh_token", ""))
        return token

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """Call the token endpoint.

        Raises:
            RefusedError: it answers with something else than tokens.
        """
        headers = {"Content-Type": FORM}
        is_basic = self.auth_method == "client_secret_basic"
        if is_basic:
            pair = f"{quote(self.client_id)}:{quote(self.client_secret)}"
            coded = base64.b64encode(pair.encode()).decode()
            headers["Authorization"] = f"Basic {coded}"
        else:
            form = form | {"client_id": self.client_id}
            form = form | {"client_secret": self.client_secret}
        url = self.metadata()["token_endpoint"]
        found = self._json("POST", url, urlencode(form), **headers)
        if str(found.get("token_type")).lower() != "bearer":
            raise RefusedError("token_type is not Bearer")
        return found

    def refresh(self, session: Session) -> None:
        """Refresh the tokens of a session.

        Raises:
            RefusedError: the answer is not to be trusted.
        """
        kept = self.refresh_tokens["now"]
        form = {"grant_type": "refresh_token", "refresh_token": kept}
        try:
            token = self.token(form)
        except RefusedError:
            session.name = None
            if self.broken("crash_on_refusal"):
                raise RuntimeError("refresh failed") from None
            raise
        if not self.broken("old_refresh_token"):
            self.refresh_tokens["now"] = token.get("refresh_token", kept)
        claims = self.trusted(token["id_token"])
        if not self.broken("refresh_without_check"):
            self._check_names(claims)
            if claims["sub"] != session.sub:
                raise RefusedError("the refreshed token tells of somebody else")
        self._userinfo(token["access_token"])

    def _userinfo(self, token: str) -> dict[str, Any]:
        if not self.signed_userinfo:
            return super()._userinfo(token)
        url = self.metadata()["userinfo_endpoint"]
        answer = self._call("GET", url, Authorization=f"Bearer {token}")
        claims = self.trusted(answer[2].decode("ascii", "replace"))
        wanted = (self.issuer, self.client_id)
        if not self.broken("aud_of_userinfo") and wanted != (
            claims.get("iss"),
            claims.get("aud"),
        ):
            raise RefusedError("userinfo is of or for somebody else")
        return claims


def _part(value: dict[str, Any]) -> str:
    return half(json.dumps(value).encode(), 1)


class WidePages(Pages):
    """The pages of the relying party."""

    rp: WideRp

    def _get(self, path: str, query: str) -> None:
        key, session = self._session()
        sent = dict(parse_qsl(query))
        if path == "/start":
            self._started(key, session, sent)
        elif path == "/refresh":
            self.rp.refresh(session)
            super()._get("/", "")
        elif path == "/frame":
            self._frame(session, sent)
        elif path == "/logout":
            self._leave(key, session)
        elif path == "/bye":
            self._back(session, sent)
        else:
            super()._get(path, query)

    def _started(self, key: str, session: Session, sent: dict[str, str]) -> None:
        target = sent.get("target_link_uri", "")
        if self.rp.broken("open_redirector") and target:
            self._redirect(target, key)
            return
        if sent.get("iss") != self.rp.issuer and not self.rp.broken("any_issuer"):
            raise RefusedError("this e-ID is not ours")
        hint = {"login_hint": sent["login_hint"]} if sent.get("login_hint") else {}
        self._redirect(self.rp.address(session, **hint), key)

    def _frame(self, session: Session, sent: dict[str, str]) -> None:
        is_meant = (sent.get("iss"), sent.get("sid")) == (self.rp.issuer, session.sid)
        if is_meant and not self.rp.broken("frame_ignored"):
            session.name = None
        self._answer(200, "<p>ok</p>")

    def _leave(self, key: str, session: Session) -> None:
        hint, session.name = session.id_token, None
        session.pending["bye"] = (secrets.token_urlsafe(16), "")
        said = {
            "id_token_hint": hint,
            "post_logout_redirect_uri": f"{self.rp.url}/bye",
            "state": session.pending["bye"][0],
        }
        self._redirect(f"{self.rp.issuer}/logout?{urlencode(said)}", key)

    def _back(self, session: Session, sent: dict[str, str]) -> None:
        if sent.get("state") != session.pending.get("bye", ("",))[0]:
            if self.rp.broken("crash_on_way_back"):
                raise RuntimeError("state")
            raise RefusedError("state is not of this browser")
        self._answer(200, "<p>Mời đăng nhập</p>")

    def do_POST(self) -> None:  # noqa: N802 - theirs
        path = urlsplit(self.path).path
        if path not in ("/callback", "/start"):
            super().do_POST()
            return
        length = int(self.headers.get("Content-Length", "0"))
        text = self.rfile.read(length).decode()
        try:
            self._post(path, text)
        except RefusedError as refused:
            self._answer(400, f"<p>Chưa đăng nhập được: {refused}</p>")

    def _post(self, path: str, text: str) -> None:
        key, session = self._session()
        if path == "/callback":
            assert parse_qs(text)
            self._callback(session, text)
        elif self.rp.broken("get_only"):
            self._answer(405, "")
        else:
            self._started(key, session, dict(parse_qsl(text)))


@contextmanager
def wide_rp(issuer: str, *mutations: str, **more: Any) -> Iterator[WideRp]:
    """Run the relying party on a free port until the block ends."""
    rp = WideRp(issuer, mutations=frozenset(mutations), **more)
    with served(rp, WidePages):
        yield rp
