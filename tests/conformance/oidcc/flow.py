"""What most modules begin with: a client for the leg, and one whole sign-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conformance.browser import Browser
from tests.conformance.client import RelyingParty, Reply
from tests.conformance.plan import Leg

Register = Callable[..., RelyingParty]


def client_for(register: Register, leg: Leg, **metadata: Any) -> RelyingParty:
    """Register a client that may do what the leg does, and nothing else."""
    grants = ["authorization_code"] if leg.has_code else []
    grants += ["implicit"] if leg.words & {"token", "id_token"} else []
    good = {"response_types": [leg.response_type], "grant_types": grants}
    return register(**(good | metadata))


def whole_flow(
    rp: RelyingParty,
    browser: Browser,
    leg: Leg,
    *,
    post: bool = False,
    **more: str | None,
) -> Reply:
    """Sign in and, where the leg has a code, redeem it; everything is checked."""
    ask = rp.ask(leg.response_type, leg.mode, **more)
    reply = rp.sign_in(browser, ask, post=post)
    return rp.redeem(reply) if leg.has_code else reply


def claims_told(rp: RelyingParty, reply: Reply, leg: Leg) -> dict[str, Any]:
    """Return where scopes are answered: userinfo, or the ID token without a token."""
    if not leg.has_access_token:
        return reply.claims
    claims = rp.userinfo(reply["access_token"])
    assert claims["sub"] == reply.claims["sub"]
    return claims
