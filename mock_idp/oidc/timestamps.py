"""When a message that a relying party signed is valid: ``exp``, ``nbf``, ``iat``."""

from collections.abc import Mapping
from typing import Any

SKEW_SECONDS = 30
"""Seconds by which a relying party's clock may be ahead of ours.

FAPI 2.0 (§5.3.2.1) wants ten taken and more than sixty refused. This is in between, as
a message takes seconds to arrive: with sixty, one made 62 seconds ahead could pass."""
LARGEST_NUMBER = 1e15
"""Seconds; larger ones and infinities are no points in time."""


class BadTimestamp(Exception):  # noqa: N818 - named after what happened
    """A message is too old, too new, or says so in a way nobody understands."""


def moment(claims: Mapping[str, Any], name: str) -> float | None:
    """Return a claim as seconds since 1970, or nothing when it is absent.

    Raises:
        BadTimestamp: it is not a number.
    """
    if name not in claims:
        return None
    value = claims[name]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not abs(value) < LARGEST_NUMBER:
        raise BadTimestamp(f"{name} must be a number of seconds")
    return float(value)


def check_not_early(claims: Mapping[str, Any], now: float) -> None:
    """Refuse what was made in the future, or is not yet valid.

    Raises:
        BadTimestamp: ``nbf`` or ``iat`` is too far ahead.
    """
    for name in ("nbf", "iat"):
        when = moment(claims, name)
        if when is not None and when > now + SKEW_SECONDS:
            raise BadTimestamp(f"{name} is more than {SKEW_SECONDS} s in the future")


def check_not_late(claims: Mapping[str, Any], now: float) -> float | None:
    """Refuse what has expired; return when the message expires, if it says so.

    Raises:
        BadTimestamp: ``exp`` has passed.
    """
    until = moment(claims, "exp")
    if until is not None and until <= now:
        raise BadTimestamp("exp has passed")
    return until
