"""What a careful relying party recomputes in a sign-in, recomputed and ticked here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.exchanges import Exchange
from mock_idp.glass.contents import told_claims
from mock_idp.glass.marks import body_of
from mock_idp.glass.shown import LONGEST_NAME, shown
from mock_idp.oidc import jose
from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.clients.keys import public_key
from mock_idp.oidc.emission import Kind
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.dpop import hash_of
from mock_idp.oidc.tokens.id_token import half_hash

NOTHING = "–"
SENT_BACK = _("state quay về đúng như đã gửi")
FROM_US = _("iss trong câu trả lời là nhà cung cấp này")
PKCE = _("PKCE: băm của code_verifier bằng code_challenge")
SAME_PLACE = _("redirect_uri lúc đổi mã giống lúc xin mã")
SAME_NONCE = _("nonce trong ID token là nonce đã gửi")
FOR_CLIENT = _("aud trong ID token là dịch vụ này")
SAME_PERSON = _("sub của userinfo bằng sub của ID token")
OF_TOKEN = _("at_hash là nửa băm của access token")
OF_CODE = _("c_hash là nửa băm của mã")
OF_STATE = _("s_hash là nửa băm của state")
OF_PROOF = _("DPoP: ath là băm của access token")
SAME_KEY = _("DPoP: khóa ký bằng chứng là khóa token bị buộc vào")


@dataclass(frozen=True)
class Check:
    """One comparison: what was found and what it should be."""

    title: Text
    found: str
    wanted: str

    @property
    def is_good(self) -> bool:
        """Say whether both are the same."""
        return self.found == self.wanted


@dataclass
class _Facts:
    """What a sign-in has said so far."""

    asked: dict[str, str] = field(default_factory=dict)
    pushed: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    state: str | None = None
    client: str | None = None
    sub: str | None = None
    jkt: str | None = None


def checks(provider: Provider, exchanges: list[Exchange]) -> tuple[Check, ...]:
    """Return every comparison that the exchanges allow, in order, each once."""
    facts = _Facts()
    made = [check for each in exchanges for check in _of(provider, each, facts)]
    return tuple(dict.fromkeys(made))


def _of(provider: Provider, exchange: Exchange, facts: _Facts) -> Iterator[Check]:
    sent = dict(reversed(list(exchange.sent())))
    if exchange.endpoint == "par":
        facts.pushed = sent
    elif exchange.endpoint == "authorize":
        facts.asked = _asked(facts, sent)
        facts.client = facts.asked.get("client_id")
    for kind, value, _about in exchange.said:
        if kind == Kind.AUTHORIZE_RESPONSE and isinstance(value, AuthorizeResponse):
            yield from _of_response(provider, exchange, dict(value.fields), facts)
    if exchange.endpoint == "token":
        yield from _of_token(exchange, sent, facts)
    elif exchange.endpoint == "userinfo":
        claims = told_claims(exchange, Kind.USERINFO_CLAIMS) or {}
        if facts.sub is not None and claims:
            yield _check(SAME_PERSON, claims.get("sub"), facts.sub)
    yield from _of_proof(exchange, facts)


def _check(title: Text, found: object, wanted: object) -> Check:
    return Check(title, _value(found), _value(wanted))


def _value(value: object) -> str:
    return NOTHING if value is None else shown(value, LONGEST_NAME)


def _asked(facts: _Facts, sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was asked: by address, pushed before, or in a signed request."""
    asked = {**sent, **(facts.pushed if "request_uri" in sent else {})}
    try:
        signed = jose.claims_of(asked.get("request", ""))
    except jose.BadToken:
        signed = {}
    return asked | {k: v for k, v in signed.items() if isinstance(v, str)}


def _of_response(
    provider: Provider, exchange: Exchange, said: Mapping[str, str], facts: _Facts
) -> Iterator[Check]:
    facts.code, facts.state = said.get("code"), said.get("state")
    if "state" in facts.asked or "state" in said:
        yield _check(SENT_BACK, said.get("state"), facts.asked.get("state"))
    yield _check(FROM_US, said.get("iss"), provider.issuer)
    if "id_token" in said:
        token = said.get("access_token")
        yield from _of_id_token(exchange, said["id_token"], token, facts, beside=True)


def _of_token(
    exchange: Exchange, sent: Mapping[str, str], facts: _Facts
) -> Iterator[Check]:
    asked, verifier = facts.asked, sent.get("code_verifier")
    if "code_challenge" in asked and "code" in sent:
        method = asked.get("code_challenge_method", pkce.PLAIN)
        yield _check(PKCE, _challenge(verifier, method), asked["code_challenge"])
    if sent.get("redirect_uri") and "redirect_uri" in asked and "code" in sent:
        yield _check(SAME_PLACE, sent["redirect_uri"], asked["redirect_uri"])
    answer = body_of(exchange)
    token, access = answer.get("id_token"), answer.get("access_token")
    if isinstance(token, str):
        bearer = access if isinstance(access, str) else None
        yield from _of_id_token(exchange, token, bearer, facts, first="code" in sent)


def _challenge(verifier: str | None, method: str) -> str | None:
    if verifier is None or method == pkce.PLAIN:
        return verifier
    return pkce.challenge_of(verifier.encode("ascii", "replace").decode())


def _of_id_token(
    exchange: Exchange,
    token: str,
    access: str | None,
    facts: _Facts,
    *,
    first: bool = True,
    beside: bool = False,
) -> Iterator[Check]:
    """Check an ID token; ``beside`` a code it came straight from the browser."""
    claims, alg = _read(exchange, token)
    if not claims:
        return
    facts.sub = str(claims.get("sub"))
    if first and facts.asked.get("nonce"):
        yield _check(SAME_NONCE, claims.get("nonce"), facts.asked["nonce"])
    if facts.client:
        audience = claims.get("aud")
        is_listed = isinstance(audience, list) and facts.client in audience
        yield _check(FOR_CLIENT, facts.client if is_listed else audience, facts.client)
    hashed = [(OF_TOKEN, "at_hash", access)]
    if beside:
        hashed += [(OF_CODE, "c_hash", facts.code), (OF_STATE, "s_hash", facts.state)]
    for title, name, value in hashed:
        if value is not None and name in claims:
            yield _check(title, claims[name], half_hash(value, alg))


def _read(exchange: Exchange, token: str) -> tuple[Mapping[str, Any], str]:
    """Return claims and algorithm; of an encrypted token what was said before."""
    try:
        header = jose.header_of(token)
        if jose.is_encrypted(token):
            return told_claims(exchange, Kind.ID_TOKEN_CLAIMS) or {}, "RS256"
        return jose.claims_of(token), str(header["alg"])
    except jose.BadToken:
        return {}, ""


def _of_proof(exchange: Exchange, facts: _Facts) -> Iterator[Check]:
    proof = exchange.header("DPoP")
    if not proof:
        return
    try:
        header, claims = jose.header_of(proof), jose.claims_of(proof)
    except jose.BadToken:
        return
    key = public_key(header.get("jwk"))
    jkt = key.thumbprint() if key is not None else None
    if exchange.endpoint == "token":
        facts.jkt = jkt
    elif facts.jkt is not None:
        yield _check(SAME_KEY, jkt, facts.jkt)
    scheme, _space, token = exchange.header("Authorization").partition(" ")
    if scheme.lower() == "dpop":
        yield _check(OF_PROOF, claims.get("ath"), hash_of(token.strip()))
