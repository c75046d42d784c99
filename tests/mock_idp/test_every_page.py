"""What holds for every page: the band, the headers, no harm from anybody."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.oidc.message import LONGEST_VALUE
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.phone.pages import every_phone_page

MUC_2 = "urn:example:vneid:muc-2"
BAND = "Dữ liệu giả lập, không có giá trị pháp lý."
QUIET = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def all_pages(browser: Browser) -> list[Page]:
    """One of each page."""
    choose = browser.open(authorize_url(acr_values=MUC_2))
    waiting = browser.choose(choose, "chi")
    request = browser.open(waiting.links["open-phone"])
    level = browser.approve(waiting)
    consent = browser.submit(level, "raise-level", "raise-level-yes")
    leaving = browser.open("/logout")
    locked = browser.choose(browser.open(authorize_url(prompt="login")), "tuyet")
    whose = browser.open("/phone")
    home = browser.submit(whose, "phone-owner", "account-dao")
    denied = browser.open("/authorize?client_id=x")
    missing = browser.open("/nowhere")
    return [
        *(choose, waiting, request, level, consent, leaving, locked, whose),
        *(home, denied, missing, browser.open("/")),
        *every_phone_page(browser),
    ]


def test_every_page_says_that_it_is_synthetic(browser: Browser) -> None:
    for page in all_pages(browser):
        title = re.search("<title>(.*)</title>", page.text)

        assert BAND in page.text, page.url
        assert title is not None
        assert "(giả lập)" in title[1], page.url
        assert page.text.count("<h1") == 1, page.url


def test_every_page_is_protected(browser: Browser) -> None:
    for page in all_pages(browser):
        policy = page.headers["Content-Security-Policy"]

        assert "unsafe" not in policy
        assert "frame-ancestors 'self'" in policy
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert " style=" not in page.text
        assert " onclick=" not in page.text
        assert not re.search(r"<script(?! src=)", page.text)


def test_every_page_speaks_english(idp: Flask) -> None:
    browser = Browser(idp)
    browser.open("/phone?lang=en")
    vietnamese = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")

    for page in all_pages(browser):
        body = re.sub(r"<nav class=.langs.*?</nav>", "", page.text, flags=re.DOTALL)
        words = unescape(re.sub(r"<[^>]+>", " ", body))
        cast = idp.extensions["mock_idp"].people.cast()
        names = [a.full_name for a in cast]
        names += [o.name for a in cast if (o := a.traits.organisation)]
        for known in sorted([*names, "Hoàn Kiếm", "Cửa Nam", "Ê-đê"], key=len):
            words = words.replace(known, "")
        words = re.sub(r"[^.]*\b(Đào|Ưng|Lan|Minh|Chi|Út)\b[^.]*\.", "", words)

        assert 'lang="en"' in page.text, page.url
        found = vietnamese.search(words)
        assert found is None, (page.url, words[found.start() - 40 :][:80])


def test_the_client_may_wish_a_language_and_the_reader_wins(browser: Browser) -> None:
    wished = browser.open(authorize_url(ui_locales="fr en-GB vi"))
    chosen = browser.open(wished.url + "?lang=vi")
    kept = browser.open(wished.url)

    assert "Sign in with the simulated VNeID" in wished.text
    assert "Đăng nhập bằng VNeID mô phỏng" in chosen.text
    assert "Đăng nhập bằng VNeID mô phỏng" in kept.text


def test_a_form_page_links_to_the_other_language(browser: Browser) -> None:
    page = browser.open(authorize_url())

    refused = browser.submit(page, "enter-number", number="1")

    assert f'href="{page.url}?lang=en"' in refused.text


def test_static_files_may_be_kept(browser: Browser) -> None:
    page = browser.open("/phone")
    address = re.search(r'href="(/static/layout.css[^"]*)"', page.text)
    assert address is not None

    css = browser.open(address[1])

    assert "immutable" in css.headers["Cache-Control"]


ROUTES = [
    "/authorize",
    "/token",
    "/userinfo",
    "/logout",
    "/logout/confirm",
    "/phone",
    "/phone/other",
    "/phone/x",
    "/phone/scan",
    "/phone/power",
    "/phone/x/factor",
    "/phone/x/device",
    "/device",
    "/confirmations",
    "/confirmations/x",
    "/sign-in/x/qr",
    "/sign-in/x/represent",
    "/sign-in/x",
    "/sign-in/x/account",
    "/sign-in/x/consent",
    "/__mock/clock",
    "/",
]
NAMES = st.sampled_from(
    [
        *("client_id", "redirect_uri", "scope", "state", "prompt", "max_age", "code"),
        *("response_type", "id_token_hint", "lang", "account", "number", "form_token"),
        *("user_code", "text", "passcode", "face", "dossier", "person_id", "purpose"),
        *("access_token", "grant_type", "client_secret", "login_hint", "ui_locales"),
    ]
)


@QUIET
@given(
    route=st.sampled_from(ROUTES),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"]),
    query=st.lists(st.tuples(NAMES, TEXT), max_size=6),
    form=st.dictionaries(NAMES, st.lists(TEXT, max_size=3), max_size=4),
    header=TEXT,
)
def test_nothing_sent_anywhere_makes_the_server_fail(
    browser: Browser,
    route: str,
    method: str,
    query: list[tuple[str, str]],
    form: dict[str, list[str]],
    header: str,
) -> None:
    headers = {"Authorization": header.encode().decode("latin-1").translate(_NO_BREAKS)}

    answer = browser.client.open(
        route, method=method, query_string=dict(query), data=form, headers=headers
    )

    assert answer.status_code < 500
    assert "Traceback" not in answer.get_data(as_text=True)


_NO_BREAKS = {10: None, 13: None}


@pytest.mark.parametrize(
    ("method", "path", "extra"),
    [
        ("POST", "/authorize", {"data": {"state": "x" * 200_000}}),
        ("POST", "/token", {"data": b"\xff\xfe\x00", "content_type": "text/plain"}),
        ("POST", "/token", {"json": {"grant_type": "authorization_code"}}),
        ("GET", "/authorize?client_id=%ED%A0%80&redirect_uri=%00", {}),
        ("GET", "/phone/%ED%A0%80%00", {}),
        ("GET", "/sign-in/%F0%9F", {}),
        ("GET", "/", {"headers": {"Cookie": "mock_idp_session=" + "x" * 5000}}),
        ("GET", "/?lang=%FF", {"headers": {"Cookie": 'mock_idp_language="\\377"'}}),
        ("GET", "/userinfo", {"headers": {"Authorization": "Bearer \xff\xfe"}}),
        ("GET", "/token", {}),
        ("DELETE", "/jwks", {}),
    ],
)
def test_hostile_requests_are_refused_in_order(
    browser: Browser, method: str, path: str, extra: dict[str, Any]
) -> None:
    answer = browser.client.open(path, method=method, **extra)

    assert answer.status_code < 500


def test_a_very_long_state_is_refused_without_being_echoed(browser: Browser) -> None:
    page = browser.open(authorize_url(state="x" * (LONGEST_VALUE + 1)))

    assert page.answer["error"] == "invalid_request"
    assert "state" not in page.answer


def test_what_was_sent_is_shown_as_text_only(browser: Browser) -> None:
    page = browser.open(authorize_url(redirect_uri="<script>alert(1)</script>"))

    assert page.status == 400
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
