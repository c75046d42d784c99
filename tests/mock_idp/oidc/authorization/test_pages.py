"""What people see when an answer cannot be sent, and how an answer is posted."""

from mock_idp.oidc.clients.client import Client
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import CALLBACK, ask, authorize_url


def test_a_wrong_address_is_shown_where_it_differs(browser: Browser) -> None:
    page = browser.open(authorize_url(redirect_uri=CALLBACK.replace("auth", "Auth")))

    assert page.status == 400
    assert page.codes == ["redirect_uri_not_registered"]
    assert "<mark>A</mark>uth/callback" in page.text
    assert "<mark>a</mark>uth/callback" in page.text
    assert "A (U+0041)" in page.text
    assert f'data-position="{CALLBACK.index("auth") + 1}"' in page.text


def test_markup_in_an_address_is_only_text(browser: Browser) -> None:
    page = browser.open(authorize_url(redirect_uri=f"{CALLBACK}<script>x</script>"))

    assert page.status == 400
    assert "<script>x" not in page.text
    assert "&lt;" in page.text


def test_a_request_that_names_no_address_says_why_it_is_refused(
    browser: Browser,
) -> None:
    page = browser.open(authorize_url(redirect_uri=None, request="x.y.z"))

    assert page.status == 400
    assert page.codes == ["authorization_request_refused"]
    assert "invalid_request_object" in page.text
    assert "Location" not in page.headers


def test_an_error_is_posted_as_it_is(browser: Browser) -> None:
    state = "a b\"'<&>%20ệ"

    page = browser.open(
        authorize_url(response_mode="form_post", prompt="none", state=state)
    )

    form = page.forms[""][0]
    assert form.action == CALLBACK
    assert ("state", state) in form.fields
    assert ("error", "login_required") in form.fields
    assert "127.0.0.1:8390" in page.headers["Content-Security-Policy"]


def test_a_post_may_carry_the_whole_request(browser: Browser) -> None:
    page = browser.open("/authorize", list(ask().items()))

    assert "choose-account" in page.forms


def test_implicit_answers_come_in_the_fragment(browser: Browser) -> None:
    here = browser.client.application.extensions["mock_idp"]
    here.provider.clients.put(
        Client(
            "old-portal",
            (CALLBACK,),
            profile="oidc",
            client_secret="s" * 43,
            grant_types=("implicit",),
            response_types=("id_token token",),
        )
    )

    page = browser.sign_in(
        authorize_url(client_id="old-portal", response_type="token id_token")
    )

    assert page.location.startswith(f"{CALLBACK}#")
    assert "access_token=" in page.location
    assert "id_token=" in page.location
    assert "code=" not in page.location
