"""Browsers and relying parties may reach the provider by different names."""

from dataclasses import replace

from mock_idp.oidc.discovery import metadata
from mock_idp.oidc.provider import Provider


def test_calls_of_relying_parties_go_to_the_back_channel(provider: Provider):
    said = metadata(replace(provider, behind="http://mock-idp:8391"))

    assert said["issuer"] == "http://127.0.0.1:8391"
    assert said["authorization_endpoint"] == "http://127.0.0.1:8391/authorize"
    assert said["end_session_endpoint"] == "http://127.0.0.1:8391/logout"
    for name in ("token_endpoint", "userinfo_endpoint", "jwks_uri"):
        assert str(said[name]).startswith("http://mock-idp:8391/")


def test_without_one_everything_is_at_the_issuer(provider: Provider):
    said = metadata(replace(provider, issuer="https://id.example"))

    assert said["token_endpoint"] == "https://id.example/token"
