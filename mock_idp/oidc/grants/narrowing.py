"""Less than was granted: fewer scopes (RFC 6749 §6), fewer resources (RFC 8707)."""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlsplit

from mock_idp.oidc.message import Parameters, refused
from mock_idp.oidc.store import Grant


def narrowed(grant: Grant, body: Parameters) -> Grant:
    """Return a grant with the scopes and resources that this request asks for.

    Raises:
        Refused: with ``invalid_scope`` or ``invalid_target``: it asks for more.
    """
    scopes = scopes_within(body.get("scope"), grant.scopes)
    return to_resources(replace(grant, scopes=scopes), body)


def to_resources(grant: Grant, body: Parameters) -> Grant:
    """Return a grant for the resources asked for, all of them when none is named.

    Raises:
        Refused: with ``invalid_target``: the grant is for other resources.
    """
    asked = resources_in(body)
    if not set(asked) <= set(grant.resources):
        raise refused("invalid_target", "The grant is not for this resource.")
    return replace(grant, resources=asked or grant.resources)


def scopes_within(asked: str | None, allowed: Collection[str]) -> tuple[str, ...]:
    """Return the scopes asked for, in the order they are allowed; all without a wish.

    Raises:
        Refused: with ``invalid_scope``: one is not allowed.
    """
    words = set((asked or "").split())
    if not words:
        return tuple(allowed)
    if words - set(allowed):
        raise refused("invalid_scope", "scope asks for more than was granted.")
    return tuple(scope for scope in allowed if scope in words)


def resources_in(body: Parameters) -> tuple[str, ...]:
    """Return the resource indicators of a request, each once.

    Raises:
        Refused: with ``invalid_target``: one is no absolute URI (RFC 8707 §2).
    """
    asked = tuple(dict.fromkeys(body.every("resource")))
    if not all(is_resource(uri) for uri in asked):
        raise refused("invalid_target", "resource must be an absolute URI.")
    return asked


def is_resource(uri: str) -> bool:
    """Say whether a text is an absolute URI without a fragment."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and "#" not in uri
