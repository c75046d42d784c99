"""Browsers and relying parties may reach the provider by different names."""

from mock_idp.oidc.provider import discovery


def test_calls_of_relying_parties_go_to_the_back_channel():
    metadata = discovery("http://127.0.0.1:8391", "http://mock-idp:8391")

    assert metadata["issuer"] == "http://127.0.0.1:8391"
    assert metadata["authorization_endpoint"] == "http://127.0.0.1:8391/authorize"
    assert metadata["end_session_endpoint"] == "http://127.0.0.1:8391/logout"
    for name in ("token_endpoint", "userinfo_endpoint", "jwks_uri"):
        assert str(metadata[name]).startswith("http://mock-idp:8391/")


def test_without_one_everything_is_at_the_issuer():
    metadata = discovery("https://id.example")

    assert metadata["token_endpoint"] == "https://id.example/token"
