"""The userinfo endpoint, and which claims a scope or the claims parameter brings."""

from __future__ import annotations

import json

from tests.conformance.browser import Browser
from tests.conformance.oidcc.flow import Register, claims_told, client_for, whole_flow
from tests.conformance.plan import Leg

PROFILE = ("name", "family_name", "given_name", "gender", "birthdate")


def userinfo_by(
    how: str, register: Register, browser: Browser, leg: Leg
) -> dict[str, object]:
    rp = client_for(register, leg)
    reply = whole_flow(rp, browser, leg)
    claims = rp.userinfo(reply["access_token"], how)
    assert claims["sub"] == reply.claims["sub"]
    return claims


def test_oidcc_userinfo_get(register: Register, browser: Browser, leg: Leg) -> None:
    assert "name" not in userinfo_by("get", register, browser, leg)


def test_oidcc_userinfo_post_header(
    register: Register, browser: Browser, leg: Leg
) -> None:
    assert "name" not in userinfo_by("post-header", register, browser, leg)


def test_oidcc_userinfo_post_body(
    register: Register, browser: Browser, leg: Leg
) -> None:
    assert "name" not in userinfo_by("post-body", register, browser, leg)


def scope_brings(
    scope: str,
    names: tuple[str, ...],
    flow: tuple[Register, Browser, Leg],
) -> None:
    """Sign in with a scope; its claims come from the right place, and from it only."""
    register, browser, leg = flow
    rp = client_for(register, leg)
    reply = whole_flow(rp, browser, leg, scope=f"openid {scope}")
    told = claims_told(rp, reply, leg)
    for name in names:
        assert told[name], name
        assert (name in reply.claims) is not leg.has_access_token


def test_oidcc_scope_profile(register: Register, browser: Browser, leg: Leg) -> None:
    scope_brings("profile", PROFILE, (register, browser, leg))


def test_oidcc_scope_email(register: Register, browser: Browser, leg: Leg) -> None:
    names = ("email", "email_verified")
    scope_brings("email", names, (register, browser, leg))


def test_oidcc_scope_address(register: Register, browser: Browser, leg: Leg) -> None:
    scope_brings("address", ("address",), (register, browser, leg))


def test_oidcc_scope_phone(register: Register, browser: Browser, leg: Leg) -> None:
    names = ("phone_number", "phone_number_verified")
    scope_brings("phone", names, (register, browser, leg))


def test_oidcc_scope_all(register: Register, browser: Browser, leg: Leg) -> None:
    names = (*PROFILE, "email", "address", "phone_number")
    scope_brings("profile email address phone", names, (register, browser, leg))


def test_oidcc_claims_essential(register: Register, browser: Browser, leg: Leg) -> None:
    rp = client_for(register, leg)
    place = "userinfo" if leg.has_access_token else "id_token"
    claims = json.dumps({place: {"name": {"essential": True}}})

    reply = whole_flow(rp, browser, leg, claims=claims)

    assert claims_told(rp, reply, leg)["name"]
    assert ("name" in reply.claims) is not leg.has_access_token
