"""Unsigned request objects, by value and by reference."""

from __future__ import annotations

from tests.conformance.browser import Browser
from tests.conformance.client import Ask, RelyingParty
from tests.conformance.documents import Documents
from tests.conformance.oidcc.flow import Register, client_for
from tests.conformance.plan import Leg

OUTSIDE = ("client_id", "response_type", "scope")


def asked_in_object(
    rp: RelyingParty, leg: Leg, alg: str = "none", **more: str
) -> tuple[Ask, dict[str, str]]:
    """Return the whole request, and what of it stays outside besides the object."""
    ask = rp.ask(leg.response_type, leg.mode)
    outside = {name: ask[name] for name in OUTSIDE} | more
    claims = dict(ask.parameters) | {"iss": rp.client_id, "aud": rp.issuer}
    return ask, outside | {"request": rp.sign(claims, alg)}


def finished(rp: RelyingParty, browser: Browser, ask: Ask, sent: dict[str, str]) -> str:
    """Sign in with what was sent; the answer is the one the object asks for."""
    reply = rp.read(browser.sign_in(rp.address(Ask(sent))), ask)
    if "code" in ask.words:
        reply = rp.redeem(reply)
    return str(reply.claims["sub"])


def test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(
    register: Register, browser: Browser, documents: Documents, leg: Leg
) -> None:
    address = f"{documents.address}/request.jwt"
    rp = client_for(register, leg, request_uris=[address])
    ask, sent = asked_in_object(rp, leg)
    documents.put("/request.jwt", sent.pop("request"), "application/jwt")

    assert finished(rp, browser, ask, sent | {"request_uri": address})


def test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    ask, sent = asked_in_object(rp, leg)

    assert finished(rp, browser, ask, sent)


def test_oidcc_ensure_request_object_with_redirect_uri(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    ask, sent = asked_in_object(rp, leg, redirect_uri=f"{rp.redirect_uri}/unregistered")

    assert finished(rp, browser, ask, sent)
