"""The signing keys over HTTP: list, rotate, retire."""

from typing import Any

from mock_idp.control.contract.orders import Field
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.oidc.own_key import SIGNING, OwnKey

GROUP = "keys"
LONGEST_SECONDS = 366 * 86400
_RANGE = "seconds are between 0 and 366 days"


def _told(own: OwnKey, now: float) -> dict[str, Any]:
    return {**own.public, "state": own.state(now)}


def index(order: Order) -> dict[str, object]:
    """Return the public half of every key, with its state."""
    now = order.here.provider.now()
    return {"keys": [_told(own, now) for own in order.here.provider.keys.all()]}


def rotate(order: Order) -> dict[str, object]:
    """Make new keys."""
    first = order.body.get("publish_first", 0)
    overlap = order.body.get("overlap", 3600)
    if not (0 <= first <= LONGEST_SECONDS and 0 <= overlap <= LONGEST_SECONDS):
        raise ValueError(_RANGE)
    made = order.here.provider.keys.rotate(
        order.body.get("alg"), publish_first_seconds=first, overlap_seconds=overlap
    )
    now = order.here.provider.now()
    return {"keys": [_told(own, now) for own in made]}


def retire(order: Order) -> dict[str, object]:
    """Withdraw a key at once."""
    if not order.here.provider.keys.retire(order.body["kid"]):
        raise unknown("key", order.body["kid"])
    return index(order)


ROUTES = (
    Route("GET", "/keys", index, "List the keys with their state.", group=GROUP),
    Route(
        "POST",
        "/keys/rotate",
        rotate,
        "Make new signing keys; the old ones stay published for a while.",
        (
            Field(
                "alg", "string", "One algorithm; all when not given.", choices=SIGNING
            ),
            Field("publish_first", "duration", "Publish this long before signing."),
            Field("overlap", "duration", "Keep the old key published this long."),
        ),
        status=201,
        group=GROUP,
    ),
    Route(
        "POST",
        "/keys/retire",
        retire,
        "Withdraw a key at once.",
        (Field("kid", "string", "Which key.", is_required=True),),
        group=GROUP,
    ),
)
