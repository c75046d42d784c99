"""mozilla-django-oidc in a real Django over real sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from mock_idp.testing import Tenant
from tests.recipes import installing
from tests.recipes.running import started

pytestmark = pytest.mark.slow

SITE = Path(__file__).parent / "django_shop" / "shop.py"
VERSIONS = ("Django==5.2.19", "mozilla-django-oidc==5.0.2")


@pytest.fixture
def site(mock_idp_server: Tenant, tmp_path: Path) -> Iterator[str]:
    django = installing.environment("django", *VERSIONS)
    command = (django.python, SITE, mock_idp_server.issuer)
    with started(*command, cwd=tmp_path) as first:
        address = first.strip()
        mock_idp_server.client(
            "shop",
            f"{address}/oidc/callback/",
            secret="shop-secret",
            post_logout_redirect_uris=[f"{address}/"],
        )
        yield address


def sign_out(browser: requests.Session, site: str) -> str:
    """Send the site's own form; where it leads."""
    token = browser.get(f"{site}/leave", timeout=5).text
    answer = browser.post(
        f"{site}/oidc/logout/",
        data={"csrfmiddlewaretoken": token},
        allow_redirects=False,
        timeout=5,
    )
    return answer.headers["Location"]


def test_django_signs_in_and_out(site, mock_idp_server):
    browser = requests.Session()

    home = mock_idp_server.login(browser, "dao", f"{site}/oidc/authenticate/")
    left = mock_idp_server.login(browser, "dao", sign_out(browser, site))

    email = mock_idp_server.people["dao"].email
    assert (home.url, home.text) == (f"{site}/", email)
    assert (left.url, left.text) == (f"{site}/", "nobody")
    assert mock_idp_server.end_sessions("dao") == []


def test_django_signs_nobody_in_who_refuses_on_the_phone(site, mock_idp_server):
    browser = requests.Session()

    home = mock_idp_server.login(
        browser, "dao", f"{site}/oidc/authenticate/", agrees=False
    )

    assert (home.url, home.text) == (f"{site}/?refused", "nobody")


def test_django_refuses_a_token_signed_with_a_strange_key(site, mock_idp_server):
    browser = requests.Session()

    with mock_idp_server.fault("I.other_key", client="shop", times=1) as fault:
        answer = mock_idp_server.login(browser, "dao", f"{site}/oidc/authenticate/")

    assert fault.fired == 1
    assert answer.status_code == 400
    assert browser.get(f"{site}/", timeout=5).text == "nobody"
