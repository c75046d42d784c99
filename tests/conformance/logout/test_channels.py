"""Modules of ``oidcc-frontchannel-…`` and ``oidcc-backchannel-…`` logout."""

from __future__ import annotations

import pytest
from joserfc import jwt

from tests.conformance.browser import Browser
from tests.conformance.conftest import Op
from tests.conformance.documents import Documents
from tests.conformance.logout.ending import (
    HOME,
    Register,
    SignedIn,
    fields_of,
    is_on_our_page,
    sign_in,
)

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def test_oidcc_frontchannel_logout_discovery_endpoint_verification(
    register: Register,
) -> None:
    said = register().discovery

    assert said["frontchannel_logout_supported"] is True
    assert said["frontchannel_logout_session_supported"] is True
    assert said["end_session_endpoint"]


def test_oidcc_frontchannel_rp_initiated_logout(
    register: Register, browser: Browser, documents: Documents
) -> None:
    here = sign_in(
        register,
        browser,
        redirect_uris=[f"{documents.address}/callback"],
        frontchannel_logout_uri=f"{documents.address}/frontchannel_logout?keep=1",
        frontchannel_logout_session_required=True,
    )

    page = here.leave()

    [frame] = page.frames
    told = {"iss": here.rp.issuer, "sid": here.reply.claims["sid"]}
    assert fields_of(frame) == {"keep": "1", **told}
    assert f"frame-src {documents.address};" in page.headers["content-security-policy"]
    assert f'content="2;url={HOME}?state={"s" * 128}"' in page.text
    assert page.links["continue"] == f"{HOME}?state={'s' * 128}"
    assert not here.is_signed_in()


def test_oidcc_backchannel_logout_discovery_endpoint_verification(
    register: Register,
) -> None:
    said = register().discovery

    assert said["backchannel_logout_supported"] is True
    assert said["backchannel_logout_session_supported"] is True
    assert said["end_session_endpoint"]


def test_oidcc_backchannel_rp_initiated_logout(
    op: Op, register: Register, browser: Browser, documents: Documents
) -> None:
    here = sign_in(
        register,
        browser,
        backchannel_logout_uri=f"{documents.address}/backchannel_logout",
        backchannel_logout_session_required=True,
    )

    page = here.leave()

    [call] = documents.calls
    assert (call.method, call.path) == ("POST", "/backchannel_logout")
    assert set(call.form) == {"logout_token"}
    check_logout_token(op, here, call.form["logout_token"])
    assert fields_of(page.location) == {"state": "s" * 128}
    assert not here.is_signed_in()


def check_logout_token(op: Op, here: SignedIn, token: str) -> None:
    """Check a logout token as a relying party must (Back-Channel Logout §2.6)."""
    read = jwt.decode(token, here.rp.jwks(), algorithms=["RS256"])
    claims = read.claims
    assert read.header["typ"] == "logout+jwt"
    assert claims["iss"] == here.rp.issuer
    assert claims["aud"] == here.rp.client_id
    assert claims["iat"] == int(op.clock.now())
    assert 0 < claims["exp"] - claims["iat"] <= 120
    assert claims["jti"]
    assert claims["events"] == {EVENT: {}}
    assert claims["sub"] == here.reply.claims["sub"]
    assert claims["sid"] == here.reply.claims["sid"]
    assert "nonce" not in claims


@pytest.mark.parametrize(("status", "calls"), [(400, 1), (503, 2)])
def test_the_person_hears_which_service_is_not_signed_out(
    register: Register,
    browser: Browser,
    documents: Documents,
    status: int,
    calls: int,
) -> None:
    here = sign_in(register, browser, backchannel_logout_uri=f"{documents.address}/bye")
    documents.status["/bye"] = status

    page = here.leave(post_logout_redirect_uri=None)

    assert is_on_our_page(page)
    assert page.codes == ["signed_out"]
    assert str(status) in page.text
    assert len(documents.calls) == calls
