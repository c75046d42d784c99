"""Steps that several tests take: to a filled draft, to a sent dossier."""

from tests.portal.citizen.browser import Browser, Page

CHILD = {"child_middle_name": "Trần Bảo"}
BIRTH = {"copies_requested": "0"}


def opened(browser: Browser) -> str:
    """Open the standard draft and return its address."""
    return browser.get("/procedures/birth/open").path


def filled(browser: Browser) -> str:
    """Fill in what the standard draft lacks and return its address."""
    draft = opened(browser)
    browser.submit(browser.get(f"{draft}/s/child"), **CHILD)
    browser.submit(browser.get(f"{draft}/s/birth"), **BIRTH)
    page = browser.get(f"{draft}/s/insurance")
    choice = page.control("primary_care_facility_code")
    assert choice is not None
    browser.submit(page, primary_care_facility_code=choice.all("option")[1]["value"])
    return draft


def sent(browser: Browser) -> Page:
    """Fill in and send the standard draft; returns the confirmation."""
    return browser.post(f"{filled(browser)}/check", {"declared": "1"})


def code_of(page: Page) -> str:
    """Return the dossier's code from an address below /dossiers."""
    return page.path.split("/")[2]
