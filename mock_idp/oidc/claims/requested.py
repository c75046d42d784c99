"""Claims asked for one by one (the ``claims`` parameter, OIDC Core §5.5)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mock_idp.oidc.claims import verified

Wish = Mapping[str, Any] | None
"""What is said about one claim: nothing, or ``essential``, ``value``, ``values``."""
Wishes = Mapping[str, Wish]

DESTINATIONS = ("userinfo", "id_token")


class ClaimsMalformed(Exception):  # noqa: N818 - named after what happened
    """The ``claims`` parameter cannot be read; the text says why, in ASCII."""


@dataclass(frozen=True)
class RequestedClaims:
    """The claims a client wants in each place, by name.

    Attributes:
        verified: what is asked for as verified claims, by destination.
        content: the whole parameter as it was sent, to be kept with the grant.
    """

    userinfo: Wishes = field(default_factory=dict)
    id_token: Wishes = field(default_factory=dict)
    content: Mapping[str, Any] = field(default_factory=dict)
    verified: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str | None) -> "RequestedClaims":
        """Read the parameter; without one, nothing is asked for.

        Raises:
            ClaimsMalformed: not JSON, or not the JSON that OIDC describes.
        """
        if text is None:
            return cls()
        try:
            content = json.loads(text, parse_constant=_no_constant)
            json.dumps(content, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise ClaimsMalformed("claims is not JSON.") from None
        return cls.of(content)

    @classmethod
    def of(cls, content: object) -> "RequestedClaims":
        """Read the parameter once it is JSON, as a grant keeps it.

        Raises:
            ClaimsMalformed: not the JSON that OIDC describes.
        """
        if not isinstance(content, Mapping):
            raise ClaimsMalformed("claims must be a JSON object.")
        userinfo, id_token = (_wishes(content, name) for name in DESTINATIONS)
        return cls(userinfo, id_token, content, _verified(content))

    @property
    def names(self) -> tuple[str, ...]:
        """Return every claim asked for by name, verified ones too."""
        asked = self.verified.values()
        told = (name for each in asked for name in verified.names_asked(each))
        return (*self.userinfo, *self.id_token, *told)

    @property
    def subject(self) -> str | None:
        """Return whom the answer must be about, if that was said (§5.5.1)."""
        for wishes in (self.id_token, self.userinfo):
            value = (wishes.get("sub") or {}).get("value")
            if isinstance(value, str):
                return value
        return None

    @property
    def essential_acr(self) -> tuple[str, ...] | None:
        """Return the levels of which one must be reached (§5.5.1.1), if any."""
        wish = self.id_token.get("acr")
        if wish is None or wish.get("essential") is not True:
            return None
        return acr_values(wish) or None

    @property
    def voluntary_acr(self) -> tuple[str, ...]:
        """Return the levels that are wished for, but not insisted on."""
        wish = self.id_token.get("acr") or {}
        return () if wish.get("essential") is True else acr_values(wish)


def acr_values(wish: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the values a wish names, ``value`` first."""
    named: Iterable[object] = (wish.get("value"), *_listed(wish.get("values")))
    return tuple(value for value in named if isinstance(value, str))


def _listed(values: object) -> Iterable[object]:
    return values if isinstance(values, list | tuple) else ()


def _wishes(content: Mapping[str, Any], destination: str) -> Wishes:
    wishes = content.get(destination)
    if wishes is None:
        return {}
    if not isinstance(wishes, Mapping):
        raise ClaimsMalformed(f"claims.{destination} must be a JSON object.")
    plain = {name: wish for name, wish in wishes.items() if name != verified.MEMBER}
    for wish in plain.values():
        if wish is not None and not isinstance(wish, Mapping):
            raise ClaimsMalformed("A claim is requested by null or by an object.")
    return plain


def _verified(content: Mapping[str, Any]) -> dict[str, object]:
    """Return the requests for verified claims, by where the answer goes."""
    asked = {
        name: wishes[verified.MEMBER]
        for name in DESTINATIONS
        if (wishes := content.get(name)) and verified.MEMBER in wishes
    }
    try:
        for each in asked.values():
            verified.alternatives(each)
    except verified.BadRequest as bad:
        raise ClaimsMalformed(str(bad)) from None
    return asked


def _no_constant(name: str) -> object:
    raise ValueError(name)
