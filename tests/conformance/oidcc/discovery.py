"""The provider's metadata (OpenID Connect Discovery 1.0 §3-4)."""

from __future__ import annotations

from urllib.parse import urlsplit

from joserfc.jwk import KeySet

from tests.conformance.browser import http_request
from tests.conformance.conftest import Op

REQUIRED = (
    *("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"),
    *("response_types_supported", "subject_types_supported"),
    "id_token_signing_alg_values_supported",
)
FLAGS = (
    *("claims_parameter_supported", "request_parameter_supported"),
    *("request_uri_parameter_supported", "require_request_uri_registration"),
    "authorization_response_iss_parameter_supported",
)
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k"}


def test_oidcc_discovery_endpoint_verification(op: Op) -> None:
    page = http_request("GET", f"{op.issuer}/.well-known/openid-configuration")

    said = page.json
    assert page.status == 200
    assert page.headers["content-type"].startswith("application/json")
    assert said["issuer"] == op.issuer
    assert not [name for name in REQUIRED if not said.get(name)]
    assert "RS256" in said["id_token_signing_alg_values_supported"]
    assert {"openid", "profile", "email", "address", "phone"} <= set(
        said["scopes_supported"]
    )
    assert {"public", "pairwise"} == set(said["subject_types_supported"])
    assert said["claims_parameter_supported"] is True
    assert {"sub", "name"} <= set(said["claims_supported"])
    for name, value in said.items():
        if name.endswith(("_endpoint", "_uri")):
            assert urlsplit(value).scheme == urlsplit(op.issuer).scheme, name
            assert not urlsplit(value).fragment, name
        elif name in FLAGS:
            assert isinstance(value, bool), name
        elif name.endswith("_supported") and not isinstance(value, bool):
            assert isinstance(value, list), name
            assert value, name
    keys = http_request("GET", said["jwks_uri"]).json
    assert KeySet.import_key_set(keys)
    assert not [key for key in keys["keys"] if PRIVATE & set(key)]
    kids = [key["kid"] for key in keys["keys"]]
    assert len(kids) == len(set(kids))
