"""What programs may ask, by path and method: both fronts answer from this table."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mock_idp.oidc.authorization import par
from mock_idp.oidc.claims import userinfo
from mock_idp.oidc.clients import registration
from mock_idp.oidc.discovery import discovery, key_set
from mock_idp.oidc.grants import endpoint
from mock_idp.oidc.grants.device_authorization import device_authorization
from mock_idp.oidc.message import Outcome, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import introspection, revocation
from mock_idp.oidc.tokens.level_two_resource import level_two_resource

Answer = Callable[[Provider, Request], Outcome]


def _discovery(provider: Provider, _asked: Request) -> Outcome:
    return discovery(provider)


def _key_set(provider: Provider, _asked: Request) -> Outcome:
    return key_set(provider)


class Address(NamedTuple):
    """An address for programs.

    Attributes:
        does: what it does, for the reference.
    """

    name: str
    path: str
    methods: tuple[str, ...]
    answer: Answer
    does: str


GET, POST = ("GET",), ("POST",)
ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")
_DISCOVERY = "Say what this provider can do."
TABLE = (
    Address(
        "discovery", "/.well-known/openid-configuration", GET, _discovery, _DISCOVERY
    ),
    Address(
        "oauth_server",
        "/.well-known/oauth-authorization-server",
        GET,
        _discovery,
        _DISCOVERY,
    ),
    Address("jwks", "/jwks", GET, _key_set, "Give the public keys."),
    Address(
        "register",
        "/register",
        POST,
        registration.register,
        "Register a relying party.",
    ),
    Address(
        "par",
        "/par",
        ANY,
        par.push,
        "Keep an authorization request that a client pushes.",
    ),
    Address(
        "token", "/token", POST, endpoint.token, "Exchange a code or another grant."
    ),
    Address(
        "device",
        "/device_authorization",
        POST,
        device_authorization,
        "Give a device the code that a person types elsewhere.",
    ),
    Address(
        "introspect",
        "/introspect",
        POST,
        introspection.introspection,
        "Say whether a token is good.",
    ),
    Address("revoke", "/revoke", POST, revocation.revocation, "Take a token back."),
    Address(
        "level_two",
        "/resource/level-2",
        GET,
        level_two_resource,
        "Show a resource that wants a strong, fresh sign-in.",
    ),
    Address(
        "userinfo",
        "/userinfo",
        ("GET", "POST"),
        userinfo.userinfo,
        "Tell what an access token allows to know.",
    ),
)
"""Everything that programs ask without a path of their own."""

ANSWERS: Mapping[tuple[str, str], Answer] = {
    (method, address.path): address.answer
    for address in TABLE
    for method in address.methods
}
