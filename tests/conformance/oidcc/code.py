"""What a code is good for, once; refresh tokens belong to their client."""

from __future__ import annotations

from tests.conformance.browser import Browser, Page, http_request
from tests.conformance.client import RelyingParty, Reply
from tests.conformance.conftest import Op
from tests.conformance.oidcc.flow import Register, client_for, whole_flow
from tests.conformance.plan import Leg


def used_again(rp: RelyingParty, reply: Reply) -> Page:
    return rp.token(
        grant_type="authorization_code",
        code=reply["code"],
        redirect_uri=rp.redirect_uri,
    )


def test_oidcc_codereuse(register: Register, browser: Browser, leg: Leg) -> None:
    rp = client_for(register, leg)
    reply = whole_flow(rp, browser, leg)

    second = used_again(rp, reply)

    assert second.status == 400
    assert second.json["error"] == "invalid_grant"


def test_oidcc_codereuse_30seconds(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    rp = client_for(register, leg)
    reply = whole_flow(rp, browser, leg)
    op.clock.advance(30)

    second = used_again(rp, reply)

    assert second.status == 400
    assert second.json["error"] == "invalid_grant"
    bearer = {"Authorization": f"Bearer {reply['access_token']}"}
    told = http_request("GET", f"{rp.issuer}/userinfo", headers=bearer)
    assert told.status == 401


def test_oidcc_refresh_token(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    grants = ["authorization_code", "implicit", "refresh_token"]
    rp, other = (client_for(register, leg, grant_types=grants) for _ in range(2))
    offline = {"scope": "openid offline_access", "prompt": "consent"}
    reply = whole_flow(rp, browser, leg, **offline)
    op.clock.advance(1)

    refreshed = rp.token(
        grant_type="refresh_token", refresh_token=reply["refresh_token"]
    )

    assert refreshed.status == 200, refreshed.text
    body = refreshed.json
    assert body["access_token"] != reply["access_token"]
    assert rp.userinfo(body["access_token"])["sub"] == reply.claims["sub"]
    if "id_token" in body:
        claims = rp.check_id_token(body["id_token"], nonce=None)  # §12.2
        for name in ("iss", "sub", "aud", "auth_time"):
            assert claims[name] == reply.claims[name]
        assert claims["iat"] > reply.claims["iat"]
    theirs = whole_flow(other, browser, leg, **offline)
    stolen = rp.token(grant_type="refresh_token", refresh_token=theirs["refresh_token"])
    assert stolen.status == 400
    assert stolen.json["error"] == "invalid_grant"
