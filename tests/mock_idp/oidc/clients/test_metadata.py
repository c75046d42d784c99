"""What a client may say about itself, whichever way it arrives."""

from typing import Any

import pytest
from authlib.oauth2.rfc7591 import ClientMetadataClaims
from authlib.oidc.registration import ClientMetadataClaims as OidcMetadataClaims
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from mock_idp.oidc.clients.metadata import BadMetadata, client_from
from mock_idp.oidc.clients.record import record_of

JWKS: dict[str, Any] = {
    "keys": [ECKey.generate_key("P-256", {"kid": "1"}).as_dict(private=False)]
}
GOOD: dict[str, Any] = {
    "client_id": "rp",
    "client_secret": "s" * 43,
    "redirect_uris": ["https://rp.example/cb"],
}
FULL: dict[str, Any] = GOOD | {
    "client_name": "Cổng thử",
    "client_name#en": "Test portal",
    "application_type": "web",
    "grant_types": ["authorization_code", "implicit", "refresh_token"],
    "response_types": ["code", "token id_token"],
    "token_endpoint_auth_method": "private_key_jwt",
    "token_endpoint_auth_signing_alg": "ES256",
    "jwks": JWKS,
    "id_token_signed_response_alg": "ES256",
    "id_token_encrypted_response_alg": "ECDH-ES",
    "id_token_encrypted_response_enc": "A256GCM",
    "userinfo_signed_response_alg": "PS256",
    "request_object_signing_alg": "none",
    "request_uris": ["https://rp.example/request#hash"],
    "subject_type": "pairwise",
    "default_max_age": 3600,
    "require_auth_time": True,
    "default_acr_values": ["urn:example:vneid:muc-2"],
    "initiate_login_uri": "https://rp.example/login",
    "post_logout_redirect_uris": ["https://rp.example/bye"],
    "backchannel_logout_uri": "https://rp.example/logout",
    "backchannel_logout_session_required": True,
    "frontchannel_logout_uri": "https://rp.example/front",
    "logo_uri": "https://rp.example/logo.png",
    "policy_uri": "https://rp.example/policy",
    "tos_uri": "https://rp.example/tos",
    "tos_uri#vi": "https://rp.example/dieu-khoan",
    "contacts": ["dev@rp.example"],
    "scope": "openid profile",
    "software_id": "soft",
    "minimum_level": 2,
    "claim_dialect": "vneid",
}


def refusal(**changes: Any) -> BadMetadata:
    with pytest.raises(BadMetadata) as refused:
        client_from(GOOD | changes)
    assert str(refused.value).isascii()
    return refused.value


def test_a_bare_record_gets_the_defaults_of_the_specification() -> None:
    client = client_from(GOOD)

    assert client.grant_types == ("authorization_code",)
    assert client.response_types == ("code",)
    assert client.application_type == "web"
    assert client.subject_type == "public"
    assert client.profile == "oidc"
    assert client.id_token_alg == "RS256"


def test_a_full_record_comes_back_as_it_was() -> None:
    client = client_from(FULL)

    record = record_of(client)

    assert client_from(record) == client
    shown = {k: v for k, v in record.items() if k in FULL}
    assert shown == FULL | {"response_types": ["code", "id_token token"]}
    assert "client_secret" not in record_of(client, secrets=False)


def test_authlib_finds_our_records_valid() -> None:
    record = record_of(client_from(FULL))
    for validator in (ClientMetadataClaims, OidcMetadataClaims):
        validator(record, {}).validate()


def test_what_nobody_knows_is_ignored() -> None:
    client = client_from(GOOD | {"colour": "red", "client_name#": "x", "tos_uri": None})

    assert "colour" not in record_of(client)
    assert client.metadata == {}


@pytest.mark.parametrize(
    "uri",
    [
        "https://rp.example/cb?tenant=1",
        "http://127.0.0.1:5000/cb",
        "http://[::1]:5000/cb",
        "http://localhost/cb",
        "http://portal:8390/cb",
        "http://192.168.1.20/cb",
        "http://rp.test/cb",
    ],
)
def test_a_good_redirect_uri_is_taken_as_it_is(uri: str) -> None:
    assert client_from(GOOD | {"redirect_uris": [uri]}).redirect_uris == (uri,)


@pytest.mark.parametrize(
    "uri",
    [
        "https://rp.example/cb#part",
        "https://rp.example/cb#",
        "/cb",
        "rp.example/cb",
        "http://rp.example.com/cb",
        "http://8.8.8.8/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:///cb",
        "https://a.example;script-src*/cb",
        "https://a.example'/cb",
        "https://user:pass@rp.example/cb",
        "https://rp.example:0/cb",
        "https://rp.example:x/cb",
        "https://rp.example/c b",
        "https://rp.example/đ",
        "https://rp.example/\x00",
        "https://[::1/cb",
        "com.example.app:/cb",
        "",
        "https://rp.example/" + "a" * 3000,
        7,
    ],
)
def test_a_bad_redirect_uri_is_named_as_such(uri: object) -> None:
    assert refusal(redirect_uris=[uri]).error == "invalid_redirect_uri"


def test_a_native_app_may_have_a_scheme_of_its_own() -> None:
    native = {"application_type": "native", "redirect_uris": ["com.example.app:/cb"]}

    assert client_from(GOOD | native).redirect_uris == ("com.example.app:/cb",)


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uris": None},
        {"redirect_uris": []},
    ],
)
def test_without_redirect_uri_there_is_no_sign_in(changes: dict[str, Any]) -> None:
    assert refusal(**changes).error == "invalid_redirect_uri"


def test_a_client_of_its_own_needs_no_redirect_uri() -> None:
    client = client_from(
        {"client_id": "m", "client_secret": "s", "grant_types": ["client_credentials"]}
    )

    assert client.response_types == ()
    assert client.redirect_uris == ()


@pytest.mark.parametrize(
    ("types", "grants"),
    [
        (["id_token"], ("implicit",)),
        (["token id_token"], ("implicit",)),
        (["code token"], ("authorization_code", "implicit")),
        (["code", "id_token"], ("authorization_code", "implicit")),
    ],
)
def test_grant_types_follow_from_response_types(
    types: list[str], grants: tuple[str, ...]
) -> None:
    assert client_from(GOOD | {"response_types": types}).grant_types == grants


@pytest.mark.parametrize(
    "changes",
    [
        {"response_types": ["id_token"], "grant_types": ["authorization_code"]},
        {"response_types": ["code"], "grant_types": ["implicit"]},
        {"response_types": ["nothing"]},
        {"response_types": ["none"]},
        {"grant_types": ["password"]},
        {"grant_types": "authorization_code"},
        {"application_type": "desktop"},
        {"subject_type": "private"},
        {"profile": "strange"},
        {"profile": "vneid", "response_types": ["id_token"]},
        {"claim_dialect": "klingon"},
        {"access_token_format": "xml"},
        {"token_endpoint_auth_method": "tls_client_auth"},
        {"token_endpoint_auth_method": "private_key_jwt"},
        {"client_secret": None, "token_endpoint_auth_method": "client_secret_basic"},
        {
            "token_endpoint_auth_method": "private_key_jwt",
            "jwks": JWKS,
            "token_endpoint_auth_signing_alg": "none",
        },
        {"jwks": JWKS, "jwks_uri": "https://rp.example/jwks"},
        {"jwks": {"keys": [{"kty": "oct", "k": "x"}]}},
        {"jwks": {"keys": [{**JWKS["keys"][0], "d": "x"}]}},
        {"jwks": {"keys": ["x"]}},
        {"jwks": []},
        {"jwks_uri": "http://rp.example.com/jwks"},
        {"id_token_signed_response_alg": "RS1"},
        {"id_token_signed_response_alg": "none", "response_types": ["id_token"]},
        {"id_token_signed_response_alg": "HS256", "client_secret": "short"},
        {"id_token_encrypted_response_enc": "A128GCM"},
        {"id_token_encrypted_response_alg": "RSA1_5", "jwks": JWKS},
        {"id_token_encrypted_response_alg": "RSA-OAEP"},
        {"userinfo_signed_response_alg": "none"},
        {"request_object_signing_alg": "XX"},
        {"request_uris": ["ftp://rp.example/r"]},
        {"initiate_login_uri": "http://rp.example/login"},
        {"frontchannel_logout_uri": "https://other.example/out"},
        {"logo_uri": "javascript:alert(1)"},
        {"client_name": 7},
        {"client_name": "a\x00b"},
        {"client_name": "\ud800"},
        {"client_name": "a" * 2000},
        {"contacts": ["a"] * 100},
        {"default_max_age": -1},
        {"default_max_age": "1"},
        {"default_max_age": True},
        {"require_auth_time": "yes"},
        {"minimum_level": 3},
        {"scope": 'open"id'},
        {"client_id": "có dấu"},
        {"client_id": ""},
        {
            "subject_type": "pairwise",
            "redirect_uris": ["https://a.example/", "https://b.example/"],
        },
    ],
)
def test_a_contradiction_is_refused(changes: dict[str, Any]) -> None:
    assert refusal(**changes).error == "invalid_client_metadata"


def test_an_unsigned_id_token_is_for_the_code_flow_only() -> None:
    client = client_from(GOOD | {"id_token_signed_response_alg": "none"})

    assert client.id_token_alg == "none"
    assert "alg" in str(refusal(profile="vneid", id_token_signed_response_alg="none"))


def test_names_are_kept_in_one_normal_form() -> None:
    client = client_from(GOOD | {"client_name": "Cổng"})

    assert client.client_name == "Cổng"


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([*FULL, "profile", "jwks_uri"]), ANY))
def test_no_record_can_do_more_than_be_refused(changes: dict[str, Any]) -> None:
    try:
        client = client_from(GOOD | changes)
    except BadMetadata as refused:
        reason = str(refused)
    else:
        reason = ""
        assert client_from(record_of(client)) == client
    assert reason.isascii()
