"""Tokens without a sign-in, good or spoiled."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.i18n import _
from mock_idp.control.contract.orders import Problem
from mock_idp.control.exchanges import own_exchange
from mock_idp.control.faults.fault import Fault
from mock_idp.control.scenario import named, read_scenario
from mock_idp.headless.signing_in import AMR, find_account
from mock_idp.oidc.claims.scopes import SCOPES
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Json, Refused
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.id_token import id_token
from mock_idp.service import Service

NO_CLIENT = _("Không có ứng dụng %(name)s.")
NO_PERSON = _("Không có người %(name)s, hoặc đó không phải số giả lập.")
NOT_SPOILING = _("%(name)s không làm hỏng mã định danh. Dùng sự cố nhóm I.")
NOT_MADE = _("Không làm được mã: %(reason)s")


@dataclass(frozen=True)
class Mint:
    """What to make.

    Attributes:
        person: short name of the cast, or a personal number.
        client: whom the token is for.
        level: the level of the sign-in that never was.
        scopes: what may be told.
        spoil: faults of group I.
        claims: members of the ID token to set; ``None`` leaves one out.
    """

    person: str
    client: str
    level: int = 2
    scopes: tuple[str, ...] = SCOPES
    nonce: str | None = None
    spoil: tuple[str, ...] = ()
    claims: Mapping[str, Any] = field(default_factory=dict)


def mint(here: Service, order: Mint) -> dict[str, object]:
    """Return an access token and an ID token about a person for a client.

    Raises:
        Problem: person, client or fault is unknown, or the client wants what cannot be.
    """
    client = here.provider.clients.find(order.client)
    if client is None:
        raise Problem(NO_CLIENT, where="/client", name=order.client[:100])
    account = find_account(here, order.person)
    if account is None:
        raise Problem(NO_PERSON, where="/person", name=order.person[:100])
    session = Session(
        secrets.token_urlsafe(12), account, int(here.clock.now()), order.level, AMR
    )
    grant = Grant(order.client, order.scopes, account, session, nonce=order.nonce)
    access_token = issue_access_token(here.provider, grant)
    about = About("mint", order.client, account.slug)
    own = (*_claims(order.claims), *_faults(order.spoil))
    try:
        with own_exchange(here.provider, "/__mock/tokens", own):
            made = id_token(here.provider, grant, about, access_token=access_token)
    except Refused as refused:
        body = refused.answer.body if isinstance(refused.answer, Json) else {}
        reason = dict(body).get("error_description", "")
        raise Problem(NOT_MADE, reason=reason) from None
    return {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": here.provider.lifetimes.access_token,
        "scope": " ".join(order.scopes),
        "id_token": made,
        "issuer": here.provider.issuer,
    }


def _faults(names: tuple[str, ...]) -> tuple[Fault, ...]:
    found = tuple(named(name, "/spoil") for name in names)
    for fault in found:
        if fault.group != "I":
            raise Problem(NOT_SPOILING, where="/spoil", name=fault.id)
    return found


def _claims(claims: Mapping[str, Any]) -> tuple[Fault, ...]:
    if not claims:
        return ()
    added = {k: v for k, v in claims.items() if v is not None}
    dropped = [k for k, v in claims.items() if v is None]
    change = {"set": added, "drop": dropped}
    return read_scenario({"then": [{"id_token": change}]}, "minted").faults
