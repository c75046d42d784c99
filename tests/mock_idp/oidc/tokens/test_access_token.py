"""Access tokens: opaque or JWT, for whom, bound to what."""

from dataclasses import replace
from typing import Any

from joserfc import jws

from mock_idp.clock import Clock
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.access_token import find, issue_access_token, subject_of
from tests.mock_idp.conftest import ISSUER, NOON, claims_of
from tests.mock_idp.oidc.grants.asking import (
    API,
    OTHER_API,
    SERVICE,
    SESSION,
    a_grant,
    register,
)


def jwt_of(here: Provider, **changes: Any) -> str:
    register(here, replace(SERVICE, access_token_format="jwt"))
    return issue_access_token(here, a_grant(**changes))


def test_tokens_are_opaque_unless_the_client_wants_otherwise(here: Provider) -> None:
    token = issue_access_token(here, a_grant())

    assert "." not in token
    assert len(token) == 43


def test_a_jwt_says_what_rfc_9068_wants(here: Provider) -> None:
    token = jwt_of(here)

    header = jws.extract_compact(token.encode()).headers()
    claims = claims_of(token)
    assert header["typ"] == "at+jwt"
    assert header["alg"] == "RS256"
    assert here.keys.read(token) == claims
    assert claims.pop("jti")
    assert claims == {
        "iss": ISSUER,
        "aud": ISSUER,
        "sub": subject_of(here, a_grant()),
        "client_id": "service",
        "iat": int(NOON),
        "exp": int(NOON) + 3600,
        "scope": "openid profile dinh_danh phone",
        "auth_time": SESSION.auth_time,
        "acr": "urn:example:vneid:muc-2",
        "amr": ["swk", "mca"],
    }


def test_a_jwt_names_its_resources_key_and_actor(here: Provider) -> None:
    one = claims_of(jwt_of(here, resources=(API,), jkt="key", actor={"sub": "x"}))
    two = claims_of(jwt_of(here, resources=(API, OTHER_API)))

    assert one["aud"] == API
    assert one["cnf"] == {"jkt": "key"}
    assert one["act"] == {"sub": "x"}
    assert two["aud"] == [API, OTHER_API]


def test_a_jwt_about_nobody_has_the_client_as_its_subject(here: Provider) -> None:
    claims = claims_of(jwt_of(here, account=None, session=None))

    assert claims["sub"] == "service"
    assert "auth_time" not in claims


def test_two_jwts_are_never_the_same(here: Provider) -> None:
    assert jwt_of(here) != jwt_of(here)


def test_a_jwt_can_be_revoked_and_ends_like_any_token(
    here: Provider, clock: Clock
) -> None:
    revoked, expired = jwt_of(here), jwt_of(here)
    kept = find(here, revoked)
    assert kept is not None

    kept.grant.lineage.is_revoked = True
    clock.advance(3600)

    assert find(here, revoked) is None
    assert find(here, expired) is None


def test_a_changed_jwt_is_unknown(here: Provider) -> None:
    token = jwt_of(here)

    assert find(here, token) is not None
    assert find(here, token[:-4] + "AAAA") is None


def test_a_token_may_live_shorter(here: Provider, clock: Clock) -> None:
    token = issue_access_token(here, a_grant(), ("openid",), seconds=10)
    kept = find(here, token)
    clock.advance(10)

    assert kept is not None
    assert kept.scopes == ("openid",)
    assert kept.expires_at == int(NOON) + 10
    assert find(here, token) is None
