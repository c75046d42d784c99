"""What is shared, and what happens below the level asked for."""

from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url, claims_of, redeem

MUC_1, MUC_2 = "urn:example:vneid:muc-1", "urn:example:vneid:muc-2"


def at_consent(browser: Browser, person: str = "dao", **changes: str) -> Page:
    page = browser.open(authorize_url(**changes))
    return browser.approve(browser.choose(page, person))


def test_the_page_names_what_is_shared_and_what_for(browser: Browser) -> None:
    page = at_consent(browser)

    assert "Số định danh cá nhân" in page.text
    assert "Tìm đúng bạn trong cơ sở dữ liệu dân cư" in page.text
    optional = {value for name, value in page.forms["consent"][0].fields}
    assert {"phone", "email", "cu_tru", "nhan_than"} <= optional
    assert not {"openid", "profile", "dinh_danh"} & optional


def test_unticked_scopes_are_not_granted(browser: Browser) -> None:
    page = at_consent(browser)
    browser.untick(page, "consent", "email")
    browser.untick(page, "consent", "nhan_than")

    tokens = redeem(browser, browser.submit(page, "consent", "consent-yes")).json

    assert tokens["scope"] == "openid profile dinh_danh phone cu_tru"
    assert "email" not in claims_of(tokens["id_token"])


def test_a_scope_that_was_not_asked_for_cannot_be_ticked(browser: Browser) -> None:
    page = at_consent(browser, scope="openid")

    end = browser.submit(page, "consent", "consent-yes", scope="nhan_than")

    assert redeem(browser, end).json["scope"] == "openid"


def test_refusing_tells_the_client(browser: Browser) -> None:
    end = browser.submit(at_consent(browser), "consent", "consent-no")

    assert end.answer["error"] == "access_denied"


def test_a_refusal_is_not_remembered_as_consent(browser: Browser) -> None:
    browser.submit(at_consent(browser), "consent", "consent-no")

    again = browser.open(authorize_url(prompt="none"))

    assert again.answer["error"] == "consent_required"


def test_consent_is_remembered_until_more_is_asked(browser: Browser) -> None:
    less = at_consent(browser, scope="openid profile")
    browser.submit(less, "consent", "consent-yes")

    same = browser.open(authorize_url(scope="openid profile"))
    more = browser.open(authorize_url())

    assert "code" in same.answer
    assert "consent" in more.forms


def test_prompt_consent_asks_again_and_shows_the_last_answer(browser: Browser) -> None:
    page = at_consent(browser)
    browser.untick(page, "consent", "phone")
    browser.submit(page, "consent", "consent-yes")

    again = browser.open(authorize_url(prompt="consent"))

    ticked = [value for name, value in again.forms["consent"][0].fields]
    assert "phone" not in ticked
    assert "email" in ticked


def test_consent_of_one_person_is_not_anothers(browser: Browser) -> None:
    browser.sign_in(authorize_url())

    other = at_consent(browser, "ung", prompt="select_account")

    assert "consent" in other.forms


def test_level_1_below_level_2_is_explained(browser: Browser) -> None:
    page = at_consent(browser, "chi", acr_values=MUC_2)

    assert "Dịch vụ này cần tài khoản định danh mức 2" in page.text
    assert "ngoài đời, bạn cần đến cơ quan công an" in page.text
    assert "raise-level" in page.forms


def test_going_back_from_the_level_page_names_the_error(browser: Browser) -> None:
    page = at_consent(browser, "chi", acr_values=MUC_2)

    end = browser.submit(page, "raise-level", "raise-level-no")

    assert end.answer["error"] == "unmet_authentication_requirements"


def test_a_raised_level_holds_and_goes_on(
    browser: Browser, other_browser: Browser
) -> None:
    page = at_consent(browser, "chi", acr_values=MUC_2)
    consent = browser.submit(page, "raise-level", "raise-level-yes")
    end = browser.submit(consent, "consent", "consent-yes")

    claims = claims_of(redeem(browser, end).json["id_token"])
    later = at_consent(other_browser, "chi", acr_values=MUC_2, prompt="consent")

    assert claims["account_level"] == 2
    assert claims["acr"] == MUC_2
    assert "consent" in later.forms


def test_level_1_is_enough_when_nothing_more_is_asked(browser: Browser) -> None:
    end = browser.submit(at_consent(browser, "chi"), "consent", "consent-yes")

    claims = claims_of(redeem(browser, end).json["id_token"])

    assert claims["account_level"] == 1
    assert claims["acr"] == MUC_1


def test_an_old_session_steps_up_on_the_phone(
    browser: Browser, other_browser: Browser
) -> None:
    first = browser.sign_in(authorize_url(), "chi")
    sid = claims_of(redeem(browser, first).json["id_token"])["sid"]
    elsewhere = at_consent(other_browser, "chi", acr_values=MUC_2)
    other_browser.submit(elsewhere, "raise-level", "raise-level-yes")

    page = browser.open(authorize_url(acr_values=MUC_2))
    end = browser.approve(browser.choose(page, "chi"))

    claims = claims_of(redeem(browser, end).json["id_token"])
    assert claims["sid"] == sid
    assert claims["acr"] == MUC_2


def test_the_level_cannot_be_raised_without_the_page(browser: Browser) -> None:
    page = browser.choose(browser.open(authorize_url()), "chi")
    form = page.forms["choose-other"][0]
    form.action = page.url + "/level"

    after = browser.submit(page, "choose-other", answer="yes")

    assert "match-number" in after.texts


def test_the_page_shows_which_papers_are_shared(
    browser: Browser, other_browser: Browser
) -> None:
    scope = "openid profile dinh_danh giay_to"

    with_card = at_consent(browser, scope=scope)
    without = at_consent(other_browser, "chi", scope=scope)

    assert "Thẻ căn cước: số thẻ, ngày hết hạn" in with_card.text
    assert "Đọc từ CSDL dân cư khi cần" not in with_card.text
    assert "Chưa có" in without.text


def test_what_is_told_of_papers_is_what_the_page_showed(browser: Browser) -> None:
    page = at_consent(browser, scope="openid profile dinh_danh giay_to")

    tokens = redeem(browser, browser.submit(page, "consent", "consent-yes")).json

    [card] = claims_of(tokens["id_token"])["GiayTo"]
    assert card["SoGiayTo"] == "901196004217"
