"""The token endpoint: who may redeem what, once, and in time."""

import base64
import threading

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.authorization.request import read
from mock_idp.oidc.claims.userinfo import userinfo
from mock_idp.oidc.grants.endpoint import token
from mock_idp.oidc.message import Json, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Session
from mock_idp.oidc.tokens.codes import issue_code
from mock_idp.oidc.tokens.id_token import half_hash
from tests.mock_idp.conftest import CALLBACK, ISSUER, NOON, VERIFIER, ask, claims_of
from tests.mock_idp.people.accounts import DAO

SESSION = Session("sid-1", DAO, int(NOON) - 5, 2, ("swk", "mca"))
SCOPES = ("openid", "profile", "dinh_danh", "phone")
SPA = {"client_id": "spa-demo", "redirect_uri": "http://127.0.0.1:8393/callback"}


def basic(client_id: str = "portal", secret: str = "") -> str:
    pair = f"{client_id}:{secret or 'demo-portal-secret'}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def a_code(provider: Provider, **changes: str) -> str:
    asked = read(provider, Request(query=tuple(ask(**changes).items())))
    return issue_code(provider, asked, SESSION, SCOPES)


def redeem(
    provider: Provider, code: str, authorization: str | None = None, /, **changes: str
) -> Json:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    header = basic() if authorization is None else authorization
    headers = {"authorization": header} if header else {}
    pairs = tuple((k, v) for k, v in (form | changes).items() if v)
    return token(provider, Request("POST", form=pairs, headers=headers))


def test_a_code_brings_an_id_token_and_an_access_token(provider: Provider) -> None:
    answer = redeem(provider, a_code(provider))

    claims = claims_of(str(answer.body["id_token"]))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body["scope"] == "openid profile dinh_danh phone"
    assert claims["iss"] == ISSUER
    assert claims["aud"] == "portal"
    assert claims["nonce"] == "n-1"
    assert claims["iat"] == int(NOON)
    assert claims["auth_time"] == int(NOON) - 5
    assert claims["acr"] == "urn:example:vneid:muc-2"
    assert claims["account_level"] == 2
    assert claims["SoDinhDanh"] == DAO.personal_id
    assert claims["NgayThangNamSinh"] == "19960702"
    assert claims["at_hash"] == half_hash(str(answer.body["access_token"]))
    assert claims["mock"] is True
    assert "email" not in claims
    assert DAO.personal_id not in claims["sub"]


def test_the_id_token_is_signed_by_the_published_key(provider: Provider) -> None:
    answer = redeem(provider, a_code(provider))

    claims = provider.keys.read(str(answer.body["id_token"]))
    keys = provider.keys.jwks()["keys"]

    assert claims is not None
    assert isinstance(keys, list)
    assert "d" not in keys[0]
    assert keys[0]["kid"] == provider.keys.current().kid


def test_a_second_use_revokes_what_the_first_one_brought(provider: Provider) -> None:
    code = a_code(provider)
    first = redeem(provider, code)

    second = redeem(provider, code)

    bearer = {"authorization": f"Bearer {first.body['access_token']}"}
    assert second.body["error"] == "invalid_grant"
    assert userinfo(provider, Request(headers=bearer)).status == 401


def test_a_second_use_after_the_codes_life_revokes_too(
    provider: Provider, clock: Clock
) -> None:
    code = a_code(provider)
    first = redeem(provider, code)
    clock.advance(600)

    redeem(provider, code)

    bearer = {"authorization": f"Bearer {first.body['access_token']}"}
    assert userinfo(provider, Request(headers=bearer)).status == 401


def test_only_one_of_many_at_once_gets_tokens(provider: Provider) -> None:
    code = a_code(provider)
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(redeem(provider, code).status))
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] + [400] * 7


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 400)])
def test_a_code_lives_for_sixty_seconds(
    provider: Provider, clock: Clock, seconds: int, status: int
) -> None:
    code = a_code(provider)
    clock.advance(seconds)

    assert redeem(provider, code).status == status


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"code": ""}, "invalid_request"),
        ({"code": "unknown"}, "invalid_grant"),
        ({"redirect_uri": ""}, "invalid_request"),
        ({"redirect_uri": "http://localhost:8390/auth/callback"}, "invalid_grant"),
        ({"code_verifier": "v" * 43}, "invalid_grant"),
        ({"client_secret": "demo-portal-secret"}, "invalid_request"),
        ({"client_id": "spa-demo"}, "invalid_client"),
        ({"state": "x" * 5000}, "invalid_request"),
    ],
)
def test_wrong_token_requests_name_their_error(
    provider: Provider, changes: dict[str, str], error: str
) -> None:
    answer = redeem(provider, a_code(provider), **changes)

    assert answer.body["error"] == error
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "header",
    [
        basic(secret="wrong"),
        basic(client_id="nobody"),
        basic(client_id="spa-demo"),
        basic(secret="mật khẩu"),
        "Basic ???",
        "Basic " + base64.b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_wrong_client_is_told_to_authenticate(
    provider: Provider, header: str
) -> None:
    answer = redeem(provider, a_code(provider), header)

    assert answer.status == 401
    assert answer.body["error"] == "invalid_client"
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_secret_may_come_in_the_body(provider: Provider) -> None:
    secret = {"client_id": "portal", "client_secret": "demo-portal-secret"}

    assert redeem(provider, a_code(provider), "", **secret).status == 200
    assert redeem(provider, a_code(provider), "", client_id="portal").status == 401


def test_a_public_client_proves_itself_by_pkce(provider: Provider) -> None:
    challenge = pkce.challenge_of(VERIFIER)
    code = a_code(
        provider, **SPA, code_challenge=challenge, code_challenge_method="S256"
    )

    missing = redeem(provider, code, "", **SPA)
    wrong = redeem(provider, code, "", **SPA, code_verifier="w" * 43)
    right = redeem(provider, code, "", **SPA, code_verifier=VERIFIER)

    assert missing.body["error"] == "invalid_grant"
    assert wrong.body["error"] == "invalid_grant"
    assert right.status == 200


def test_another_client_can_neither_use_nor_burn_a_code(provider: Provider) -> None:
    code = a_code(provider)

    stolen = redeem(provider, code, "", **SPA)

    assert stolen.body["error"] == "invalid_grant"
    assert redeem(provider, code).status == 200


def test_a_repeated_parameter_is_refused(provider: Provider) -> None:
    pairs = (("grant_type", "authorization_code"), ("code", "a"), ("code", "b"))

    answer = token(provider, Request("POST", form=pairs))

    assert answer.body["error"] == "invalid_request"


def test_the_query_is_no_place_for_a_code(provider: Provider) -> None:
    query = (("grant_type", "authorization_code"), ("code", a_code(provider)))
    headers = {"authorization": basic()}

    answer = token(provider, Request("POST", query=query, headers=headers))

    assert answer.body["error"] == "invalid_request"


def test_userinfo_says_what_the_granted_scopes_allow(provider: Provider) -> None:
    access = str(redeem(provider, a_code(provider)).body["access_token"])

    by_header = userinfo(
        provider, Request(headers={"authorization": f"Bearer {access}"})
    )
    by_form = userinfo(provider, Request("POST", form=(("access_token", access),)))
    both = userinfo(
        provider,
        Request(
            "POST",
            form=(("access_token", access),),
            headers={"authorization": f"Bearer {access}"},
        ),
    )

    assert by_header.body == by_form.body
    assert by_header.body["phone_number"] == DAO.phone
    assert "email" not in by_header.body
    assert both.status == 400


def test_an_access_token_ends_with_its_life(provider: Provider, clock: Clock) -> None:
    access = str(redeem(provider, a_code(provider)).body["access_token"])
    clock.advance(3600)

    answer = userinfo(provider, Request(headers={"authorization": f"Bearer {access}"}))

    assert answer.status == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_userinfo_without_a_token_asks_for_one(provider: Provider) -> None:
    answer = userinfo(provider, Request())

    assert answer.status == 401
    assert "error" not in answer.headers["WWW-Authenticate"]
