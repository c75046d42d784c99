"""Sign-ins inside the process: by one call, and by a person at a browser."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.eligibility import obstacle
from mock_idp.testing import SignInRefused
from tests.mock_idp.testing.asking import CALLBACK, answered, question


def test_one_call_gives_the_tokens_of_a_code_flow(tenant):
    tokens = tenant.sign_in("dao", nonce="n-7")

    assert tokens.claims["iss"] == tenant.issuer
    assert tokens.claims["nonce"] == "n-7"
    assert tokens.claims["preferred_username"] == "dao"
    assert tokens.claims["acr"] == dialect().acr[2]
    assert tokens.expires_in == 3600
    endpoints = [entry.endpoint for entry in tenant.journal.entries()]
    assert endpoints == ["authorize", "token"]


def test_a_tenants_own_client_is_meant_once_it_is_registered(tenant):
    tenant.client("shop", CALLBACK, secret="geheim & söhne")

    tokens = tenant.sign_in("dao", level=1, scope="openid")

    assert tokens.claims["aud"] == "shop"
    assert tokens.claims["acr"] == dialect().acr[1]
    assert tokens.scope == "openid"
    assert tenant.sign_in("dao", client="portal").claims["aud"] == "portal"


@pytest.mark.parametrize(
    "own",
    [
        {"secret": None},
        {"token_endpoint_auth_method": "client_secret_post"},
        {"profile": "oidc", "token_endpoint_auth_method": "client_secret_basic"},
    ],
)
def test_clients_prove_themselves_in_their_own_way(tenant, own):
    tenant.client("shop", CALLBACK, **own)

    assert tenant.sign_in("dao").claims["aud"] == "shop"


def test_a_client_with_keys_signs_in_by_its_own_code_only(tenant):
    jwks = {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "A" * 43}]}
    tenant.client(
        "shop",
        CALLBACK,
        secret=None,
        profile="oidc",
        token_endpoint_auth_method="private_key_jwt",
        jwks=jwks,
    )

    with pytest.raises(SignInRefused, match="private_key_jwt"):
        tenant.sign_in("dao")


def test_a_refusal_has_the_error_that_the_client_is_told(tenant):
    with tenant.next(error="temporarily_unavailable"):
        tenant.client("shop", CALLBACK)
        back = tenant.visit(question(tenant), "dao")
    with pytest.raises(SignInRefused) as unknown:
        tenant.sign_in("nobody-of-this-name")
    tenant.fault("T.invalid_grant", times=1)
    with pytest.raises(SignInRefused) as invalid:
        tenant.sign_in("dao")

    assert answered(back)["error"] == "temporarily_unavailable"
    assert unknown.value.error == "access_denied"
    assert (invalid.value.error, invalid.value.status) == ("invalid_grant", 400)


def test_an_answer_that_is_no_json_is_told_as_it_is(tenant):
    tenant.fault("T.http_500_html", times=1)

    with pytest.raises(SignInRefused) as refused:
        tenant.sign_in("dao")

    assert (refused.value.error, refused.value.status) == ("not_json", 500)


def test_a_person_goes_through_the_pages_and_comes_back_with_a_code(tenant):
    tenant.client("shop", CALLBACK)

    back = tenant.visit(question(tenant), "dao")

    opened = [entry.endpoint for entry in tenant.journal.entries()]
    assert back.startswith(f"{CALLBACK}?")
    assert answered(back)["state"] == "s-1"
    assert answered(back)["code"]
    assert opened[0] == "authorize"
    assert {"sign-in", "phone"} <= set(opened)


def test_somebody_outside_the_cast_signs_in_by_number(tenant):
    tenant.client("shop", CALLBACK)
    number = tenant.people["dao"].personal_id

    back = tenant.visit(question(tenant), number)

    assert "code" in answered(back)


def test_a_person_who_does_not_agree_is_sent_back_without_a_code(tenant):
    tenant.client("shop", CALLBACK)

    back = tenant.visit(question(tenant), "dao", agrees=False)

    assert answered(back)["error"] == "access_denied"


def test_a_phone_that_asks_for_a_passcode_gets_it(tenant):
    tenant.client("shop", CALLBACK, phone_factor="passcode")

    back = tenant.visit(question(tenant), "dao")

    assert "code" in answered(back)


def test_a_page_that_does_not_go_on_is_named(tenant):
    with pytest.raises(SignInRefused) as unknown:
        tenant.visit(question(tenant, client_id="nobody"), "dao")
    tenant.client("shop", CALLBACK)
    with pytest.raises(SignInRefused) as nobody:
        tenant.visit(question(tenant), "123")

    assert unknown.value.error == "unknown_client"
    assert nobody.value.error == "number_refused"
    assert "12 chữ số" in nobody.value.description


def test_a_session_in_the_same_browser_asks_no_phone_again(tenant):
    tenant.client("shop", CALLBACK)
    browser = tenant.browser()
    tenant.visit(question(tenant), "dao", session=browser)
    seen = tenant.journal.last

    back = tenant.visit(question(tenant), "dao", session=browser)

    opened = [e.endpoint for e in tenant.journal.entries() if e.number > seen]
    assert "code" in answered(back)
    assert "phone" not in opened


def test_an_answer_by_form_post_is_sent_to_the_client(tenant):
    tenant.client("shop", CALLBACK)
    came: list[bytes] = []

    class Shop(requests.adapters.BaseAdapter):
        def send(self, request, **_more):
            came.append(request.body)
            made = requests.Response()
            made.status_code, made.url, made.request = 200, request.url, request
            made.headers["content-type"] = "text/html"
            return made

        def close(self):
            pass

    browser = tenant.browser()
    browser.mount("https://shop.test/", Shop())

    page = tenant.login(browser, "dao", question(tenant, response_mode="form_post"))

    assert page.url == CALLBACK
    assert "code=" in came[0]


def test_the_phone_of_a_person_answers_what_another_browser_waits_for(tenant):
    tenant.client("shop", CALLBACK)
    with tenant.browser() as browser:
        asked = browser.get(question(tenant))
        code = urlsplit(asked.url).path.rpartition("/")[2]
        token = asked.text.partition('name="form_token" value="')[2].partition('"')[0]
        browser.post(
            f"{tenant.issuer}/sign-in/{code}/account",
            data={"account": "dao", "form_token": token},
        )
        (waiting,) = tenant.phone("dao").pending()

        answered_ = tenant.phone("dao").approve()
        consent = browser.get(f"{tenant.issuer}/sign-in/{code}/continue")

    assert waiting.code == code
    assert answered_.is_approved
    assert 'data-testid="consent"' in consent.text
    assert tenant.phone("dao").pending() == []


def test_a_library_reaches_the_provider_without_a_socket(tenant):
    tenant.client("shop", CALLBACK, secret="shop-secret")
    shop = OAuth2Session("shop", "shop-secret", scope="openid", redirect_uri=CALLBACK)
    shop.mount(tenant.issuer, tenant.requests_adapter())
    about = shop.get(tenant.discovery, withhold_token=True).json()
    url, state = shop.create_authorization_url(about["authorization_endpoint"])

    token = shop.fetch_token(
        about["token_endpoint"],
        authorization_response=tenant.visit(url, "dao"),
        state=state,
    )
    told = shop.get(about["userinfo_endpoint"]).json()

    assert token["scope"] == "openid"
    assert told["sub"] == tenant.sign_in("dao").claims["sub"]


@contextmanager
def _redirecting(address):
    class Shop(requests.adapters.BaseAdapter):
        def send(self, request, **_more):
            made = requests.Response()
            made.status_code, made.url, made.request = 307, request.url, request
            made.headers["location"] = address
            return made

        def close(self):
            pass

    yield Shop()


def test_a_redirect_that_repeats_a_form_is_not_followed(tenant):
    browser = requests.Session()
    with _redirecting("https://elsewhere.test/") as shop:
        browser.mount("https://shop.test/", shop)

        with pytest.raises(SignInRefused, match="repeated_redirect"):
            tenant.login(browser, "dao", "https://shop.test/sign-in")


def test_everybody_of_the_cast_who_may_sign_in_does_so_by_name(tenant):
    today = tenant.clock.now.date()
    able = [
        name
        for name, a in tenant.people.items()
        if obstacle(a, today) is None and not a.traits.locked_for
    ]

    names = {name: tenant.sign_in(name).claims["preferred_username"] for name in able}

    assert len(names) > 30
    assert names == {name: name for name in able}
