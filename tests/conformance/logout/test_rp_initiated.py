"""RP-initiated logout: modules of ``oidcc-rp-initiated-logout-…``, and more."""

from __future__ import annotations

import base64

from joserfc.jwk import KeySet

from tests.conformance.browser import Browser
from tests.conformance.logout.ending import (
    HOME,
    Register,
    fields_of,
    is_on_our_page,
    sign_in,
)


def test_oidcc_rp_initiated_logout_discovery_endpoint_verification(
    register: Register,
) -> None:
    rp = register()

    assert rp.discovery["end_session_endpoint"].startswith(rp.issuer)


def test_oidcc_rp_initiated_logout(register: Register, browser: Browser) -> None:
    here = sign_in(register, browser)
    assert here.is_signed_in()

    page = here.leave()

    assert page.location == f"{HOME}?state={'s' * 128}"
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_by_post(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(post=True)

    assert fields_of(page.location) == {"state": "s" * 128}
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_bad_post_logout_redirect_uri(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(post_logout_redirect_uri=f"{HOME}/random")

    assert is_on_our_page(page)
    assert page.codes == ["post_logout_redirect_uri_not_registered"]


def test_oidcc_rp_initiated_logout_modified_id_token_hint(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)
    header = base64.urlsafe_b64encode(b'{"alg": "none"}').rstrip(b"=").decode()

    page = here.leave(id_token_hint=f"{header}.{here.id_token.split('.')[1]}.")

    assert is_on_our_page(page)
    assert page.codes == ["id_token_hint_invalid"]


def test_oidcc_rp_initiated_logout_no_id_token_hint(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(id_token_hint=None)

    assert is_on_our_page(page)
    assert page.codes == ["logout_client_missing"]


def test_oidcc_rp_initiated_logout_no_params(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    question = here.leave(id_token_hint=None, post_logout_redirect_uri=None, state=None)
    page = browser.submit(question, "sign-out", "sign-out-yes")

    assert is_on_our_page(page)
    assert page.codes == ["signed_out"]
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_no_post_logout_redirect_uri(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(post_logout_redirect_uri=None)

    assert is_on_our_page(page)
    assert page.codes == ["signed_out"]
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_no_state(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(state=None)

    assert page.location == HOME
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_only_state(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    question = here.leave(id_token_hint=None, post_logout_redirect_uri=None)
    page = browser.submit(question, "sign-out", "sign-out-yes")

    assert is_on_our_page(page)
    assert page.codes == ["signed_out"]
    assert not here.is_signed_in()


def test_oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri(
    register: Register, browser: Browser
) -> None:
    here = sign_in(register, browser)

    page = here.leave(post_logout_redirect_uri=f"{HOME}?foo=bar")

    assert is_on_our_page(page)
    assert page.codes == ["post_logout_redirect_uri_not_registered"]


def test_oidcc_rp_initiated_logout_bad_id_token_hint(
    register: Register, browser: Browser, rp_keys: KeySet
) -> None:
    here = sign_in(register, browser)
    fake = here.rp.sign({**here.reply.claims}, "RS256")

    page = here.leave(id_token_hint=fake)

    assert is_on_our_page(page)
    assert page.codes == ["id_token_hint_invalid"]


def test_whoever_stays_is_still_signed_in(register: Register, browser: Browser) -> None:
    here = sign_in(register, browser)

    question = here.leave(id_token_hint=None, client_id=here.rp.client_id)
    browser.submit(question, "sign-out", "sign-out-no")

    assert here.is_signed_in()
