"""openid-client of npm over real sockets: with a secret, and by FAPI 2.0."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from mock_idp.testing import Tenant
from tests.recipes import installing
from tests.recipes.running import started

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scripts() -> Path:
    return installing.node_folder()


@contextmanager
def shop(scripts: Path, issuer: str, variant: str) -> Iterator[dict[str, object]]:
    """The web shop while it runs; it ends with its input."""
    command = (installing.node(), "sign-in-and-out.mjs", issuer, variant)
    with started(*command, cwd=scripts) as first:
        yield json.loads(first)


def register(tenant: Tenant, said: dict[str, object], variant: str) -> str:
    address = str(said["address"])
    own = {
        "code": {"secret": "shop-secret"},
        "fapi2": {"secret": None, "profile": "fapi2", "jwks": said["jwks"]},
    }[variant]
    if variant == "fapi2":
        own |= {
            "token_endpoint_auth_method": "private_key_jwt",
            "id_token_signed_response_alg": "ES256",
        }
    tenant.client(
        "shop",
        f"{address}/callback",
        grant_types=["authorization_code", "refresh_token"],
        post_logout_redirect_uris=[f"{address}/"],
        **own,
    )
    return address


@pytest.mark.parametrize(("variant", "kind"), [("code", "bearer"), ("fapi2", "dpop")])
def test_openid_client_signs_in_and_out(scripts, mock_idp_server, variant, kind):
    with shop(scripts, mock_idp_server.issuer, variant) as said:
        address = register(mock_idp_server, said, variant)
        browser = requests.Session()

        home = mock_idp_server.login(browser, "dao", f"{address}/sign-in")
        renewed = browser.get(f"{address}/renew", timeout=5)
        after = browser.get(f"{address}/", timeout=5)
        left = mock_idp_server.login(browser, "dao", f"{address}/sign-out")

    pushed = mock_idp_server.journal.entries("par")
    assert home.text == f"Trần Thị Hồng Đào, {kind}"
    assert renewed.text == "renewed"
    assert after.text == home.text
    assert (left.url, left.text) == (f"{address}/", "nobody")
    assert mock_idp_server.end_sessions("dao") == []
    assert len(pushed) == (variant == "fapi2")


@pytest.mark.parametrize(
    "fault", ["I.aud_other", "I.iss_wrong", "I.exp_past", "I.nonce_wrong"]
)
def test_openid_client_refuses_a_spoiled_token(scripts, mock_idp_server, fault):
    with shop(scripts, mock_idp_server.issuer, "code") as said:
        address = register(mock_idp_server, said, "code")

        with mock_idp_server.fault(fault, client="shop", times=1):
            answer = mock_idp_server.login(
                requests.Session(), "dao", f"{address}/sign-in"
            )

    assert answer.status_code == 403
    assert answer.text.startswith("refused: OAUTH_")
