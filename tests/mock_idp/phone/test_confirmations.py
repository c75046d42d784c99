"""A service asks one person; the person answers on the phone."""

import json
from typing import Any

import pytest

from mock_idp.clock import Clock
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url

LAM = "901062013377"
QUESTION = "Đồng ý cho cháu Vũ Hoàng Anh đăng ký thường trú vào hộ của ông"
AUTH = ("portal", "demo-portal-secret")


def question(**changes: object) -> dict[str, Any]:
    asked: dict[str, object] = {
        "dossier": "H01.00070-260310-0001",
        "person_id": LAM,
        "purpose": QUESTION,
        "facts": {"Trẻ": "Vũ Hoàng Anh", "Nơi thường trú": "số 29 phố Hàng Đào"},
    }
    return {k: v for k, v in (asked | changes).items() if v is not None}


def ask(browser: Browser, **changes: object) -> Any:
    return browser.client.post("/confirmations", json=question(**changes), auth=AUTH)


def status(browser: Browser, code: str) -> dict[str, Any]:
    told: dict[str, Any] = browser.client.get(f"/confirmations/{code}", auth=AUTH).json
    return told


def on_the_phone(phone: Browser, person: str = "lam") -> Page:
    home = phone.submit(phone.open("/phone"), "phone-owner", f"account-{person}")
    return phone.open(home.links["pending"]) if "pending" in home.links else home


@pytest.mark.parametrize(
    ("button", "word"), [("confirm", "CONFIRMED"), ("deny", "REJECTED")]
)
def test_the_head_of_household_answers_on_the_phone(
    browser: Browser, other_browser: Browser, clock: Clock, button: str, word: str
) -> None:
    asked = ask(browser)
    clock.advance(90)

    page = on_the_phone(other_browser)
    before = status(browser, asked.json["id"])
    other_browser.submit(page, "phone-question", button)
    after = status(browser, asked.json["id"])

    assert asked.status_code == 201
    assert asked.headers["Location"].endswith(f"/confirmations/{asked.json['id']}")
    assert QUESTION in page.text
    assert "số 29 phố Hàng Đào" in page.text
    assert (before["status"], before["answered_at"]) == ("PENDING", None)
    assert after["status"] == word
    assert after["answered_at"] == asked.json["created_at"] + 90


def test_a_question_expires_after_three_days_but_is_remembered(
    browser: Browser, clock: Clock
) -> None:
    code = ask(browser).json["id"]
    clock.advance(3 * 86400 - 1)
    before = status(browser, code)["status"]

    clock.advance(1)

    assert before == "PENDING"
    assert status(browser, code)["status"] == "EXPIRED"


def test_a_question_may_expire_sooner(browser: Browser, clock: Clock) -> None:
    code = ask(browser, expires_in=60).json["id"]

    clock.advance(60)

    assert status(browser, code)["status"] == "EXPIRED"


def test_asking_twice_asks_once(browser: Browser, other_browser: Browser) -> None:
    first, second = ask(browser), ask(browser)

    home = other_browser.submit(
        other_browser.open("/phone"), "phone-owner", "account-lam"
    )

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["id"] == second.json["id"]
    assert home.text.count('data-testid="pending"') == 1


def test_only_the_person_who_is_asked_sees_the_question(
    browser: Browser, other_browser: Browser
) -> None:
    code = ask(browser).json["id"]
    nobody = other_browser.open(f"/phone/{code}")
    on_the_phone(other_browser, "dao")

    other = other_browser.open(f"/phone/{code}")

    assert "phone-owner" in nobody.forms
    assert QUESTION not in nobody.text
    assert other.status == 403
    assert other.codes == ["phone_of_somebody_else"]


def test_only_the_service_that_asked_hears_the_answer(browser: Browser) -> None:
    code = ask(browser).json["id"]

    bare = browser.client.get(f"/confirmations/{code}")
    wrong = browser.client.get(f"/confirmations/{code}", auth=("portal", "guess"))
    unknown = browser.client.get("/confirmations/nothing", auth=AUTH)
    public = browser.client.post(
        "/confirmations", data={**question(facts=None), "client_id": "spa-demo"}
    )

    assert [a.status_code for a in (bare, wrong, unknown)] == [401, 401, 404]
    assert public.status_code == 401


def test_a_sign_in_is_no_confirmation(browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "lam")
    code = waiting.url.rsplit("/", 1)[1]

    answer = browser.client.get(f"/confirmations/{code}", auth=AUTH)
    other_way = browser.open("/sign-in/" + ask(browser).json["id"])

    assert answer.status_code == 404
    assert other_way.status == 410


def test_an_answer_after_the_answer_changes_nothing(
    browser: Browser, other_browser: Browser
) -> None:
    code = ask(browser).json["id"]
    page = on_the_phone(other_browser)
    other_browser.submit(page, "phone-question", "confirm")

    again = other_browser.submit(page, "phone-question", "deny")

    assert "phone-approved" in again.texts
    assert status(browser, code)["status"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"dossier": None}, "invalid_request"),
        ({"dossier": ["x"]}, "invalid_request"),
        ({"dossier": "x" * 101}, "invalid_request"),
        ({"purpose": "\x00\ud800"}, "invalid_request"),
        ({"facts": "text"}, "invalid_request"),
        ({"facts": {"a": 1}}, "invalid_request"),
        ({"facts": {str(n): "x" for n in range(21)}}, "invalid_request"),
        ({"expires_in": 0}, "invalid_request"),
        ({"expires_in": True}, "invalid_request"),
        ({"expires_in": 1e300}, "invalid_request"),
        ({"expires_in": "soon"}, "invalid_request"),
        ({"person_id": None}, "invalid_person"),
        ({"person_id": 901062013377}, "invalid_person"),
        ({"person_id": "001062013377"}, "invalid_person"),
        ({"person_id": "901090000001"}, "unknown_person"),
        ({"person_id": "901188063350"}, "person_cannot_answer"),
        ({"person_id": "901217204469"}, "person_cannot_answer"),
    ],
)
def test_a_senseless_question_is_refused_with_the_reason(
    browser: Browser, changes: dict[str, object], error: str
) -> None:
    answer = ask(browser, **changes)

    assert answer.status_code in (400, 422)
    assert answer.json["error"] == error
    assert answer.json["error_description"].isascii()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 60_000])
def test_rubbish_is_refused(browser: Browser, body: bytes) -> None:
    answer = browser.client.post(
        "/confirmations", data=body, auth=AUTH, content_type="application/json"
    )

    assert answer.status_code == 400


def test_a_question_is_shown_as_text_only(
    browser: Browser, other_browser: Browser
) -> None:
    ask(browser, purpose="<b>x</b>\x00\u202e" + json.dumps({"a": 1}))

    page = on_the_phone(other_browser)

    assert "&lt;b&gt;x&lt;/b&gt;" in page.text
    assert "\u202e" not in page.text
