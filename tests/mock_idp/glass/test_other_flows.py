"""Pushed requests, proofs, hybrid answers, devices, machines and encrypted tokens."""

from typing import Any

from flask import Flask
from joserfc.jwk import RSAKey

from mock_idp.oidc import jose
from mock_idp.oidc.authorization.pkce import challenge_of
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.tokens.dpop import hash_of
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import VERIFIER
from tests.mock_idp.control.flows import HINT, Flows, answer_of
from tests.mock_idp.glass.looking import Looking, checked, rows, steps, words
from tests.mock_idp.oidc.tokens.proofs import OTHER, USERINFO, proof

CALLBACK = "http://127.0.0.1:8399/callback"
SECRET = "a-secret-that-is-long-enough-for-hs256"
AUTH = ("service", SECRET)


def _put(idp: Flask, **more: Any) -> None:
    known: dict[str, Any] = {
        "client_id": "service",
        "client_secret": SECRET,
        "redirect_uris": (CALLBACK,),
        "profile": "oidc",
    }
    idp.extensions["mock_idp"].provider.clients.put(Client(**(known | more)))


def _asked(**more: str) -> dict[str, str]:
    return {
        "client_id": "service",
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile",
        "state": "state-1",
        "nonce": "nonce-1",
        "login_hint": HINT,
        **more,
    }


def _redeem(flows: Flows, code: str, **more: Any) -> Any:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    headers = more.pop("headers", {})
    return flows.http.post("/token", data=form | more, auth=AUTH, headers=headers)


def _pushed(idp: Flask, flows: Flows) -> str:
    """Push a request, sign in with it, and return the access token, bound to a key."""
    _put(idp)
    challenge = challenge_of(VERIFIER)
    asked = _asked(code_challenge=challenge, code_challenge_method="S256")
    pushed = flows.http.post("/par", data=asked, auth=AUTH).json["request_uri"]
    answer = flows.http.get(
        "/authorize", query_string={"client_id": "service", "request_uri": pushed}
    )
    token = _redeem(
        flows,
        answer_of(answer)["code"],
        code_verifier=VERIFIER,
        headers={"DPoP": proof()},
    )
    assert token.status_code == 200, token.json
    bound: str = token.json["access_token"]
    return bound


def _userinfo(flows: Flows, token: str, dpop: str) -> None:
    flows.http.get(
        "/userinfo", headers={"Authorization": f"DPoP {token}", "DPoP": dpop}
    )


def test_a_pushed_request_is_part_of_the_sign_in_it_asked_for(
    idp: Flask, flows: Flows, looking: Looking
):
    _pushed(idp, flows)

    page = looking.newest()

    assert "POST /par" in steps(page)[0]
    assert sum("POST /token" in line for line in steps(page)) == 1
    assert checked(page)["PKCE: băm của code_verifier bằng code_challenge"] is True
    assert checked(page)["nonce trong ID token là nonce đã gửi"] is True


def test_a_dpop_proof_is_opened_and_compared(
    idp: Flask, flows: Flows, looking: Looking
):
    token = _pushed(idp, flows)
    _userinfo(flows, token, proof("GET", USERINFO, ath=hash_of(token)))

    page = looking.newest()

    assert "Bằng chứng DPoP" in words(page)
    assert "Chữ ký đúng, bằng khóa ghi ngay trong phần đầu." in words(page)
    assert checked(page)["DPoP: ath là băm của access token"] is True
    assert checked(page)["DPoP: khóa ký bằng chứng là khóa token bị buộc vào"] is True


def test_a_proof_by_another_key_for_another_token_is_crossed_out(
    idp: Flask, flows: Flows, looking: Looking
):
    token = _pushed(idp, flows)
    _userinfo(flows, token, proof("GET", USERINFO, OTHER, ath=hash_of("another")))

    page = looking.newest()

    assert checked(page)["DPoP: ath là băm của access token"] is False
    assert checked(page)["DPoP: khóa ký bằng chứng là khóa token bị buộc vào"] is False


def test_a_wrong_verifier_is_crossed_out(idp: Flask, flows: Flows, looking: Looking):
    _put(idp)
    asked = _asked(code_challenge=challenge_of(VERIFIER), code_challenge_method="S256")
    code = answer_of(flows.http.get("/authorize", query_string=asked))["code"]

    _redeem(flows, code, code_verifier="w" * 43)
    page = looking.newest()

    assert checked(page)["PKCE: băm của code_verifier bằng code_challenge"] is False
    assert ("error", "invalid_grant") in rows(page)
    assert "invalid_grant" in looking.list().text


def test_a_hybrid_answer_is_opened_where_the_browser_carries_it(
    idp: Flask, flows: Flows, looking: Looking
):
    _put(
        idp,
        response_types=("code id_token",),
        grant_types=("authorization_code", "implicit"),
    )
    flows.http.get("/authorize", query_string=_asked(response_type="code id_token"))

    page = looking.newest()

    assert f"GET {CALLBACK}#…" in steps(page)[1]
    assert checked(page)["c_hash là nửa băm của mã"] is True
    assert "ID token" in words(page)


def test_an_encrypted_id_token_shows_what_was_said_before(
    idp: Flask, flows: Flows, looking: Looking
):
    key = RSAKey.generate_key(2048, {"use": "enc", "kid": "enc-1"})
    _put(
        idp,
        jwks={"keys": [key.as_dict(private=False)]},
        id_token_encrypted_response_alg="RSA-OAEP-256",
    )
    code = answer_of(flows.http.get("/authorize", query_string=_asked()))["code"]

    _redeem(flows, code)
    page = looking.newest()

    assert "Dưới đây là nội dung trước khi mã hóa" in words(page)
    assert ("nonce", "nonce-1") in rows(page)
    assert checked(page)["nonce trong ID token là nonce đã gửi"] is True


def test_a_device_and_the_person_who_answers_it_are_one_sign_in(
    idp: Flask, flows: Flows, person: Browser, looking: Looking
):
    _put(idp, grant_types=("urn:ietf:params:oauth:grant-type:device_code",))
    begun = flows.http.post(
        "/device_authorization", data={"scope": "openid"}, auth=AUTH
    ).json
    person.client.post("/device", data={"user_code": begun["user_code"].lower()})
    flows.http.post(
        "/token",
        data={
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "device_code": begun["device_code"],
        },
        auth=AUTH,
    )

    told = steps(looking.newest())

    assert "POST /device_authorization" in told[0]
    assert any("POST /device →" in line for line in told)
    assert any("POST /token" in line for line in told)
    assert "Đăng nhập cho một thiết bị" in looking.list().text


def test_a_machine_without_a_person_is_listed_as_such(
    idp: Flask, flows: Flows, looking: Looking
):
    _put(idp, grant_types=("client_credentials",))

    flows.http.post("/token", data={"grant_type": "client_credentials"}, auth=AUTH)

    assert "Dịch vụ tự gọi – service" in looking.list().text


def test_a_client_assertion_is_opened_but_not_shown_whole(
    idp: Flask, flows: Flows, looking: Looking
):
    _put(idp, token_endpoint_auth_method="client_secret_jwt")
    code = answer_of(flows.http.get("/authorize", query_string=_asked()))["code"]
    now = int(idp.extensions["mock_idp"].clock.now())
    assertion = jose.sign_with_secret(
        {
            "iss": "service",
            "sub": "service",
            "aud": "http://127.0.0.1:8391",
            "jti": "jti-of-assertion",
            "iat": now,
            "exp": now + 60,
        },
        SECRET,
        "HS256",
    )
    answer = flows.http.post(
        "/token",
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "client_assertion_type": (
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            ),
            "client_assertion": assertion,
        },
    )
    page = looking.newest()

    assert answer.status_code == 200, answer.json
    assert ("client_assertion", "***") in rows(page)
    assert ("jti", "jti-of-assertion") in rows(page)
    assert "bằng mật khẩu của dịch vụ service" in words(page)
    assert assertion not in page.text
