"""Below a path of a larger site, as in the demo at ``/idp``."""

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url, claims_of, redeem

ISSUER = "http://127.0.0.1:8390/idp"


def test_a_whole_sign_in_stays_below_the_mount(clock: Clock) -> None:
    browser = Browser(create_app(Settings(issuer=ISSUER), clock), "/idp")

    end = browser.sign_in("/idp" + authorize_url())

    token = redeem(browser, end).json["id_token"]
    assert claims_of(token)["iss"] == ISSUER
    assert end.answer["iss"] == ISSUER


def test_cookies_and_links_belong_to_the_mount(clock: Clock) -> None:
    browser = Browser(create_app(Settings(issuer=ISSUER), clock), "/idp")

    first = browser.send("GET", "/idp" + authorize_url())
    page = browser.open("/idp" + authorize_url())

    assert "Path=/idp" in first.headers["Set-Cookie"]
    assert 'href="/idp/static/layout.css?v=' in page.text
    assert all(f.action.startswith("/idp/") for f in page.forms["choose-account"])


def test_an_https_issuer_gets_secure_cookies(clock: Clock) -> None:
    browser = Browser(create_app(Settings(issuer="https://idp.example"), clock))

    cookie = browser.send("GET", authorize_url()).headers["Set-Cookie"]

    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
