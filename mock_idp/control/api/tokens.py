"""Tokens without a sign-in over HTTP, good or spoiled."""

from mock_idp.control.contract.orders import Field
from mock_idp.control.contract.table import Order, Route
from mock_idp.control.minting import Mint, mint
from mock_idp.oidc.claims.scopes import SCOPES

GROUP = "tokens"


def make(order: Order) -> dict[str, object]:
    """Return new tokens."""
    body = order.body
    asked = body["scope"].split() if "scope" in body else SCOPES
    return mint(
        order.here,
        Mint(
            person=body["person"],
            client=body["client"],
            level=2 if body.get("level", 2) != 1 else 1,
            scopes=tuple(s for s in SCOPES if s in asked),
            nonce=body.get("nonce"),
            spoil=body.get("spoil", ()),
            claims=body.get("claims", {}),
        ),
    )


ROUTES = (
    Route(
        "POST",
        "/tokens",
        make,
        "Make an ID token and an access token, good or spoiled.",
        (
            Field("person", "string", "Who it is about.", is_required=True),
            Field("client", "string", "Whom it is for.", is_required=True),
            Field("level", "integer", "The level of the sign-in, 1 or 2."),
            Field("scope", "string", "What may be told; everything when not given."),
            Field("nonce", "string", "The nonce in it."),
            Field("spoil", "strings", "Faults of group I, e.g. I.exp_past."),
            Field("claims", "object", "Members to set; null leaves one out."),
        ),
        status=201,
        group=GROUP,
    ),
)
