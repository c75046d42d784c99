"""A sign-in on the computer, page by page."""

import pytest

from mock_idp.clock import Clock
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import CALLBACK, ISSUER, authorize_url, claims_of, redeem

MUC_2 = "urn:example:vneid:muc-2"


def test_a_person_signs_in_and_the_client_gets_tokens(browser: Browser) -> None:
    end = browser.sign_in(authorize_url(acr_values=MUC_2))

    tokens = redeem(browser, end).json
    assert end.status == 303
    assert end.location.startswith(CALLBACK)
    assert end.answer["state"] == "s-1"
    assert end.answer["iss"] == ISSUER
    assert claims_of(tokens["id_token"])["HoVaTen"] == "Trần Thị Hồng Đào"
    assert claims_of(tokens["id_token"])["acr"] == MUC_2


def test_form_post_hands_the_code_over_by_a_form(browser: Browser) -> None:
    end = browser.sign_in(authorize_url(response_mode="form_post"))

    form = next(iter(end.forms.values()))[0]
    assert form.action == CALLBACK
    assert {"code", "state", "iss"} <= {name for name, _ in form.fields}
    assert "http://127.0.0.1:8390" in end.headers["Content-Security-Policy"]


def test_a_second_sign_in_asks_nothing(browser: Browser) -> None:
    browser.sign_in(authorize_url())

    again = browser.open(authorize_url())
    silent = browser.open(authorize_url(prompt="none"))

    assert "code" in again.answer
    assert "code" in silent.answer


def test_prompt_login_goes_to_the_phone_again(browser: Browser, clock: Clock) -> None:
    first = redeem(browser, browser.sign_in(authorize_url())).json["id_token"]
    clock.advance(50)

    page = browser.open(authorize_url(prompt="login"))
    end = browser.approve(browser.choose(page, "dao"))
    second = redeem(browser, end).json["id_token"]

    assert claims_of(second)["auth_time"] == claims_of(first)["auth_time"] + 50
    assert claims_of(second)["sid"] == claims_of(first)["sid"]


def test_max_age_asks_again_when_the_sign_in_is_too_old(
    browser: Browser, clock: Clock
) -> None:
    browser.sign_in(authorize_url())
    clock.advance(61)

    old = browser.open(authorize_url(max_age="60"))
    young = browser.open(authorize_url(max_age="600"))

    assert "choose-account" in old.forms
    assert "code" in young.answer


def test_select_account_offers_the_list_and_keeps_the_session(browser: Browser) -> None:
    browser.sign_in(authorize_url())

    page = browser.open(authorize_url(prompt="select_account"))
    same = browser.choose(page, "dao")

    assert "code" in same.answer


def test_select_account_can_change_the_person(browser: Browser) -> None:
    first = redeem(browser, browser.sign_in(authorize_url())).json["id_token"]

    end = browser.sign_in(authorize_url(prompt="select_account"), "ung")
    second = redeem(browser, end).json["id_token"]

    assert claims_of(second)["name"] == "Nguyễn Hoàng Ưng"
    assert claims_of(second)["sid"] != claims_of(first)["sid"]


def test_a_session_ends_with_its_life(browser: Browser, clock: Clock) -> None:
    browser.sign_in(authorize_url())
    clock.advance(8 * 3600)

    page = browser.open(authorize_url(prompt="none"))

    assert page.answer["error"] == "login_required"


def test_going_back_tells_the_client(browser: Browser) -> None:
    page = browser.open(authorize_url())

    end = browser.submit(page, "cancel")

    assert end.answer["error"] == "access_denied"
    assert end.answer["state"] == "s-1"


def test_a_sign_in_answers_the_client_once(browser: Browser) -> None:
    consent = browser.approve(browser.choose(browser.open(authorize_url()), "dao"))
    browser.submit(consent, "consent", "consent-yes")

    again = browser.open(consent.url)

    assert again.status == 410
    assert again.codes == ["transaction_finished"]


def test_a_page_left_too_long_is_gone(browser: Browser, clock: Clock) -> None:
    page = browser.open(authorize_url())
    clock.advance(1801)

    late = browser.open(page.url)

    assert late.status == 410
    assert late.codes == ["transaction_unknown"]


def test_another_browser_cannot_go_on(browser: Browser, other_browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    other_browser.open(authorize_url())

    pages = [
        other_browser.open(waiting.url),
        other_browser.open(waiting.links["continue"]),
        other_browser.open(waiting.url + "/part"),
        other_browser.open(waiting.url + "/consent", [("answer", "yes")]),
    ]

    assert [page.status for page in pages] == [403] * 4
    assert {code for page in pages for code in page.codes} == {"other_browser"}


def test_the_phone_in_another_browser_cannot_take_the_session(
    browser: Browser, other_browser: Browser
) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    number = waiting.texts["match-number"]
    request = other_browser.open(waiting.links["open-phone"])

    done = other_browser.submit(request, "phone-approve", f"number-{number}")
    consent = browser.open(waiting.links["continue"])

    assert "continue" not in done.links
    assert "consent" in consent.forms


def test_a_form_without_its_token_is_refused(browser: Browser) -> None:
    page = browser.open(authorize_url())

    bare = browser.open(page.url + "/account", [("account", "dao")])
    forged = browser.submit(page, "enter-number", form_token="0" * 64)

    assert [bare.status, forged.status] == [400, 400]
    assert bare.codes == ["form_token_invalid"]


def test_a_form_of_one_sign_in_is_no_good_for_another(browser: Browser) -> None:
    first = browser.open(authorize_url())
    second = browser.open(authorize_url())
    first.forms["choose-account"][0].action = second.url + "/account"

    page = browser.choose(first, "dao")

    assert page.status == 400


def test_the_waiting_page_moves_on_by_itself(browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    part = browser.open(waiting.url + "/part")
    tag = part.headers["ETag"]
    same = browser.client.get(waiting.url + "/part", headers={"If-None-Match": tag})

    browser.approve(waiting)
    moved = browser.open(waiting.url + "/part")

    assert part.status == 200
    assert same.status_code == 304
    assert moved.status == 204
    assert moved.headers["X-Live-Location"].startswith("/sign-in/")


def test_continuing_too_early_shows_the_same_page(browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")

    still = browser.open(waiting.links["continue"])

    assert still.texts["match-number"] == waiting.texts["match-number"]


def test_an_expired_request_can_be_sent_again(browser: Browser, clock: Clock) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    clock.advance(120)

    expired = browser.open(waiting.url)
    on_the_phone = browser.open(waiting.links["open-phone"])
    again = browser.submit(expired, "ask-again")

    assert expired.codes == ["phone_expired"]
    assert on_the_phone.codes == ["phone_expired"]
    assert "consent" in browser.approve(again).forms


def test_another_person_can_be_chosen_while_waiting(browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")

    page = browser.submit(waiting, "choose-other")
    phone = browser.open(waiting.links["open-phone"])

    assert "choose-account" in page.forms
    assert phone.codes == ["phone_not_asked"]


@pytest.mark.parametrize("moment", ["before consent", "at the level page"])
def test_a_session_lost_in_between_asks_for_a_new_sign_in(
    browser: Browser, moment: str
) -> None:
    person = "dao" if moment == "before consent" else "chi"
    url = authorize_url(acr_values=MUC_2)
    page = browser.approve(browser.choose(browser.open(url), person))
    leaving = browser.open("/logout")
    browser.submit(leaving, "sign-out", "sign-out-yes")

    again = browser.open(page.url)

    assert "choose-account" in again.forms


def test_signing_out_ends_the_session_and_goes_back(browser: Browser) -> None:
    token = redeem(browser, browser.sign_in(authorize_url())).json["id_token"]
    home = "http://127.0.0.1:8390/"

    end = browser.open(
        f"/logout?id_token_hint={token}&post_logout_redirect_uri={home}&state=z"
    )
    after = browser.open(authorize_url(prompt="none"))

    assert end.location == home + "?state=z"
    assert after.answer["error"] == "login_required"


def test_signing_out_without_a_hint_asks_first(browser: Browser) -> None:
    browser.sign_in(authorize_url())

    question = browser.open("/logout")
    stayed = browser.submit(question, "sign-out", "sign-out-no")
    gone = browser.submit(browser.open("/logout"), "sign-out", "sign-out-yes")

    assert stayed.codes == ["still_signed_in"]
    assert gone.codes == ["signed_out"]
