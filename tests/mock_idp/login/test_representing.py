"""A guardian signs in and acts for a child."""

import pytest

from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import (
    ALL_SCOPES,
    authorize_url,
    claims_of,
    redeem,
)

HUY = "901217204469"
SCOPE = f"{ALL_SCOPES} dai_dien"


def question(browser: Browser, person: str = "bay", **changes: str) -> Page:
    page = browser.open(authorize_url(scope=SCOPE, **changes))
    return browser.approve(browser.choose(page, person))


def test_the_token_says_who_signed_in_and_for_whom(browser: Browser) -> None:
    page = question(browser)

    consent = browser.submit(page, "represent", "whom-gia_huy")
    end = browser.submit(consent, "consent", "consent-yes")
    claims = claims_of(redeem(browser, end).json["id_token"])

    child = claims["nguoi_duoc_dai_dien"]
    assert "Phạm Gia Huy" in consent.text
    assert claims["SoDinhDanh"] == "901161204453"
    assert child["SoDinhDanh"] == HUY
    assert child["HoVaTen"] == "Phạm Gia Huy"
    assert child["birthdate"] == "2017-11-20"
    assert child["sub"] != claims["sub"]


def test_a_guardian_may_act_for_herself(browser: Browser) -> None:
    consent = browser.submit(question(browser), "represent", "whom-myself")
    end = browser.submit(consent, "consent", "consent-yes")

    claims = claims_of(redeem(browser, end).json["id_token"])

    assert "nguoi_duoc_dai_dien" not in claims


def test_an_unticked_child_is_not_told(browser: Browser) -> None:
    consent = browser.submit(question(browser), "represent", "whom-gia_huy")
    browser.untick(consent, "consent", "dai_dien")

    end = browser.submit(consent, "consent", "consent-yes")

    claims = claims_of(redeem(browser, end).json["id_token"])
    assert "nguoi_duoc_dai_dien" not in claims


def test_for_whom_is_asked_every_time(browser: Browser) -> None:
    consent = browser.submit(question(browser), "represent", "whom-gia_huy")
    browser.submit(consent, "consent", "consent-yes")

    again = browser.open(authorize_url(scope=SCOPE))
    silent = browser.open(authorize_url(scope=SCOPE, prompt="none"))
    without = browser.open(authorize_url())

    assert "represent" in again.forms
    assert silent.answer["error"] == "consent_required"
    claims = claims_of(redeem(browser, without).json["id_token"])
    assert "nguoi_duoc_dai_dien" not in claims


def test_a_service_that_does_not_ask_hears_nothing(browser: Browser) -> None:
    page = browser.open(authorize_url())

    consent = browser.approve(browser.choose(page, "bay"))

    assert "represent" not in consent.forms
    assert "consent" in consent.forms


def test_who_has_no_child_to_act_for_is_not_asked(browser: Browser) -> None:
    assert "consent" in question(browser, "dao").forms


@pytest.mark.parametrize("whom", ["901196004217", "", "x" * 999])
def test_nobody_elses_child_can_be_named(browser: Browser, whom: str) -> None:
    page = question(browser)
    form = page.forms["represent"][0]
    token = dict(form.fields)["form_token"]

    again = browser.open(form.action, [("form_token", token), ("whom", whom)])

    assert "represent" in again.forms


def test_choosing_the_child_leads_to_the_guardian(browser: Browser) -> None:
    page = browser.choose(browser.open(authorize_url(scope=SCOPE)), "gia_huy")

    waiting = browser.submit(page, "choose-guardian", "account-bay")

    assert page.codes == ["account_of_child"]
    assert "match-number" in waiting.texts
