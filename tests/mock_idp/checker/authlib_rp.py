"""A relying party as Authlib's documentation writes it, with what it leaves to users.

Authlib checks state, PKCE, signature, nonce, times, ``azp`` and ``at_hash``. Left to
whoever uses it: ``iss`` of the answer (RFC 9207), ``aud``, the one algorithm that was
registered, ``sub`` of userinfo, the level, ``token_type``; and a key set that could not
be read is kept until somebody forgets it.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import UserInfo
from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from werkzeug.serving import make_server

from mock_idp.serving import Quiet

LEVEL_TWO = "urn:example:vneid:muc-2"
ALG = "RS256"
NOT_TRUSTED = (
    AuthlibBaseError,
    JoseError,
    requests.RequestException,
    ValueError,
    TypeError,
    KeyError,
    RuntimeError,
)
"""What Authlib and requests raise about an answer that is wrong."""


def make_app(
    issuer: str, client_id: str, client_secret: str, *, is_careful: bool
) -> Flask:
    app = Flask("authlib_rp")
    app.secret_key = secrets.token_hex(16)
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    oauth = OAuth(app)
    eid = oauth.register(
        "eid",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile dinh_danh",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )

    @app.get("/login")
    def login() -> ResponseReturnValue:
        here = url_for("callback", _external=True)
        answer: ResponseReturnValue = eid.authorize_redirect(here, acr_values=LEVEL_TWO)
        return answer

    @app.get("/callback")
    def callback() -> ResponseReturnValue:
        try:
            person, id_token = signed_in(eid, issuer, client_id, is_careful=is_careful)
        except NOT_TRUSTED as error:
            if is_careful:
                eid.server_metadata.pop("jwks", None)
            return f"<p>Chưa đăng nhập được: {type(error).__name__}</p>", 400
        session.clear()
        session["name"] = str(person.get("name", "?"))
        session["id_token"] = id_token
        return redirect(url_for("home"))

    @app.get("/logout")
    def logout() -> ResponseReturnValue:
        hint = session.get("id_token")
        session.clear()
        answer: ResponseReturnValue = eid.logout_redirect(id_token_hint=hint)
        return answer

    @app.get("/")
    def home() -> ResponseReturnValue:
        if "name" not in session:
            return "<p>Mời đăng nhập</p>"
        return f"<h1>Xin chào, {session['name'][:200]}</h1>"

    return app


def signed_in(
    eid: Any, issuer: str, client_id: str, *, is_careful: bool
) -> tuple[UserInfo, str]:
    """Return the person the e-ID tells of, and the ID token.

    Raises:
        ValueError: the answer is not to be trusted; Authlib's own errors likewise.
    """
    if any(len(request.args.getlist(name)) > 1 for name in request.args):
        raise ValueError("a parameter comes twice")
    if request.args.get("iss") != issuer:
        raise ValueError("iss")
    metadata = eid.load_server_metadata()
    if metadata.get("issuer") != issuer:
        raise ValueError("issuer")
    metadata["id_token_signing_alg_values_supported"] = [ALG]
    options = {
        "iss": {"essential": True, "values": [issuer]},
        "aud": {"essential": True, "values": [client_id]},
        "sub": {"essential": True},
        "acr": {"essential": True, "values": [LEVEL_TWO]},
    }
    token = eid.authorize_access_token(claims_options=options)
    if is_careful and str(token.get("token_type")).lower() != "bearer":
        raise ValueError("token_type")
    claims = token["userinfo"]
    info = eid.userinfo(token=token)
    if info["sub"] != claims["sub"]:
        raise ValueError("sub")
    return info, token["id_token"]


@contextmanager
def authlib_rp(
    issuer: str, client_id: str, client_secret: str, *, is_careful: bool = True
) -> Iterator[str]:
    """Run the relying party on a free port until the block ends; give its address.

    Without care it does not look at ``token_type`` and keeps a broken key set.
    """
    app = make_app(issuer, client_id, client_secret, is_careful=is_careful)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
