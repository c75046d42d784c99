"""Token exchange (RFC 8693): one service calls the next on a person's behalf.

Every confidential client registered for this grant type may exchange every living
token of this provider; a subject token that names who ``may_act`` is obeyed. With an
actor token the answer tells who acts (``act``), the newest outermost; without one the
client impersonates, and what the subject token tells of actors stays.
"""

from collections.abc import Mapping
from dataclasses import replace

from mock_idp.oidc.emission import About
from mock_idp.oidc.grants.answer import described, said
from mock_idp.oidc.grants.narrowing import resources_in, scopes_within
from mock_idp.oidc.grants.presented_token import (
    ACCESS_TOKEN,
    ID_TOKEN,
    JWT,
    TYPES,
    PresentedToken,
    presented_token,
)
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, Parameters, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.id_token import id_token

NAME = "urn:ietf:params:oauth:grant-type:token-exchange"
DEEPEST_CHAIN = 8
"""Actors an ``act`` claim may nest; longer chains are refused."""


def token_exchange(provider: Provider, asking: TokenRequest) -> Json:
    """Exchange a token for one that fits the next service.

    Raises:
        Refused: with ``unauthorized_client``, ``invalid_request``, ``invalid_scope`` or
            ``invalid_target``.
    """
    if asking.client.is_public:
        raise refused("unauthorized_client", "A public client cannot exchange tokens.")
    body = asking.body
    wanted = body.get("requested_token_type") or ACCESS_TOKEN
    if wanted not in TYPES:
        raise refused("invalid_request", "requested_token_type is not supported.")
    subject = presented_token(
        provider,
        body.get("subject_token"),
        body.get("subject_token_type"),
        "subject_token",
    )
    actor = _actor(provider, body)
    grant = Grant(
        asking.client.client_id,
        scopes_within(body.get("scope"), subject.grant.scopes),
        account=subject.grant.account,
        session=subject.grant.session,
        resources=_targets(provider, body) or subject.grant.resources,
        jkt=asking.jkt,
        actor=_chain(provider, subject, actor),
        lineage=subject.grant.lineage,
    )
    if wanted == ID_TOKEN:
        return _id_token(provider, asking, grant, body)
    return _access_token(provider, asking, grant, subject, wanted)


def _access_token(
    provider: Provider,
    asking: TokenRequest,
    grant: Grant,
    subject: PresentedToken,
    wanted: str,
) -> Json:
    """Answer with an access token that lives no longer than the subject token."""
    left = subject.expires_at - int(provider.now())
    seconds = min(provider.lifetimes.access_token, left)
    token = issue_access_token(provider, grant, seconds=seconds, as_jwt=wanted == JWT)
    answer = described(grant, token, seconds) | {"issued_token_type": wanted}
    return said(provider, asking, grant, answer)


def _id_token(
    provider: Provider, asking: TokenRequest, grant: Grant, body: Parameters
) -> Json:
    """Answer with an ID token for the audience, one registered client."""
    audience = body.every("audience")
    client_id = audience[0] if audience else grant.client_id
    if grant.session is None:
        raise refused("invalid_request", "Nobody has signed in for this subject_token.")
    if len(audience) > 1 or provider.clients.find(client_id) is None:
        raise refused("invalid_target", "An ID token is for one registered client.")
    about = About("token", client_id, grant.person, NAME)
    told = replace(grant, client_id=client_id)
    answer: dict[str, object] = {
        "access_token": id_token(provider, told, about),
        "issued_token_type": ID_TOKEN,
        "token_type": "N_A",
        "expires_in": provider.lifetimes.id_token,
    }
    return said(provider, asking, grant, answer)


def _targets(provider: Provider, body: Parameters) -> tuple[str, ...]:
    """Return where the new token is for: resources and names of clients here."""
    audiences = tuple(dict.fromkeys(body.every("audience")))
    unknown = [name for name in audiences if not _is_known(provider, name)]
    if unknown:
        raise refused("invalid_target", "audience names no client and no resource.")
    return (*resources_in(body), *audiences)


def _is_known(provider: Provider, audience: str) -> bool:
    known = provider.clients.find(audience) is not None
    return known or audience.startswith(("http://", "https://", "urn:"))


def _actor(provider: Provider, body: Parameters) -> PresentedToken | None:
    token, kind = body.get("actor_token"), body.get("actor_token_type")
    if token is None and kind is None:
        return None
    return presented_token(provider, token, kind, "actor_token")


def _chain(
    provider: Provider, subject: PresentedToken, actor: PresentedToken | None
) -> Mapping[str, object] | None:
    """Return the ``act`` claim: the newest actor outermost (RFC 8693 §4.1)."""
    named = None if actor is None else actor.named(provider)
    allowed = subject.may_act
    if allowed is not None and (
        named is None or any(named.get(name) != allowed[name] for name in allowed)
    ):
        raise refused("invalid_request", "The subject_token allows another actor.")
    if named is None:
        return subject.grant.actor
    if _depth(subject.grant.actor) >= DEEPEST_CHAIN:
        raise refused("invalid_request", "Too many actors stand in a row.")
    before = subject.grant.actor
    return named if before is None else {**named, "act": dict(before)}


def _depth(act: object) -> int:
    depth = 0
    while isinstance(act, Mapping) and depth <= DEEPEST_CHAIN:
        depth, act = depth + 1, act.get("act")
    return depth
