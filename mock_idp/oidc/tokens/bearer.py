"""The access token of a request for a resource (RFC 6750 §2-3, RFC 9449 §7)."""

from dataclasses import dataclass

from mock_idp.oidc.clients.profiles import SIGNING_ALGS
from mock_idp.oidc.message import NO_STORE, Json, Refused, Request, refusal
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import AccessToken
from mock_idp.oidc.tokens import dpop
from mock_idp.oidc.tokens.access_token import find

REALM = 'realm="mock-idp"'
BEARER, DPOP = "Bearer", "DPoP"
SCHEMES = {"bearer": BEARER, "dpop": DPOP}
DPOP_ALGS = f'algs="{" ".join(SIGNING_ALGS)}"'


@dataclass(frozen=True)
class Presented:
    """A token as it was sent, and by which scheme; not yet looked up."""

    scheme: str
    token: str


def bearer_or_dpop(provider: Provider, request: Request) -> AccessToken:
    """Return the living access token of a request, sent as it must be.

    A token bound to a key comes in the header with the scheme ``DPoP`` and a proof;
    any other with ``Bearer``, or as ``access_token`` in a form.

    Raises:
        Refused: with ``WWW-Authenticate`` and the status of RFC 6750 §3.1.
    """
    sent = presented(request)
    found = find(provider, sent.token)
    if found is None:
        raise invalid_token(sent.scheme, "The token is unknown, expired or revoked.")
    if (found.grant.jkt is not None) != (sent.scheme == DPOP):
        how = "Bearer." if found.grant.jkt is None else "DPoP and a proof."
        raise invalid_token(sent.scheme, f"This token is sent with the scheme {how}")
    if found.grant.jkt is not None:
        _check_proof(provider, request, sent.token, found)
    return found


def presented(request: Request) -> Presented:
    """Return the token of a request and the scheme it came with.

    Raises:
        Refused: no token, or more than one.
    """
    name, _, value = request.headers.get("authorization", "").strip().partition(" ")
    scheme = SCHEMES.get(name.lower())
    in_header = value.strip() if scheme else ""
    in_body = request.body.get("access_token")
    if (in_header and in_body) or "access_token" in request.body.repeated:
        raise challenged(BEARER, "invalid_request", "Send the token once.", 400)
    if scheme and in_header:
        return Presented(scheme, in_header)
    if in_body:
        return Presented(BEARER, in_body)
    challenge = f"{BEARER} {REALM}, {DPOP} {REALM}, {DPOP_ALGS}"
    raise Refused(Json({}, 401, {**NO_STORE, "WWW-Authenticate": challenge}))


def _check_proof(
    provider: Provider, request: Request, token: str, found: AccessToken
) -> None:
    client = provider.clients.find(found.grant.client_id)
    rules = dpop.ANY_PROFILE if client is None else client.rules
    try:
        jkt = dpop.checked(provider, request, access_token=token, rules=rules)
    except dpop.BadProof as bad:
        headers = dpop.nonce_header(provider, bad.error)
        raise challenged(DPOP, bad.error, bad.description, headers=headers) from None
    if jkt is None:
        raise challenged(DPOP, "invalid_dpop_proof", "The header DPoP is missing.")
    if jkt != found.grant.jkt:
        raise invalid_token(DPOP, "The token is bound to another DPoP key.")


def invalid_token(scheme: str, description: str) -> Refused:
    """Return the refusal of a token that opens nothing."""
    return challenged(scheme, "invalid_token", description)


def challenged(
    scheme: str,
    error: str,
    description: str,
    status: int = 401,
    *,
    more: str = "",
    headers: dict[str, str] | None = None,
) -> Refused:
    """Return a refusal with a challenge; ``more`` are further auth-params.

    Everything is ASCII, and ``description`` has no quotation marks.
    """
    name = SCHEMES.get(scheme.lower(), BEARER)
    told = f'{name} {REALM}, error="{error}", error_description="{description}"'
    told += f", {DPOP_ALGS}" if name == DPOP else ""
    challenge = {"WWW-Authenticate": told + more, **(headers or {})}
    return Refused(refusal(error, description, status, challenge))
