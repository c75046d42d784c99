"""Access tokens at a resource: by which scheme, once, with a proof when bound."""

from __future__ import annotations

import pytest

from mock_idp.oidc.message import Json, Refused, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.bearer import bearer_or_dpop
from mock_idp.oidc.tokens.dpop import hash_of
from tests.mock_idp.oidc.clients.signing import EC, RSA, a_client
from tests.mock_idp.oidc.tokens.proofs import OTHER, USERINFO, proof


def a_token(provider: Provider, jkt: str | None = None, client_id: str = "rp") -> str:
    return issue_access_token(provider, Grant(client_id, ("openid",), jkt=jkt))


def request_with(
    authorization: str | None = None, dpop: str | None = None, **form: str
) -> Request:
    headers = {} if authorization is None else {"authorization": authorization}
    headers |= {} if dpop is None else {"dpop": dpop}
    method = "POST" if form else "GET"
    return Request(method, form=tuple(form.items()), headers=headers, address=USERINFO)


def refused(provider: Provider, request: Request) -> tuple[int, str, str]:
    """Status, error and challenge of a refusal."""
    with pytest.raises(Refused) as no:
        bearer_or_dpop(provider, request)
    answer = no.value.answer
    assert isinstance(answer, Json)
    challenge = answer.headers["WWW-Authenticate"]
    return answer.status, str(answer.body.get("error", "")), challenge


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_a_bearer_token_comes_by_header(provider: Provider, scheme: str) -> None:
    token = a_token(provider)

    found = bearer_or_dpop(provider, request_with(f"{scheme} {token}"))

    assert found.grant.client_id == "rp"


def test_a_bearer_token_comes_by_form(provider: Provider) -> None:
    token = a_token(provider)

    found = bearer_or_dpop(provider, request_with(access_token=token))

    assert found.scopes == ("openid",)


def test_no_token_is_challenged_without_an_error(provider: Provider) -> None:
    for authorization in (None, "", "Basic eDp5", "Bearer", "Bearer  ", "DPoP"):
        status, error, challenge = refused(provider, request_with(authorization))

        assert (status, error) == (401, "")
        assert challenge.startswith('Bearer realm="mock-idp", DPoP ')
        assert "error" not in challenge


def test_a_token_in_two_places_is_an_invalid_request(provider: Provider) -> None:
    token = a_token(provider)
    both = request_with(f"Bearer {token}", access_token=token)
    twice = Request(
        "POST", form=(("access_token", token), ("access_token", token)), headers={}
    )

    for request in (both, twice):
        status, error, _ = refused(provider, request)
        assert (status, error) == (400, "invalid_request")


def test_an_unknown_token_is_invalid(provider: Provider) -> None:
    for scheme in ("Bearer", "DPoP"):
        status, error, challenge = refused(provider, request_with(f"{scheme} nope"))

        assert (status, error) == (401, "invalid_token")
        assert challenge.startswith(f"{scheme} ")


@pytest.mark.parametrize("scheme", ["DPoP", "dpop", "dPOp"])
def test_a_bound_token_comes_with_a_proof(provider: Provider, scheme: str) -> None:
    token = a_token(provider, EC.thumbprint())
    shown = proof("GET", USERINFO, ath=hash_of(token))

    found = bearer_or_dpop(provider, request_with(f"{scheme} {token}", shown))

    assert found.grant.jkt == EC.thumbprint()


def test_a_bound_token_is_no_bearer_token(provider: Provider) -> None:
    token = a_token(provider, EC.thumbprint())
    shown = proof("GET", USERINFO, ath=hash_of(token))

    for request in (
        request_with(f"Bearer {token}"),
        request_with(f"Bearer {token}", shown),
        request_with(access_token=token),
    ):
        status, error, challenge = refused(provider, request)
        assert (status, error) == (401, "invalid_token")
        assert challenge.startswith("Bearer ")


def test_a_bearer_token_is_not_sent_as_a_bound_one(provider: Provider) -> None:
    token = a_token(provider)
    shown = proof("GET", USERINFO, ath=hash_of(token))

    status, error, _ = refused(provider, request_with(f"DPoP {token}", shown))

    assert (status, error) == (401, "invalid_token")


def test_a_bound_token_wants_the_right_proof(provider: Provider) -> None:
    token = a_token(provider, EC.thumbprint())
    ath = hash_of(token)
    wrong = {
        "invalid_dpop_proof": [
            *(None, "", "x", proof("POST", USERINFO, ath=ath)),
            *(proof("GET", USERINFO), proof("GET", ath=ath)),
        ],
        "invalid_token": [proof("GET", USERINFO, OTHER, ath=ath)],
    }

    for error, proofs in wrong.items():
        for shown in proofs:
            told = refused(provider, request_with(f"DPoP {token}", shown))
            assert told[:2] == (401, error)
            assert told[2].startswith("DPoP ")
            assert 'algs="' in told[2]


def test_the_clients_profile_holds_at_the_resource_too(provider: Provider) -> None:
    a_client(provider, profile="fapi2")
    token = a_token(provider, RSA.thumbprint())
    by_rs256 = proof("GET", USERINFO, RSA, "RS256", ath=hash_of(token))
    by_ps256 = proof("GET", USERINFO, RSA, "PS256", ath=hash_of(token))

    _, error, _ = refused(provider, request_with(f"DPoP {token}", by_rs256))

    assert error == "invalid_dpop_proof"
    assert bearer_or_dpop(provider, request_with(f"DPoP {token}", by_ps256))
