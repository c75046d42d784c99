"""One sign-in as a sequence: lanes, parameters, tokens, links and comparisons."""

import re
from typing import Any

import pytest
from flask import Flask

from mock_idp.oidc.authorization.pkce import challenge_of
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import VERIFIER, authorize_url, redeem
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking, checked, rows, steps, words

CHALLENGE = {
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}


def _signed_in(person: Browser) -> Any:
    """Sign in with browser and phone; fetch tokens and claims as a service does."""
    page = person.sign_in(authorize_url(**CHALLENGE))
    answer = redeem(person, page, code_verifier=VERIFIER)
    bearer = {"Authorization": f"Bearer {answer.json['access_token']}"}
    person.client.get("/userinfo", headers=bearer)
    return answer.json


def test_a_sign_in_is_one_entry_from_the_request_to_the_claims(
    person: Browser, looking: Looking
):
    _signed_in(person)

    listed = looking.list()

    assert len(re.findall(r'data-testid="trail-\d+"', listed.text)) == 1
    assert "Xong" in listed.text


def test_the_steps_go_between_browser_service_provider_and_phone(
    person: Browser, looking: Looking
):
    _signed_in(person)

    told = steps(looking.newest())

    expected = [
        ("Trình duyệt → Nhà cung cấp định danh", "GET /authorize"),
        ("Trình duyệt → Nhà cung cấp định danh", "Người dùng chọn tài khoản"),
        ("Nhà cung cấp định danh → Điện thoại", "Gửi yêu cầu tới điện thoại"),
        ("Điện thoại → Nhà cung cấp định danh", "Người dùng trả lời trên điện thoại"),
        ("Trình duyệt → Nhà cung cấp định danh", "việc chia sẻ"),
        ("Trình duyệt → Dịch vụ", "GET http://127.0.0.1:8390/auth/callback"),
        ("→ Nhà cung cấp định danh", "POST /token"),
        ("Nhà cung cấp định danh → Dịch vụ", "200 OK"),
        ("→ Nhà cung cấp định danh", "GET /userinfo"),
        ("Nhà cung cấp định danh → Dịch vụ", "200 OK"),
    ]
    places = iter(told)
    for lanes, message in expected:
        assert any(lanes in line and message in line for line in places), message


def test_what_a_careful_service_recomputes_is_ticked(person: Browser, looking: Looking):
    _signed_in(person)

    ticked = checked(looking.newest())

    assert set(ticked) == {
        "state quay về đúng như đã gửi",
        "iss trong câu trả lời là nhà cung cấp này",
        "PKCE: băm của code_verifier bằng code_challenge",
        "redirect_uri lúc đổi mã giống lúc xin mã",
        "nonce trong ID token là nonce đã gửi",
        "aud trong ID token là dịch vụ này",
        "at_hash là nửa băm của access token",
        "sub của userinfo bằng sub của ID token",
    }
    assert all(ticked.values())


def test_a_code_leads_to_where_it_is_used(person: Browser, looking: Looking):
    _signed_in(person)

    page = looking.newest()

    numbers = [n for n, line in enumerate(steps(page), 1) if "POST /token" in line]
    back = page.text.index("Trình duyệt mang câu trả lời về dịch vụ")
    after = page.text[back:]
    link = re.search(r'Dùng lại ở bước <a href="#b(\d+)">', after)
    assert link is not None
    assert int(link[1]) in numbers
    assert f'id="b{link[1]}"' in page.text


def test_tokens_are_opened_with_the_key_that_signed_them(
    idp: Flask, person: Browser, looking: Looking
):
    _signed_in(person)
    kid = idp.extensions["mock_idp"].provider.keys.current().kid

    page = looking.newest()

    assert f"Chữ ký đúng, bằng khóa {kid} của nhà cung cấp (đang dùng)." in words(page)
    assert ("iss", "http://127.0.0.1:8391") in rows(page)
    assert "10 phút sau tin này" in page.text
    assert 'data-testid="problems"' not in page.text


def test_secrets_of_services_browsers_and_phones_are_hidden(
    person: Browser, looking: Looking
):
    _signed_in(person)
    page = looking.newest()
    har = looking.open(f"{page.url.partition('?')[0]}.har").text

    for text in (page.text, har):
        assert "demo-portal-secret" not in text
        assert "cG9ydGFsOmRlbW8" not in text  # the same in Basic
        for name in ("mock_idp_browser", "mock_idp_session"):
            cookie = person.client.get_cookie(name)
            assert cookie is not None
            assert cookie.value not in text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("I.exp_past", "Đã hết hạn (exp)"),
        ("I.iss_wrong", "iss không phải địa chỉ"),
        ("I.alg_none", "Không có chữ ký"),
        ("I.other_key", "Chữ ký sai"),
        ("I.sub_missing", "Thiếu sub"),
        ("I.iat_future", "iat ở tương lai"),
    ],
)
def test_a_spoiled_token_is_marked_with_what_is_wrong_and_which_fault_did_it(
    flows: Flows, looking: Looking, fault: str, said: str
):
    flows.switch_on(fault, times=1)
    flows.tokens()

    page = looking.newest()

    assert 'data-testid="flawed"' in page.text
    assert said in words(page)
    assert f'href="/kich-ban/{fault}"' in page.text


def test_a_wrong_nonce_is_crossed_out(flows: Flows, looking: Looking):
    flows.switch_on("I.nonce_wrong", times=1)
    flows.tokens()

    assert checked(looking.newest())["nonce trong ID token là nonce đã gửi"] is False


def test_an_altered_state_is_crossed_out(flows: Flows, looking: Looking):
    flows.switch_on("A.state_altered", times=1)
    flows.authorize()

    assert checked(looking.newest())["state quay về đúng như đã gửi"] is False


def test_a_refusal_is_explained(flows: Flows, looking: Looking):
    flows.authorize(hint="vneid:dao_deny")

    page = looking.newest()

    assert ("error", "access_denied") in rows(page)
    assert "Người dùng từ chối." in words(page)


def test_a_refresh_and_a_look_at_the_token_belong_to_the_sign_in(
    flows: Flows, looking: Looking
):
    token = flows.tokens().json["access_token"]
    auth = ("portal", "demo-portal-secret")
    flows.http.post("/introspect", data={"token": token}, auth=auth)
    flows.http.post("/revoke", data={"token": token}, auth=auth)
    flows.http.get("/jwks")

    told = steps(looking.newest())

    assert sum("POST /introspect" in line for line in told) == 1
    assert sum("POST /revoke" in line for line in told) == 1
    assert not any("/jwks" in line for line in told)
    assert any("/jwks" in line for line in steps(looking.one(0)))


def test_two_sign_ins_with_the_same_state_stay_apart(flows: Flows, looking: Looking):
    flows.tokens(state="same", nonce="same")
    flows.tokens(state="same", nonce="same")

    listed = looking.list().text

    assert len(re.findall(r'data-testid="trail-\d+"', listed)) == 2


def test_the_newest_sign_in_comes_first(flows: Flows, looking: Looking):
    flows.authorize()
    flows.authorize()

    numbers = re.findall(r'data-testid="trail-(\d+)"', looking.list().text)

    assert numbers == ["2", "1"]


def test_a_page_that_waits_does_not_push_the_sign_in_out_of_the_journal(
    idp: Flask, person: Browser, looking: Looking
):
    waiting = person.choose(person.open(authorize_url()), "dao")
    part = re.search(r'data-live="([^"]+)"', waiting.text)
    assert part is not None
    before = idp.extensions["mock_idp"].journal.last

    for _ in range(5):
        person.open(part[1].replace("&amp;", "&"))

    assert idp.extensions["mock_idp"].journal.last == before


def test_the_english_address_and_language_show_the_same(flows: Flows, looking: Looking):
    flows.tokens()

    page = looking.open("/glass/1?lang=en&mo=1")

    assert page.status == 200
    assert 'lang="en"' in page.text
    assert "The hash of a secret" in words(page) or "A random value" in words(page)
    assert 'href="/glass/' in page.text


def test_what_is_no_longer_in_the_journal_is_not_found(flows: Flows, looking: Looking):
    flows.tokens()
    flows.order("DELETE", "/journal")

    assert looking.one(1).status == 404
    assert looking.one(10**30).status == 404
    assert looking.list().status == 200


def test_the_list_and_a_page_say_when_nothing_is_new(flows: Flows, looking: Looking):
    flows.tokens()

    for path in ("/kinh/part", "/kinh/1/part"):
        first = looking.client.get(path)
        again = looking.client.get(
            path, headers={"If-None-Match": first.headers["ETag"]}
        )
        flows.authorize()
        later = looking.client.get(
            path, headers={"If-None-Match": first.headers["ETag"]}
        )

        assert (first.status_code, again.status_code, later.status_code) == (
            200,
            304,
            200,
        )


VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def test_every_page_speaks_english(person: Browser, looking: Looking):
    tokens = _signed_in(person)
    person.open(f"/logout?id_token_hint={tokens['id_token']}")
    looking.open("/glass?lang=en")
    told = {value for _name, value in rows(looking.one(1))}

    paths = ("/glass", "/glass/1?mo=1", "/glass/token")
    for page in [looking.open(path) for path in paths]:
        text = words(page).partition("English")[2]
        for value in sorted(told, key=len, reverse=True):
            text = text.replace(value, "")
        found = VIETNAMESE.search(text.lower())
        assert 'lang="en"' in page.text
        assert found is None, text[found.start() - 60 :][:120]
