"""One of each page that phone, QR code, levels, devices and guardians bring."""

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.grants.device_authorization import GRANT_TYPE
from mock_idp.phone.outcomes import Act, Outcome
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import ALL_SCOPES, authorize_url

MUC_1, MUC_2 = "urn:example:vneid:muc-1", "urn:example:vneid:muc-2"
KIOSK = Client("kiosk", (), "Kiosk", grant_types=(GRANT_TYPE,))


def every_phone_page(browser: Browser) -> list[Page]:
    """Walk to each page; the browser plays computer and phone at once."""
    app = browser.client.application
    other = Browser(app)
    other.open("/phone?lang=" + ("en" if _speaks_english(browser) else "vi"))
    return [
        *_of_phones(Browser(app), other),
        *_of_factors(other),
        *_of_levels(Browser(app), other),
        *_of_devices(other),
    ]


def _speaks_english(browser: Browser) -> bool:
    return '<html lang="en"' in browser.open("/phone").text


def _of_phones(browser: Browser, speaker: Browser) -> list[Page]:
    if _speaks_english(speaker):
        browser.open("/phone?lang=en")
    pages = []
    for person in ("nguyet", "oanh", "long", "trang", "quang"):
        waiting = browser.choose(browser.open(authorize_url(prompt="login")), person)
        pages.append(waiting)
        if "open-phone" in waiting.links:
            pages.append(browser.open(waiting.links["open-phone"]))
    shown = browser.submit(browser.open(authorize_url(prompt="login")), "show-qr")
    refused = browser.submit(browser.open("/phone"), "phone-owner", "account-ung")
    wrong = browser.submit(refused, "scan-text", text="x")
    browser.submit(refused, "scan-beside")
    return [*pages, shown, wrong]


def _of_factors(browser: Browser) -> list[Page]:
    outcomes = browser.client.application.extensions["mock_idp"].transactions.outcomes
    outcomes.put(Outcome(Act.ASK_FACTOR))
    waiting = browser.choose(browser.open(authorize_url(prompt="login")), "dao")
    request = browser.open(waiting.links["open-phone"])
    number = f"number-{waiting.texts['match-number']}"
    factor = browser.submit(request, "phone-approve", number)
    wrong = browser.submit(factor, "phone-passcode", passcode="1")
    for _ in range(2):
        locked = browser.submit(factor, "phone-passcode", passcode="1")
    return [factor, wrong, locked, browser.open(waiting.url)]


def _of_levels(browser: Browser, speaker: Browser) -> list[Page]:
    if _speaks_english(speaker):
        browser.open("/phone?lang=en")
    browser.sign_in(authorize_url(acr_values=MUC_1), "ung")
    step_up = browser.open(authorize_url(acr_values=MUC_2))
    page = browser.open(authorize_url(scope=f"{ALL_SCOPES} dai_dien", prompt="login"))
    represent = browser.approve(browser.choose(page, "bay"))
    consent = browser.submit(represent, "represent", "whom-gia_huy")
    return [step_up, represent, consent]


def _of_devices(browser: Browser) -> list[Page]:
    service = browser.client.application.extensions["mock_idp"]
    service.provider.clients.put(KIOSK)
    asked = {"client_id": "kiosk", "scope": "openid"}
    begun = browser.client.post("/device_authorization", data=asked).json
    first = browser.open("/device")
    wrong = browser.submit(first, "device-code", user_code="x")
    compare = browser.submit(first, "device-code", user_code=begun["user_code"])
    denied = browser.submit(compare, "device-compare", "device-no")
    question = {"dossier": "H01", "person_id": "901062013377", "purpose": "Question?"}
    auth = ("portal", "demo-portal-secret")
    asked_lam = browser.client.post("/confirmations", json=question, auth=auth).json
    browser.submit(browser.open("/phone"), "phone-owner", "account-lam")
    return [first, wrong, compare, denied, browser.open(f"/phone/{asked_lam['id']}")]
