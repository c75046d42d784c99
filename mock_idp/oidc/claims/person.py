"""Everything an ID token or the userinfo endpoint says about a person.

Where a claim goes (OIDC Core §5.4): in the profile ``oidc``, what a scope tells is for
the userinfo endpoint, and for the ID token only when no access token is issued. The
profiles ``vneid`` and ``legacy`` tell it in both places, as the portals expect.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mock_idp.clock import VIETNAM
from mock_idp.oidc.claims import verified
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.papers import PAPERS, paper_claims
from mock_idp.oidc.claims.representation import represented
from mock_idp.oidc.claims.requested import RequestedClaims, Wish
from mock_idp.oidc.claims.scopes import ACR, SCOPES, claims_about
from mock_idp.oidc.claims.standard import LIVES, residence_claims, standard_claims
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.claims.trust_framework import Checked
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session
from mock_idp.people.account import Account

IN_BOTH_PLACES = ("vneid", "legacy")
"""Profiles whose ID tokens say all that the scopes allow."""
ASKS_NOTHING = frozenset({"openid", "offline_access"})
"""Scopes that are not about the person: strict clients hear nothing for them, not even
the kind and the level of the account (Core §5.4)."""
MARK = {"mock": True}
"""Says in every ID token and userinfo answer that nothing is real."""

Claims = dict[str, Any]


def id_token_claims(
    provider: Provider, grant: Grant, account: Account, *, alone: bool
) -> Claims:
    """Return what an ID token says; ``alone`` when no access token goes with it."""
    client = provider.clients.find(grant.client_id)
    told = alone or _tells_everything(client)
    claims = _scope_claims(provider, grant, account, client) if told else {}
    asked = RequestedClaims.of(grant.claims)
    wishes, proof = asked.id_token, asked.verified.get("id_token")
    claims |= _verified(provider, grant, account, client, proof)
    said = _finished(provider, grant, account, client, claims, wishes, session=True)
    return {**said, **MARK}


def userinfo_claims(provider: Provider, grant: Grant, account: Account) -> Claims:
    """Return what the userinfo endpoint says."""
    client = provider.clients.find(grant.client_id)
    claims = _scope_claims(provider, grant, account, client)
    asked = RequestedClaims.of(grant.claims)
    wishes, proof = asked.userinfo, asked.verified.get("userinfo")
    claims |= _verified(provider, grant, account, client, proof)
    both = _tells_everything(client)
    said = _finished(provider, grant, account, client, claims, wishes, session=both)
    return {**said, **MARK}


def _tells_everything(client: Client | None) -> bool:
    return client is None or client.profile in IN_BOTH_PLACES


def _finished(
    provider: Provider,
    grant: Grant,
    account: Account,
    client: Client | None,
    claims: Claims,
    wishes: Mapping[str, Wish],
    *,
    session: bool,
) -> Claims:
    """Add what was asked for by name, the subject and the session."""
    about_session = session_claims(grant.session) if grant.session else {}
    if wishes:
        known = _agreed_claims(provider, grant, account, client) | about_session
        claims = claims | wished(known, wishes)
    if session:
        claims = claims | about_session
    claims = {name: _nfc(value) for name, value in claims.items()}
    return {"sub": subject(provider, account, client), **claims}


def _scope_claims(
    provider: Provider, grant: Grant, account: Account, client: Client | None
) -> Claims:
    if not _tells_everything(client) and set(grant.scopes) <= ASKS_NOTHING:
        return {}
    told = _told(provider, account, client, grant.scopes)
    return told | represented(provider, client, grant)


def _agreed_claims(
    provider: Provider, grant: Grant, account: Account, client: Client | None
) -> Claims:
    """Return everything the person has agreed to tell this client."""
    consent = provider.store.consent(grant.client_id, account.personal_id)
    agreed = {*grant.scopes, *(consent.granted if consent else ())}
    scopes = tuple(scope for scope in SCOPES if scope in agreed)
    return _told(provider, account, client, scopes)


def _verified(
    provider: Provider,
    grant: Grant,
    account: Account,
    client: Client | None,
    asked: object,
) -> Claims:
    """Return verified claims, if they were asked for and agreed to."""
    consent = provider.store.consent(grant.client_id, account.personal_id)
    is_agreed = consent is None or verified.MEMBER in consent.granted
    if asked is None or not is_agreed:
        return {}
    now = provider.now()
    at = grant.session.auth_time if grant.session else int(now)
    told = verified.verified_claims(
        asked,
        account,
        _agreed_claims(provider, grant, account, client),
        checked=Checked(at, subject(provider, account, client)),
        now=now,
    )
    return {} if told is None else {verified.MEMBER: told}


def _told(
    provider: Provider,
    account: Account,
    client: Client | None,
    scopes: tuple[str, ...],
) -> Claims:
    spoken = client.claim_dialect if client else "vnconnect"
    names, common = dialect().names(spoken), dialect().common_claims
    sub = subject(provider, account, client)
    claims: Claims = {
        **standard_claims(provider.issuer, account, scopes, sub),
        **claims_about(account, scopes, spoken),
        common["account_level"]: account.account_level,
    }
    if not set(LIVES).isdisjoint(scopes):  # somebody else may have to be asked
        homes = provider.people.residences(account.personal_id)
        claims |= residence_claims(scopes, homes)
    if "account_level" in names:
        claims[names["account_level"]] = account.account_level
    if "login_idp" in names:
        claims[names["login_idp"]] = dialect().login_idp
    if PAPERS in scopes:
        claims |= paper_claims(account, spoken, _today(provider))
    return claims


def _today(provider: Provider) -> date:
    return datetime.fromtimestamp(provider.now(), VIETNAM).date()


def wished(known: Mapping[str, Any], wishes: Mapping[str, Wish]) -> Claims:
    """Return the claims asked for by name, in any language (OIDC Core §5.2, §5.5).

    What is not known, or has not the value asked for, is left out.
    """
    found: Claims = {}
    for name, wish in wishes.items():
        base, _, language = name.partition("#")
        if base not in known or (language and not language.lower().startswith("vi")):
            continue
        if _fits(known[base], wish):
            found[name] = known[base]
    return found


def _fits(value: object, wish: Wish) -> bool:
    if wish is None:
        return True
    values = wish.get("values")
    one_of = [wish["value"]] if "value" in wish else values
    return not isinstance(one_of, list) or value in one_of


def _nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return value


def session_claims(session: Session) -> Claims:
    """Return how and when the person signed in."""
    claims: Claims = {"auth_time": session.auth_time, "amr": list(session.amr)}
    if session.level in ACR:
        claims["acr"] = ACR[session.level]
    return claims
