"""What the provider says about itself, judged by somebody else's validators."""

import json
from dataclasses import replace
from typing import Any

from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc.jwk import KeySet

from mock_idp.oidc.discovery import discovery, key_set, metadata
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.message import Text
from mock_idp.oidc.provider import Provider


def test_authlib_finds_it_valid(provider: Provider) -> None:
    public = replace(provider, issuer="https://idp.example")

    said = metadata(public)

    OpenIDProviderMetadata(said).validate()
    AuthorizationServerMetadata(said).validate()


def test_what_is_required_is_there(provider: Provider) -> None:
    said = metadata(provider)

    assert "RS256" in said["id_token_signing_alg_values_supported"]  # type: ignore[operator]
    assert "code" in said["response_types_supported"]  # type: ignore[operator]
    assert said["subject_types_supported"] == ["public", "pairwise"]
    assert said["registration_endpoint"] == f"{provider.issuer}/register"
    assert said["mock"] is True


def test_a_secret_may_encrypt_wherever_a_key_may(provider: Provider) -> None:
    said: dict[str, Any] = metadata(provider)

    for use in ("id_token", "userinfo", "request_object"):
        algs = said[f"{use}_encryption_alg_values_supported"]
        assert {"RSA-OAEP-256", "ECDH-ES", "dir", "A192KW", "A256GCMKW"} <= set(algs)
        assert "A192CBC-HS384" in said[f"{use}_encryption_enc_values_supported"]


def test_every_endpoint_is_ours(provider: Provider) -> None:
    said = metadata(replace(provider, behind="http://mock-idp:8391"))

    addresses = [v for k, v in said.items() if k.endswith(("_endpoint", "_uri"))]

    ours = (f"{provider.issuer}/", "http://mock-idp:8391/")
    assert all(str(address).startswith(ours) for address in addresses)


def test_both_documents_are_what_was_meant(provider: Provider) -> None:
    assert json.loads(discovery(provider).body) == metadata(provider)
    assert json.loads(key_set(provider).body) == provider.keys.jwks()
    assert KeySet.import_key_set(json.loads(key_set(provider).body))
    assert discovery(provider).media_type == "application/json"


def test_a_fault_spoils_its_own_answer_only(provider: Provider) -> None:
    def spoil(kind: Kind, value: Any, about: About) -> Any:
        del about
        if kind is Kind.DISCOVERY:
            value["issuer"] = "https://wrong.example"
            value["scopes_supported"].clear()
        if kind is Kind.JWKS:
            value["keys"][0]["kid"] = "wrong"
        return value

    spoilt = replace(provider, emit=spoil)

    bad = [json.loads(answer(spoilt).body) for answer in (discovery, key_set)]
    good = [json.loads(answer(provider).body) for answer in (discovery, key_set)]

    assert bad[0]["issuer"] == "https://wrong.example"
    assert bad[1]["keys"][0]["kid"] == "wrong"
    assert good[0]["issuer"] == provider.issuer
    assert good[0]["scopes_supported"]
    assert good[1] == provider.keys.jwks()


def test_a_rotation_shows_at_once(provider: Provider) -> None:
    turning = replace(provider, keys=KeyRing(parent=provider.keys))
    before: Text = key_set(turning)

    (new,) = turning.keys.rotate("ES256")

    assert new.kid not in before.body
    assert new.kid in key_set(turning).body
