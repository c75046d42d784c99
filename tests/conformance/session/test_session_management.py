"""Session management: modules of ``oidcc-session-management-…``."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from tests.conformance.browser import Browser
from tests.conformance.client import RelyingParty
from tests.conformance.logout.ending import Register, fields_of, sign_in

COOKIE = "mock_idp_state"


def test_oidcc_session_management_discovery_endpoint_verification(
    register: Register, browser: Browser
) -> None:
    rp = register()

    page = browser.open(rp.discovery["check_session_iframe"])

    assert rp.discovery["end_session_endpoint"]
    assert page.status == 200
    assert "x-frame-options" not in page.headers
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert f'data-cookie="{COOKIE}"' in page.text


def test_oidcc_session_management_rp_initiated_logout(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)
    state = here.reply.fields["session_state"]
    assert " " not in state
    assert heard(here.rp, browser, state) == "unchanged"

    page = here.leave()

    assert fields_of(page.location) == {"state": "s" * 128}
    assert heard(here.rp, browser, state) == "changed"


def test_the_state_is_another_one_for_another_person(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)
    state = here.reply.fields["session_state"]

    here.rp.sign_in(browser, here.rp.ask("code", prompt="select_account"), "ung")

    assert heard(here.rp, browser, state) == "changed"


def heard(rp: RelyingParty, browser: Browser, state: str) -> str:
    """Return what the frame's script answers: it hashes as the specification does."""
    browser.open(rp.discovery["check_session_iframe"])
    held = browser.cookies[urlsplit(rp.issuer).netloc].get(COOKIE, "")
    given, salt = state.split(".")
    parts = urlsplit(rp.redirect_uri)
    text = f"{rp.client_id} {parts.scheme}://{parts.netloc} {held} {salt}"
    right = hashlib.sha256(text.encode()).hexdigest()
    return "unchanged" if held and given == right else "changed"
