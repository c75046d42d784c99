"""Three officers at their desks: accept, ask for a supplement, decide, refuse."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import deciding, filing
from tests.browser.people.hands import Mouse
from tests.browser.people.over_http import Cast
from tests.browser.windows import NARROW, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HALF_A_SCREEN = 616
NAME_DIFFERS = "Tên trên giấy chứng sinh là Bảo An. Sửa lại cho khớp."
ALREADY_REGISTERED = "Trẻ đã được đăng ký khai sinh tại phường Cửa Nam."


@pytest.fixture(scope="module")
def cast(demo_url: str) -> Cast:
    """The people of the demo, each signed in once."""
    return Cast(demo_url)


def test_three_officers_and_one_supplement_lead_to_three_results(
    windows: Windows, cast: Cast
) -> None:
    code = cast.dossier("dao")
    civil_status = Mouse(windows.open())
    deciding.sign_in(civil_status, "khoi")
    deciding.open_dossier(civil_status, code)
    deciding.accept(civil_status)
    deciding.ask_for_supplement(civil_status, "Tên (trẻ)", NAME_DIFFERS)

    citizen = Mouse(windows.open(width=NARROW, session=cast.session("dao")))
    citizen.page.goto(f"/dossiers/{code}")
    filing.supplement(citizen, asked=NAME_DIFFERS, box="Tên", text="Bảo An")
    deciding.open_dossier(civil_status, code)
    deciding.accept(civil_status)
    deciding.decide(civil_status, "Ký và cấp Giấy khai sinh")
    for officer in ("ha", "vy"):
        hand = Mouse(windows.open())
        deciding.sign_in(hand, officer)
        deciding.open_dossier(hand, code)
        deciding.accept(hand)
        deciding.decide(hand, "Ký và cấp")
        assert code in deciding.said(hand.page)

    results = citizen.page.locator("a[href^='/results/']")
    filing.wait_for(results)
    assert filing.papers_behind(results) == []


def test_refusal_reaches_the_citizen_with_its_reason(
    windows: Windows, cast: Cast
) -> None:
    code = cast.dossier("thao")
    cast.officer("khoi")
    officer = Mouse(windows.open(session=cast.session("khoi")))
    deciding.open_dossier(officer, code)
    deciding.accept(officer)

    deciding.refuse(officer, ALREADY_REGISTERED)

    assert code in deciding.said(officer.page)
    citizen = windows.open(session=cast.session("thao"))
    citizen.goto(f"/dossiers/{code}")
    expect(citizen.locator("main")).to_contain_text("Hồ sơ không được giải quyết")
    expect(citizen.locator("main")).to_contain_text(ALREADY_REGISTERED)


def test_officer_can_sign_out_beside_a_citizen_s_screen(
    windows: Windows, cast: Cast
) -> None:
    cast.officer("vy")
    page = windows.open(width=HALF_A_SCREEN, session=cast.session("vy"))
    page.goto("/agency")

    page.get_by_role("button", name="Đăng xuất").click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Hàng việc")


def test_who_comes_second_sees_what_changed_and_loses_nothing(
    windows: Windows, cast: Cast
) -> None:
    code = cast.dossier("bia")
    cast.officer("khoi")
    first = Mouse(windows.open(session=cast.session("khoi")))
    second = Mouse(windows.open(session=cast.session("khoi")))
    deciding.open_dossier(first, code)
    second.page.goto(first.page.url)

    deciding.accept(first)
    deciding.accept(second)

    main = second.page.get_by_role("main")
    expect(main).to_contain_text("hồ sơ đã thay đổi")
    expect(main.get_by_role("button", name="Ký và cấp")).to_be_visible()
