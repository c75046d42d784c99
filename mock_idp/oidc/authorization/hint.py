"""``id_token_hint``: whom the client believes to be at the browser (OIDC §3.1.2.1)."""

from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.authorization.invalid import invalid_request
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.sealing import unsealed
from mock_idp.people.account import Account


def hinted(
    provider: Provider, client: Client, text: str | None
) -> tuple[str, str] | None:
    """Return the subject of a hint and the client it was told to; old ones are good.

    Raises:
        Invalid: the hint is no ID token of this provider.
    """
    if text is None:
        return None
    claims = read_hint(provider, client, text)
    if claims is None or claims.get("iss") != provider.issuer:
        raise invalid_request("id_token_hint is not from this issuer.")
    named = claims.get("sub")
    if not isinstance(named, str) or "events" in claims:
        raise invalid_request("id_token_hint is no ID token.")
    audience = claims.get("aud")
    told = audience[0] if isinstance(audience, list) and audience else audience
    return named, told if isinstance(told, str) else client.client_id


def read_hint(
    provider: Provider, client: Client | None, text: str
) -> dict[str, Any] | None:
    """Return the claims of an ID token that was told to a client, however old.

    It may be encrypted for us by a key of ours or by the client's secret (OIDC Core
    §3.1.2.1), and signed as the client has registered: by a key of ours, by its
    secret, or not at all.
    """
    try:
        text = unsealed(provider, client, text)
        return provider.keys.read(text) or _read_otherwise(client, text)
    except jose.BadToken:
        return None


def _read_otherwise(client: Client | None, text: str) -> dict[str, Any] | None:
    alg = client.id_token_alg if client else None
    if client is None or jose.header_of(text)["alg"] != alg:
        return None
    if alg in jose.HMAC_ALGS and client.client_secret is not None:
        return jose.verify(text, jose.secret_key(client.client_secret), [alg]).claims
    return jose.claims_of(text) if alg == "none" else None


def is_about(provider: Provider, told: tuple[str, str], account: Account) -> bool:
    """Say whether a hint speaks of this person."""
    named, client_id = told
    return named == subject(provider, account, provider.clients.find(client_id))
