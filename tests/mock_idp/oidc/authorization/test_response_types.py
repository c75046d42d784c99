"""Six response types, three modes: what comes, how, and to whom it is refused."""

from itertools import permutations

import pytest

from mock_idp.oidc.authorization.response_type import IN_FRONT, canonical
from mock_idp.oidc.clients.profiles import ALL_RESPONSE_TYPES
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.access_token import find
from mock_idp.oidc.tokens.id_token import half_hash
from tests.mock_idp.conftest import ISSUER, claims_of
from tests.mock_idp.oidc.authorization.asking import (
    SIGNED_IN,
    answered,
    asking,
    parameters,
    register,
)

MODES = (None, "fragment", "form_post")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("response_type", ALL_RESPONSE_TYPES)
def test_each_response_type_brings_what_it_names(
    provider: Provider, response_type: str, mode: str | None
) -> None:
    register(provider)
    words = response_type.split()
    default = "fragment" if IN_FRONT & set(words) else "query"

    fields, came_in = answered(
        asking(provider, response_type=response_type, response_mode=mode)
    )

    assert came_in == (mode or default)
    assert fields["state"] == "s-1"
    assert fields["iss"] == ISSUER
    names = {"state", "iss", "session_state"}
    names |= {"code"} & set(words) | {"id_token"} & set(words)
    if "token" in words:
        names |= {"access_token", "token_type", "expires_in"}
        assert find(provider, fields["access_token"]) is not None
    assert set(fields) == names


@pytest.mark.parametrize("response_type", ALL_RESPONSE_TYPES)
def test_the_words_come_in_any_order(provider: Provider, response_type: str) -> None:
    register(provider)

    for words in permutations(response_type.split()):
        fields, _ = answered(asking(provider, response_type=" ".join(words)))

        assert "error" not in fields
        assert canonical(" ".join(words)) == response_type


def test_hashes_tie_the_id_token_to_what_comes_with_it(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(asking(provider, response_type="code id_token token"))

    claims = claims_of(fields["id_token"])
    assert claims["c_hash"] == half_hash(fields["code"])
    assert claims["at_hash"] == half_hash(fields["access_token"])
    assert claims["nonce"] == "n-1"


def test_a_code_used_twice_takes_the_front_channels_token_along(
    provider: Provider,
) -> None:
    register(provider)
    fields, _ = answered(asking(provider, response_type="code token"))
    code = provider.store.codes.find(fields["code"])
    assert code is not None

    code.grant.lineage.is_revoked = True

    assert find(provider, fields["access_token"]) is None


def test_fewer_scopes_than_asked_are_told_with_the_token(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(
        asking(provider, response_type="code token", scope="openid profile unheard")
    )

    assert fields["scope"] == "openid profile"


def test_the_client_hears_of_the_sessions_end(provider: Provider) -> None:
    register(provider)

    asking(provider, response_type="id_token")

    assert provider.store.visited.find(SIGNED_IN.sid) == frozenset({"rp"})


@pytest.mark.parametrize(
    "response_type", [t for t in ALL_RESPONSE_TYPES if IN_FRONT & set(t.split())]
)
def test_tokens_are_never_sent_in_the_query(
    provider: Provider, response_type: str
) -> None:
    register(provider)

    fields, mode = answered(
        asking(provider, response_type=response_type, response_mode="query")
    )

    assert fields["error"] == "invalid_request"
    assert mode == "fragment"


@pytest.mark.parametrize(
    "response_type", [t for t in ALL_RESPONSE_TYPES if "id_token" in t]
)
def test_an_id_token_of_the_front_channel_needs_a_nonce(
    provider: Provider, response_type: str
) -> None:
    register(provider)

    fields, mode = answered(
        asking(
            provider,
            response_type=response_type,
            response_mode="form_post",
            nonce=None,
        )
    )

    assert fields["error"] == "invalid_request"
    assert fields["state"] == "s-1"
    assert mode == "form_post"


@pytest.mark.parametrize("response_type", ["code", "code token"])
def test_without_one_a_nonce_is_a_matter_of_taste(
    provider: Provider, response_type: str
) -> None:
    register(provider)

    fields, _ = answered(asking(provider, response_type=response_type, nonce=None))

    assert "code" in fields


@pytest.mark.parametrize(
    ("changes", "asked", "error"),
    [
        ({"response_types": ("code",)}, "id_token", "unauthorized_client"),
        ({"response_types": ("id_token",)}, "code", "unauthorized_client"),
        ({"grant_types": ("authorization_code",)}, "id_token", "unauthorized_client"),
        ({"grant_types": ("authorization_code",)}, "code token", "unauthorized_client"),
        ({"grant_types": ("implicit",)}, "code id_token", "unauthorized_client"),
        ({"dpop_bound_access_tokens": True}, "code token", "unauthorized_client"),
        ({"profile": "vneid"}, "code id_token", "unsupported_response_type"),
        ({}, "token", "unsupported_response_type"),
        ({}, "none", "unsupported_response_type"),
        ({}, "code code", "unsupported_response_type"),
        ({}, "Code", "unsupported_response_type"),
        ({}, None, "invalid_request"),
        ({}, " ", "invalid_request"),
    ],
)
def test_what_a_client_may_not_have(
    provider: Provider,
    changes: dict[str, object],
    asked: str | None,
    error: str,
) -> None:
    register(provider, **changes)

    fields, _ = answered(asking(provider, response_type=asked))

    assert fields["error"] == error


def test_a_registered_response_type_may_name_its_words_in_any_order(
    provider: Provider,
) -> None:
    register(provider, response_types=("token id_token code",))

    fields, _ = answered(asking(provider, response_type="code id_token token"))

    assert "error" not in fields


@pytest.mark.parametrize("mode", ["jwt", "QUERY", "web_message", " "])
def test_an_unknown_mode_is_refused_in_the_default_one(
    provider: Provider, mode: str
) -> None:
    register(provider)

    fields, came_in = answered(
        asking(provider, response_type="id_token", response_mode=mode)
    )

    assert fields["error"] == "invalid_request"
    assert came_in == "fragment"


def test_the_query_of_a_redirect_uri_is_kept(provider: Provider) -> None:
    uri = "https://rp.example/cb?region=vn&x=1"
    register(provider, redirect_uris=(uri,))

    fields, _ = answered(asking(provider, redirect_uri=uri), uri)
    _, mode = answered(
        asking(provider, redirect_uri=uri, response_type="id_token"), uri
    )

    assert fields["region"] == "vn"
    assert fields["x"] == "1"
    assert "code" in fields
    assert mode == "fragment"


def test_a_code_lives_as_short_as_the_profile_wants(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(asking(provider))

    code = provider.store.codes.find(fields["code"])
    assert code is not None
    assert code.expires_at == provider.now() + provider.lifetimes.code
    assert code.grant.redirect_uri == parameters()["redirect_uri"]
