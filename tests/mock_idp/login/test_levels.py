"""Levels: a session may begin low and be raised, and who may raise it."""

from flask import Flask

from mock_idp.clock import Clock
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url, claims_of, redeem
from tests.mock_idp.phone.test_scanning import phone_of

MUC_1, MUC_2 = "urn:example:vneid:muc-1", "urn:example:vneid:muc-2"


def low(browser: Browser) -> dict[str, object]:
    """Sign in at level 1 with an account of level 2."""
    end = browser.sign_in(authorize_url(acr_values=MUC_1))
    return claims_of(redeem(browser, end).json["id_token"])


def test_a_session_is_as_high_as_was_asked_for(browser: Browser) -> None:
    claims = low(browser)

    assert claims["acr"] == MUC_1
    assert claims["account_level"] == 2


def test_level_2_raises_the_session_that_is_there(
    browser: Browser, clock: Clock
) -> None:
    first = low(browser)
    clock.advance(100)

    page = browser.open(authorize_url(acr_values=MUC_2))
    end = browser.approve(browser.choose(page, "dao"))
    raised = claims_of(redeem(browser, end).json["id_token"])

    assert "không phải đăng nhập lại từ đầu" in page.text
    assert raised["acr"] == MUC_2
    assert raised["sid"] == first["sid"]
    assert raised["auth_time"] == first["auth_time"] + 100


def test_a_raised_session_serves_level_1_too(browser: Browser) -> None:
    low(browser)
    page = browser.open(authorize_url(acr_values=MUC_2))
    browser.approve(browser.choose(page, "dao"))

    again = browser.open(authorize_url(acr_values=MUC_1))

    token = redeem(browser, again).json["id_token"]
    assert claims_of(token)["acr"] == MUC_2


def test_silently_nothing_is_raised(browser: Browser) -> None:
    low(browser)

    page = browser.open(authorize_url(acr_values=MUC_2, prompt="none"))

    assert page.answer["error"] == "login_required"


def test_the_step_up_belongs_to_who_is_signed_in(
    browser: Browser, other_browser: Browser
) -> None:
    low(browser)
    page = browser.open(authorize_url(acr_values=MUC_2))
    shown = browser.submit(page, "show-qr")

    stranger = other_browser.submit(phone_of(other_browser, "ung"), "scan-beside")
    ended = browser.open(shown.url)

    assert stranger.status == 403
    assert stranger.codes == ["qr_wrong_person"]
    assert ended.codes == ["phone_of_somebody_else"]


def test_the_phone_says_that_it_is_a_step_up(
    browser: Browser, other_browser: Browser
) -> None:
    low(browser)
    waiting = browser.choose(browser.open(authorize_url(acr_values=MUC_2)), "dao")

    home = phone_of(other_browser, "dao")
    request = other_browser.open(waiting.links["open-phone"])

    assert "Xác nhận thêm để đạt mức 2" in home.text
    assert "Bạn xác nhận thêm?" in request.text


def test_another_person_can_be_chosen_instead(browser: Browser) -> None:
    first = low(browser)
    page = browser.open(authorize_url(acr_values=MUC_2))

    everybody = browser.open(page.links["other-person"])
    end = browser.approve(browser.choose(everybody, "ung"))
    consented = browser.submit(end, "consent", "consent-yes")

    claims = claims_of(redeem(browser, consented).json["id_token"])
    assert claims["name"] == "Nguyễn Hoàng Ưng"
    assert claims["sid"] != first["sid"]


def test_refusing_the_step_up_keeps_the_session(browser: Browser) -> None:
    low(browser)
    page = browser.open(authorize_url(acr_values=MUC_2))

    end = browser.submit(page, "cancel")
    still = browser.open(authorize_url(prompt="none"))

    assert end.answer["error"] == "access_denied"
    assert "code" in still.answer


def test_max_age_asks_the_phone_again(browser: Browser, clock: Clock) -> None:
    browser.sign_in(authorize_url())
    clock.advance(61)

    page = browser.open(authorize_url(max_age="60"))
    end = browser.approve(browser.choose(page, "dao"))

    claims = claims_of(redeem(browser, end).json["id_token"])
    assert claims["auth_time"] == int(clock.now())


def test_the_level_cannot_be_lowered_below_the_clients_own(
    browser: Browser, idp: Flask
) -> None:
    service = idp.extensions["mock_idp"]
    from dataclasses import replace  # noqa: PLC0415 - one use

    strict = replace(service.provider.clients.find("portal"), minimum_level=2)
    service.provider.clients.put(strict)

    claims = low(browser)

    assert claims["acr"] == MUC_2
