"""The box that explains any token."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey

from mock_idp.oidc import jose
from tests.mock_idp.browser import Page
from tests.mock_idp.conftest import NOON
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking, rows, words

CLAIMS: dict[str, Any] = {
    "iss": "http://127.0.0.1:8391",
    "sub": "s",
    "aud": "portal",
    "exp": int(NOON) + 60,
    "iat": int(NOON),
}


def _paste(looking: Looking, text: str) -> Page:
    return looking.submit(looking.open("/kinh/token"), "paste", jwt=text)


def _token(idp: Flask, **changes: Any) -> str:
    keys = idp.extensions["mock_idp"].provider.keys
    token: str = keys.sign(CLAIMS | changes, typ="JWT")
    return token


def test_a_token_of_ours_is_opened(idp: Flask, looking: Looking):
    page = _paste(looking, f"Bearer {_token(idp)}\n")

    assert page.status == 200
    assert page.codes == ["good"]
    assert ("aud", "portal") in rows(page)
    assert "60 giây sau lúc này" in page.text


def test_a_token_with_a_changed_claim_is_called_forged(idp: Flask, looking: Looking):
    header, _body, signature = _token(idp).split(".")
    changed = jose.encoded(CLAIMS | {"sub": "another"})

    page = _paste(looking, f"{header}.{changed}.{signature}")

    assert page.codes == ["bad"]
    assert "Chữ ký sai" in words(page)


def test_a_token_of_a_stranger_is_explained_all_the_same(looking: Looking):
    key = ECKey.generate_key("P-256")
    token = jwt.encode({"alg": "ES256"}, {"hello": "world"}, key)

    page = _paste(looking, token)

    assert page.codes == ["bad"]
    assert ("hello", '"world"') in rows(page) or ("hello", "world") in rows(page)


def test_a_retired_key_is_named_as_such(idp: Flask, looking: Looking):
    token, keys = _token(idp), idp.extensions["mock_idp"].provider.keys
    keys.rotate("RS256", overlap_seconds=0)

    page = _paste(looking, token)

    assert page.codes == ["good"]
    assert "(đã gỡ)" in words(page)


def test_a_token_signed_with_a_secret_is_matched_with_its_client(looking: Looking):
    token = jose.sign_with_secret(CLAIMS, "demo-portal-secret", "HS256")

    page = _paste(looking, token)

    assert page.codes == ["good"]
    assert "bằng mật khẩu của dịch vụ portal" in words(page)
    assert "demo-portal-secret" not in page.text


def test_an_encrypted_token_shows_its_header(idp: Flask, looking: Looking):
    from joserfc import jwe  # noqa: PLC0415 - one test
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - one test

    key = RSAKey.generate_key(2048)
    sealed = jwe.encrypt_compact(
        {"alg": "RSA-OAEP-256", "enc": "A128GCM"},
        "secret",
        key,
        algorithms=["RSA-OAEP-256", "A128GCM"],
    )

    page = _paste(looking, sealed)

    assert page.status == 200
    assert ("enc", "A128GCM") in rows(page)
    assert "chỉ dịch vụ mở được" in words(page)


@pytest.mark.parametrize(
    "text",
    ["", "x", "a.b", "a.b.c", "e30.e30.", "ey.ey.ey.ey", "😀.😀.😀", "x" * 70_000],
)
def test_what_is_no_token_is_refused_with_what_to_do(looking: Looking, text: str):
    page = _paste(looking, text)

    assert page.status in (413, 422)
    if page.status == 422:
        assert page.codes == ["token_unreadable"]
        assert "<title>Lỗi:" in page.text


def test_a_paste_without_our_form_is_refused(idp: Flask, looking: Looking):
    answer = looking.client.post("/kinh/token", data={"jwt": _token(idp)})

    assert answer.status_code == 400


def test_a_pasted_token_is_kept_nowhere(flows: Flows, idp: Flask, looking: Looking):
    _paste(looking, _token(idp, sub="remember-me"))

    assert "remember-me" not in flows.order("GET", "/journal").get_data(as_text=True)
    assert "remember-me" not in looking.open("/kinh/token").text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["exp", "iat", "nbf", "auth_time", "aud", "iss", "sub", "events", "cnf", "sid"]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    header=st.dictionaries(
        st.sampled_from(["typ", "kid", "jwk", "crit", "cty", "x5c"]), JSON, max_size=3
    ),
    alg=st.sampled_from(["RS256", "HS256", "none", "ES256", "PBES2", "<b>"]),
    claims=st.dictionaries(NAMES | st.text(max_size=8), JSON, max_size=5),
    signature=st.text(st.sampled_from("abcXYZ019-_"), max_size=20),
)
def test_nothing_in_a_token_makes_the_page_fail(
    looking: Looking,
    header: dict[str, Any],
    alg: str,
    claims: dict[str, Any],
    signature: str,
):
    token = f"{jose.encoded(header | {'alg': alg})}.{jose.encoded(claims)}.{signature}"

    page = _paste(looking, token)

    assert page.status in (200, 422)
