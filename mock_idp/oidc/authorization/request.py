"""The authorization endpoint's reading half (OIDC Core §3.1.2, RFC 6749 §4.1).

A request is read into an ``AuthorizationRequest`` or refused: on a page of our own when
client or redirect URI are not to be trusted, else by an answer with an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mock_idp.oidc.authorization import hint, par, pkce, request_object, validation
from mock_idp.oidc.authorization.invalid import Invalid, invalid_request
from mock_idp.oidc.authorization.response import Answer, respond
from mock_idp.oidc.authorization.response_type import canonical, mode_to_answer
from mock_idp.oidc.authorization.trust import client_of, is_trusted, trusted_uri
from mock_idp.oidc.authorization.validation import requested_claims, words
from mock_idp.oidc.claims.requested import RequestedClaims
from mock_idp.oidc.claims.scopes import SCOPES, level_of
from mock_idp.oidc.claims.standard import scope_of
from mock_idp.oidc.claims.verified import MEMBER as VERIFIED_CLAIMS
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Parameters, Refused, Request, refused
from mock_idp.oidc.provider import Provider


@dataclass(frozen=True)
class AuthorizationRequest:
    """A valid question: may this client know who is at the browser?

    Attributes:
        response_type: its words in alphabetical order.
        acr_values: levels wished for, also by the ``claims`` parameter.
        essential_acr: levels of which one must be reached (OIDC Core §5.5.1.1).
        claims: the ``claims`` parameter, parsed.
        hinted: subject and client of a good ``id_token_hint``.
        jkt: thumbprint of the key that code and tokens are bound to (RFC 9449 §10).
        pushed_as: the name under which the request was pushed (RFC 9126).
    """

    client_id: str
    redirect_uri: str
    response_type: str
    response_mode: str
    scopes: tuple[str, ...]
    state: str | None
    nonce: str | None
    prompt: frozenset[str]
    max_age: int | None
    acr_values: tuple[str, ...]
    code_challenge: str | None
    login_hint: str | None
    id_token_hint: str | None
    ui_locales: tuple[str, ...]
    code_challenge_method: str = "S256"
    claims: Mapping[str, Any] = field(default_factory=dict)
    claims_locales: tuple[str, ...] = ()
    display: str = "page"
    resources: tuple[str, ...] = ()
    jkt: str | None = None
    essential_acr: tuple[str, ...] = ()
    hinted: tuple[str, str] | None = None
    must_tell_auth_time: bool = False
    pushed_as: str | None = None
    scope_asked: frozenset[str] = frozenset()

    @cached_property
    def requested(self) -> RequestedClaims:
        """Return the claims asked for one by one."""
        return RequestedClaims.of(self.claims)

    @cached_property
    def to_share(self) -> tuple[str, ...]:
        """Return what the person is asked about: scopes, and claims asked by name.

        How claims were verified is a thing of its own, to be shared or not.
        """
        requested = self.requested
        scopes = {*self.scopes, *(scope_of(name) for name in requested.names)}
        how = (VERIFIED_CLAIMS,) if requested.verified else ()
        return (*(scope for scope in SCOPES if scope in scopes), *how)

    @property
    def essential_level(self) -> int:
        """Return the lowest level that satisfies what the client insists on."""
        return _lowest(self.essential_acr)

    @property
    def wished_level(self) -> int:
        """Return the lowest level the client wishes for; it may get less."""
        return _lowest(self.acr_values)

    def required_level(self, client: Client) -> int:
        """Return the level without which there is no answer.

        ``acr_values`` never lower the client's own; they are a wish (OIDC Core
        §3.1.2.1), which some profiles take for an order.
        """
        wished = self.wished_level if client.rules.binding_acr_values else 0
        return max(client.minimum_level, self.essential_level, wished)

    def answer(
        self, provider: Provider, person: str | None = None, **fields: str | None
    ) -> Answer:
        """Answer the client; ``person`` is whom the answer is about."""
        par.answered(provider, self.pushed_as)
        about = About("authorize", self.client_id, person)
        return respond(
            provider,
            self.redirect_uri,
            self.response_mode,
            about,
            {**fields, "state": self.state},
        )

    def refuse(self, provider: Provider, error: str, description: str) -> Answer:
        """Tell the client why it gets nothing; the description is ASCII."""
        return self.answer(provider, error=error, error_description=description)


def _lowest(acrs: tuple[str, ...]) -> int:
    return min((level for acr in acrs if (level := level_of(acr))), default=0)


def read(provider: Provider, request: Request) -> AuthorizationRequest:
    """Read an authorization request.

    Raises:
        Refused: with a page for untrusted requests, else with an answer to the client.
    """
    outside = request.parameters
    client = client_of(provider, outside)
    name = outside.get("request_uri") if _is_pushed(outside) else None
    sent = outside
    try:
        validation.check_shape(outside)
        sent = _asked(provider, client, request)
        uri = trusted_uri(client, sent, is_pushed=name is not None)
        return _read(provider, client, sent, uri, name)
    except Invalid as invalid:
        uri = trusted_uri(client, sent, is_pushed=name is not None, because=invalid)
        raise Refused(_error(provider, client, sent, uri, invalid)) from None


def to_push(
    provider: Provider, client: Client, sent: Parameters, request: Request
) -> Parameters:
    """Return what to keep of a request that is pushed, when it is a good one.

    A request object in it is opened now. ``sent`` holds no client authentication.

    Raises:
        Refused: with the error as JSON (RFC 9126 §2.3).
    """
    try:
        validation.check_shape(sent)
        asked = request_object.merged(provider, client, sent, request)
        validation.check_shape(asked)
        uri = asked.get("redirect_uri")
        if uri is None or not is_trusted(client, uri, is_pushed=True):
            raise invalid_request("redirect_uri is missing or not registered.")
        _read(provider, client, asked, uri)
    except Invalid as invalid:
        raise refused(invalid.error, invalid.description) from None
    named = tuple(pair for pair in asked.pairs if pair[0] != "client_id")
    return Parameters((*named, ("client_id", client.client_id)))


def _is_pushed(sent: Parameters) -> bool:
    return par.is_pushed(sent.get("request_uri"))


def _asked(provider: Provider, client: Client, request: Request) -> Parameters:
    """Return the parameters that hold, wherever they are."""
    sent = request.parameters
    if _is_pushed(sent):
        return par.pushed(provider, client, sent)
    asked = request_object.merged(provider, client, sent, request)
    if client.rules.requires_par or client.require_pushed_authorization_requests:
        raise invalid_request("This client must push its requests.")
    return asked


def _read(
    provider: Provider,
    client: Client,
    sent: Parameters,
    redirect_uri: str,
    pushed_as: str | None = None,
) -> AuthorizationRequest:
    validation.check(client, sent)
    told = hint.hinted(provider, client, sent.get("id_token_hint"))
    requested = requested_claims(sent)
    asked = frozenset(words(sent, "scope"))
    age = _max_age(client, sent)
    return AuthorizationRequest(
        client_id=client.client_id,
        redirect_uri=redirect_uri,
        response_type=canonical(sent.get("response_type")),
        response_mode=mode_to_answer(client, sent),
        scopes=_scopes(client, asked),
        scope_asked=asked,
        state=sent.get("state"),
        nonce=sent.get("nonce"),
        prompt=frozenset(words(sent, "prompt")),
        max_age=age,
        acr_values=_wished(client, sent, requested),
        essential_acr=requested.essential_acr or (),
        code_challenge=sent.get("code_challenge"),
        code_challenge_method=pkce.method_of(sent),
        login_hint=sent.get("login_hint"),
        id_token_hint=sent.get("id_token_hint"),
        hinted=told,
        ui_locales=words(sent, "ui_locales"),
        claims=requested.content,
        claims_locales=words(sent, "claims_locales"),
        display=sent.get("display") or "page",
        resources=tuple(dict.fromkeys(sent.every("resource"))),
        jkt=sent.get("dpop_jkt"),
        must_tell_auth_time=age is not None or client.require_auth_time,
        pushed_as=pushed_as,
    )


def _scopes(client: Client, asked: frozenset[str]) -> tuple[str, ...]:
    """Return the known scopes asked for that the client has registered for."""
    allowed = None if client.scope is None else set(client.scope.split()) | {"openid"}
    return tuple(s for s in SCOPES if s in asked and (allowed is None or s in allowed))


def _max_age(client: Client, sent: Parameters) -> int | None:
    age = sent.get("max_age")
    return client.default_max_age if age is None else int(age)


def _wished(
    client: Client, sent: Parameters, requested: RequestedClaims
) -> tuple[str, ...]:
    asked = (*words(sent, "acr_values"), *requested.voluntary_acr)
    return asked or client.default_acr_values


def _error(
    provider: Provider,
    client: Client,
    sent: Parameters,
    redirect_uri: str,
    invalid: Invalid,
) -> Answer:
    unusable = sent.repeated | sent.too_long
    usable = Parameters(tuple(p for p in sent.pairs if p[0] not in unusable))
    return respond(
        provider,
        redirect_uri,
        mode_to_answer(client, usable),
        About("authorize", client.client_id),
        {
            "error": invalid.error,
            "error_description": invalid.description,
            "state": usable.get("state"),
        },
    )
