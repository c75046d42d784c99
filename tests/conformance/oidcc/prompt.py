"""Being asked again, or not at all: prompt, max_age, id_token_hint, display, hints."""

from __future__ import annotations

from tests.conformance.browser import Browser
from tests.conformance.conftest import Op
from tests.conformance.oidcc.flow import Register, client_for, whole_flow
from tests.conformance.plan import Leg


def test_oidcc_display_page(register: Register, browser: Browser, leg: Leg) -> None:
    reply = whole_flow(client_for(register, leg), browser, leg, display="page")

    assert reply.claims["sub"]


def test_oidcc_display_popup(register: Register, browser: Browser, leg: Leg) -> None:
    reply = whole_flow(client_for(register, leg), browser, leg, display="popup")

    assert reply.claims["sub"]


def test_oidcc_prompt_login(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    rp = client_for(register, leg)
    first = whole_flow(rp, browser, leg)
    browser.forget_pages()
    op.clock.advance(1)

    second = whole_flow(rp, browser, leg, prompt="login")

    assert browser.was_asked
    assert second.claims["auth_time"] > first.claims["auth_time"]
    assert second.claims["sub"] == first.claims["sub"]


def test_oidcc_prompt_none_not_logged_in(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    error = rp.refusal(browser, rp.ask(leg.response_type, leg.mode, prompt="none"))

    assert error["error"] == "login_required"
    assert not browser.was_asked


def test_oidcc_prompt_none_logged_in(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    rp = client_for(register, leg)
    first = whole_flow(rp, browser, leg)
    browser.forget_pages()
    op.clock.advance(1)

    second = whole_flow(rp, browser, leg, prompt="none")

    assert not browser.was_asked
    assert second.claims["sub"] == first.claims["sub"]
    assert second.claims["auth_time"] == first.claims["auth_time"]


def test_oidcc_max_age_1(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    rp = client_for(register, leg)
    first = whole_flow(rp, browser, leg)
    browser.forget_pages()
    op.clock.advance(2)

    second = whole_flow(rp, browser, leg, max_age="1")

    assert browser.was_asked
    assert second.claims["auth_time"] > first.claims["auth_time"]


def test_oidcc_max_age_10000(
    register: Register, browser: Browser, op: Op, leg: Leg
) -> None:
    rp = client_for(register, leg)
    first = whole_flow(rp, browser, leg)
    browser.forget_pages()
    op.clock.advance(2)

    second = whole_flow(rp, browser, leg, max_age="10000")

    assert not browser.was_asked
    assert second.claims["auth_time"] == first.claims["auth_time"]
    assert second.claims["sub"] == first.claims["sub"]


def test_oidcc_id_token_hint(register: Register, browser: Browser, leg: Leg) -> None:
    rp = client_for(register, leg)
    first = whole_flow(rp, browser, leg)
    browser.forget_pages()

    second = whole_flow(
        rp, browser, leg, prompt="none", id_token_hint=first["id_token"]
    )

    assert not browser.was_asked
    assert second.claims["sub"] == first.claims["sub"]
    assert second.claims["auth_time"] == first.claims["auth_time"]


def test_oidcc_login_hint(register: Register, browser: Browser, leg: Leg) -> None:
    rp = client_for(register, leg)

    reply = whole_flow(rp, browser, leg, login_hint="buffy@rp.example")

    assert reply.claims["sub"]


def test_oidcc_ui_locales(register: Register, browser: Browser, leg: Leg) -> None:
    reply = whole_flow(client_for(register, leg), browser, leg, ui_locales="se")

    assert reply.claims["sub"]


def test_oidcc_claims_locales(register: Register, browser: Browser, leg: Leg) -> None:
    reply = whole_flow(client_for(register, leg), browser, leg, claims_locales="se")

    assert reply.claims["sub"]


def test_oidcc_ensure_request_with_acr_values_succeeds(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    wished = rp.discovery["acr_values_supported"]

    reply = whole_flow(rp, browser, leg, acr_values=" ".join(wished))

    assert reply.claims["acr"] in wished
