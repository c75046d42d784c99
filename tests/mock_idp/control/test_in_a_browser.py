"""Faults and glass in a real browser, at 1280 and 360 px, in both languages."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser as Chromium

from mock_idp.serving import Running, serve
from mock_idp.settings import Settings
from tests.browser.chromium import running_chromium
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url, redeem
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.drawing import drawing

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY = {"Authorization": "Bearer k"}
LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Chromium]:
    with running_chromium(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """An e-ID where one person has signed in and out, and one token was spoiled."""
    with serve(Settings(headless=True, admin_key="k")) as served:
        served.app.testing = True
        person = Browser(served.app)
        token = redeem(person, person.sign_in(authorize_url())).json["id_token"]
        person.open(f"/logout?{urlencode({'id_token_hint': token})}")
        flows = Flows(served.app, key=KEY)
        flows.switch_on("I.exp_past", times=1)
        flows.tokens()
        yield served


def speaker(running: Running, language: str) -> Browser:
    browser = Browser(running.app)
    browser.open(f"/faults?lang={language}")
    return browser


def faults(running: Running, language: str) -> list[Page]:
    """The catalogue, plain and with a fault that is on, and single faults."""
    reader, flows = speaker(running, language), Flows(running.app, key=KEY)
    plain, one = reader.open("/faults"), reader.open("/kich-ban/T.hang")
    chosen = reader.submit(one, "scenario", "scenario-on")
    flows.switch_on("U.names_tcvn3", id="on-for-all")
    both = reader.open("/faults")
    flows.order("DELETE", "/scenarios/on-for-all")
    by_english_name = reader.open("/scenarios/L.iss_wrong")
    far = reader.open("/kich-ban/none-such")
    return [plain, one, chosen, both, by_english_name, far]


def glass(running: Running, language: str) -> list[Page]:
    """The door of the glass, the list, a sign-in closed and open, a token."""
    reader = speaker(running, language)
    door = reader.open("/kinh")
    wrong = reader.submit(door, "glass-key", key="guessed")
    index = reader.submit(door, "glass-key", key="k")
    paste = reader.open("/glass/token")
    flows = Flows(running.app, key=KEY)
    token = flows.tokens().json["id_token"]
    opened = reader.submit(paste, "paste", jwt=token)
    rubbish = reader.submit(paste, "paste", jwt="x")
    rest = [reader.open(f"/kinh/{address}") for address in ("1", "1?mo=1", "0")]
    return [door, wrong, index, paste, opened, rubbish, *rest]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pages", [faults, glass])
def test_pages_of_faults_and_glass_are_accessible_and_fit(
    chromium: Chromium, running: Running, pages: object, language: str
) -> None:
    shown = pages(running, language)  # type: ignore[operator]

    with drawing(chromium, running) as window:
        assert all(f'<html lang="{language}"' in page.text for page in shown)
        assert window.look(shown, language) == {}
