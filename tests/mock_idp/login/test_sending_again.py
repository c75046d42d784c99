"""Forms that other sites post: sent once more from here, so that cookies come."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask, Response
from werkzeug.wrappers import Response as Answer

from mock_idp.login.sending_again import before_authorize
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Parameters
from mock_idp.oidc.store import PushedRequest
from mock_idp.service import Service
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import CALLBACK, ask, authorize_url

CROSS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
HERE = "http://127.0.0.1:8391"
COOKIES = ("browser", "session", "language", "phone")


class Fields(HTMLParser):
    """The form of a page: where it goes and what it carries, as a browser reads it."""

    def __init__(self, page: Answer) -> None:
        super().__init__()
        self.action = ""
        self.sent: list[tuple[str, str]] = []
        self.feed(page.get_data(as_text=True))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-send" in given:
            self.action = given["action"]
        elif tag == "input" and given.get("type") == "hidden":
            self.sent.append((given["name"], given["value"]))


def posted(
    idp: Flask,
    headers: dict[str, str],
    form: list[tuple[str, str]] | None = None,
    path: str = "/authorize",
    **changes: Any,
) -> Response | None:
    """The page in front of an authorization request, if there is one."""
    fields = list(ask().items()) if form is None else form
    with idp.test_request_context(
        path,
        method=changes.pop("method", "POST"),
        headers=headers,
        data=urlencode(fields),
        content_type="application/x-www-form-urlencoded",
        base_url=HERE,
        **changes,
    ):
        page = before_authorize()
        return None if page is None else idp.process_response(idp.make_response(page))


@pytest.mark.parametrize(
    "headers",
    [
        CROSS,
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://rp.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
    ],
)
def test_a_form_of_another_site_is_sent_again(
    idp: Flask, headers: dict[str, str]
) -> None:
    page = posted(idp, headers)

    assert page is not None
    assert page.status_code == 200
    form = Fields(page)
    assert form.action == "/authorize"
    assert form.sent == [*ask().items(), ("sent_again", "1")]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://rp.example"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": HERE},
        {"Origin": "http://127.0.0.1:8390"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
        *({**CROSS, "Cookie": f"mock_idp_{name}=x"} for name in COOKIES),
    ],
)
def test_whatever_else_comes_is_answered_at_once(
    idp: Flask, headers: dict[str, str]
) -> None:
    assert posted(idp, headers) is None


def test_links_are_never_sent_again(idp: Flask) -> None:
    assert posted(idp, CROSS, method="GET") is None


def test_a_cookie_that_comes_from_every_site_says_nothing(idp: Flask) -> None:
    assert posted(idp, {**CROSS, "Cookie": "mock_idp_state=x"}) is not None


@pytest.mark.parametrize("headers", [CROSS, {"Origin": "null"}])
def test_what_was_sent_again_is_not_sent_a_third_time(
    idp: Flask, headers: dict[str, str]
) -> None:
    page = posted(idp, headers)
    assert page is not None

    assert posted(idp, headers, Fields(page).sent) is None


def test_nothing_is_lost_on_the_way(idp: Flask) -> None:
    form = [
        *ask(state='a&b"<i>đ\U0001f600').items(),
        *(("resource", "https://one.example"), ("resource", "https://two.example")),
        *(("scope", "openid"), ("empty", ""), ("claims", '{"userinfo": {"name": {}}}')),
    ]

    page = posted(idp, CROSS, form, "/authorize?x=1&x=2&y=%C4%91")

    assert page is not None
    sent = Fields(page)
    assert sent.action == "/authorize?x=1&x=2&y=%C4%91"
    assert sorted(sent.sent) == sorted([*form, ("sent_again", "1")])
    assert [v for n, v in sent.sent if n == "resource"] == [
        "https://one.example",
        "https://two.example",
    ]
    assert "<i>" not in page.get_data(as_text=True)


def test_strange_bytes_give_a_page_too(idp: Flask) -> None:
    with idp.test_request_context(
        "/authorize?%FF=%ED%A0%80",
        method="POST",
        headers=CROSS,
        data=b"client_id=%00%FF&%ED%A0%80=%0D%0A&redirect_uri=http://[",
        content_type="application/x-www-form-urlencoded",
    ):
        page = before_authorize()

    assert isinstance(page, Response)
    assert page.status_code == 200


def targets(page: Answer | None) -> set[str]:
    assert page is not None
    policy = page.headers["Content-Security-Policy"]
    return set(policy.rpartition("form-action 'self'")[2].split())


def test_the_form_may_end_where_the_answer_goes(idp: Flask) -> None:
    """Browsers hold redirects that follow a form to the page's own policy."""
    here: Service = idp.extensions["mock_idp"]
    native = Client("app", ("http://127.0.0.1/cb",), application_type="native")
    pushing = Client("fapi", ("https://a.example/cb",), profile="fapi2")
    for client in (native, pushing):
        here.provider.clients.put(client)
    kept = Parameters((("redirect_uri", "https://b.example/cb"),))
    for client_id in ("fapi", "app"):
        request = PushedRequest(client_id, kept, here.clock.now() + 60, None)
        here.provider.store.pushed.put(f"urn:{client_id}", request, 60)

    portal = targets(posted(idp, CROSS))
    app = [("client_id", "app"), ("redirect_uri", "http://127.0.0.1:5000/cb")]
    fapi = [("client_id", "fapi"), ("request_uri", "urn:fapi")]
    foreign = [("client_id", "fapi"), ("request_uri", "urn:app")]
    evil = [("client_id", "app"), ("redirect_uri", "https://evil.example/")]

    assert CALLBACK.removesuffix("/auth/callback") in portal
    assert "http://127.0.0.1:5000" in targets(posted(idp, CROSS, app))
    assert targets(posted(idp, CROSS, fapi)) == {
        "https://a.example",
        "https://b.example",
    }
    assert targets(posted(idp, CROSS, foreign)) == {"https://a.example"}
    assert targets(posted(idp, CROSS, evil)) == {"http://127.0.0.1"}
    assert targets(posted(idp, CROSS, [("client_id", "nobody")])) == set()


def test_the_page_speaks_the_language_the_client_wishes(idp: Flask) -> None:
    page = posted(idp, CROSS, [*ask().items(), ("ui_locales", "en-GB vi")])

    assert page is not None
    assert 'lang="en"' in page.get_data(as_text=True)


def test_signing_out_from_afar_may_end_at_the_client(
    idp: Flask, browser: Browser
) -> None:
    browser.sign_in(authorize_url())
    back = "http://127.0.0.1:8390/"

    page = idp.test_client().post(
        "/logout?state=s",
        data={"client_id": "portal", "post_logout_redirect_uri": back},
        headers=CROSS,
    )

    assert Fields(page).action == "/logout?state=s"
    assert targets(page) == {"http://127.0.0.1:8390"}


def test_an_authorization_posted_from_afar_is_asked_for_once_more(idp: Flask) -> None:
    client = idp.test_client()

    first = client.post("/authorize", data=ask(), headers=CROSS)
    second = client.post("/authorize", data={**ask(), "sent_again": "1"}, headers=CROSS)

    assert 'data-testid="send-again"' in first.get_data(as_text=True)
    assert second.status_code == 303
    assert "/sign-in/" in second.headers["Location"]
