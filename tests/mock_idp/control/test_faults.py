"""Each named fault does what its name says, and nothing when it is off."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from mock_idp.control.faults.catalogue import CATALOGUE
from mock_idp.control.faults.forging import parts_of
from tests.mock_idp.conftest import NOON, ask, claims_of
from tests.mock_idp.control.flows import Flows, answer_of

NOW = int(NOON)

AUTHORIZE: dict[str, Callable[[dict[str, str]], bool]] = {
    **{
        f"A.{error}": lambda a, error=error: a.get("error") == error and "code" not in a
        for error in (
            *("access_denied", "login_required", "interaction_required"),
            *("consent_required", "unmet_authentication_requirements"),
            *("server_error", "temporarily_unavailable"),
        )
    },
    "A.state_missing": lambda a: "state" not in a and "code" in a,
    "A.state_altered": lambda a: a["state"] != "s-1",
    "A.iss_missing": lambda a: "iss" not in a,
    "A.iss_wrong": lambda a: a["iss"] == "https://other.example",
    "A.code_missing": lambda a: "code" not in a and "error" not in a,
}
CLAIMS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "I.iss_wrong": lambda c: c["iss"] == "https://other.example",
    "I.iss_slash": lambda c: c["iss"].endswith("/"),
    "I.aud_other": lambda c: c["aud"] == "other-client",
    "I.aud_array": lambda c: c["aud"] == ["portal", "other-client"] and "azp" not in c,
    "I.azp_wrong": lambda c: c["azp"] == "other-client",
    "I.exp_past": lambda c: c["exp"] < NOW,
    "I.iat_future": lambda c: c["iat"] > NOW,
    "I.nbf_future": lambda c: c["nbf"] > NOW,
    "I.nonce_missing": lambda c: "nonce" not in c,
    "I.nonce_wrong": lambda c: c["nonce"] != "n-1",
    "I.sub_missing": lambda c: "sub" not in c,
    "I.sub_empty": lambda c: c["sub"] == "",
    "I.at_hash_wrong": lambda c: set(c["at_hash"]) == {"A"},
    "I.c_hash_wrong": lambda c: set(c["c_hash"]) == {"A"},
    "I.acr_lower": lambda c: c["acr"] == "urn:example:vneid:muc-1",
    "I.acr_missing": lambda c: "acr" not in c,
    "I.auth_time_stale": lambda c: c["auth_time"] <= NOW - 86400,
}
HEADERS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "I.alg_none": lambda h: h["alg"] == "none",
    "I.alg_hs256": lambda h: h["alg"] == "HS256",
    "I.kid_unknown": lambda h: h["kid"] == "unknown-by-fault",
    "I.kid_missing": lambda h: "kid" not in h,
    "I.alg_unexpected": lambda h: h["alg"] == "ES256",
    "I.typ_wrong": lambda h: h["typ"] == "at+jwt",
}
TOKEN: dict[str, Callable[[Any], bool]] = {
    "T.invalid_grant": lambda r: r.json.get("error") == "invalid_grant",
    "T.invalid_client": lambda r: r.status_code == 401,
    "T.http_500_html": lambda r: r.status_code == 500 and "html" in r.mimetype,
    "T.http_503": lambda r: r.headers.get("Retry-After") == "5",
    "T.http_429": lambda r: r.status_code == 429,
    "T.empty": lambda r: r.status_code == 200 and r.data == b"",
    "T.truncated": lambda r: r.data.startswith(b"{") and b"}" not in r.data[-3:],
    "T.content_type": lambda r: r.mimetype == "text/html",
    "T.expires_in_text": lambda r: r.json["expires_in"] == "3600",
    "T.token_type_missing": lambda r: "token_type" not in r.json,
    "T.token_type_case": lambda r: r.json["token_type"] == "bEARER",
    "T.id_token_missing": lambda r: "id_token" not in r.json,
    "T.token_16k": lambda r: len(r.json["access_token"]) == 16 * 1024,
    "T.duplicate_key": lambda r: r.data.count(b'"access_token"') == 2,
    "T.reset": lambda r: r.data == b"" and int(r.headers["Content-Length"]) > 0,
}
USERINFO: dict[str, Callable[[Any], bool]] = {
    "U.sub_differs": lambda r: r.json["sub"] == "other",
    "U.http_401": lambda r: r.status_code == 401,
    "U.http_403": lambda r: r.status_code == 403,
    "U.http_500": lambda r: r.status_code == 500,
    "U.html": lambda r: r.mimetype == "text/html" and r.status_code == 200,
    "U.empty": lambda r: r.data == b"" and r.status_code == 200,
    "U.signed_by_other_key": lambda r: r.mimetype == "application/jwt",
    "U.names_nfd": lambda r: not unicodedata.is_normalized("NFC", r.json["name"]),
    "U.names_bare": lambda r: r.json["name"] == "Tran Thi Hong Dao",
    "U.date_vietnamese": lambda r: r.json["birthdate"] == "02/07/1996",
    "U.birth_year_only": lambda r: r.json["birthdate"] == "1996",
    "U.null_texts": lambda r: r.json["name"] == "null",
    "U.number_changed": lambda r: r.json["SoDinhDanh"] == "901196004218",
    "U.names_tcvn3": lambda r: r.json["name"] == "TrÇn ThÞ Hång ®µo",
}
KEYS: dict[str, Callable[[Any], bool]] = {
    "K.http_404": lambda r: r.status_code == 404,
    "K.empty": lambda r: r.json == {"keys": []},
    "K.stale": lambda r: [k["kid"] for k in r.json["keys"]] == ["stale-by-fault"],
    "K.kid_duplicate": lambda r: len(kids(r)) > len(set(kids(r))),
    "K.kty_wrong": lambda r: not [k for k in r.json["keys"] if k["kty"] == "RSA"],
}
METADATA: dict[str, Callable[[Any], bool]] = {
    "D.issuer_mismatch": lambda r: r.json["issuer"] == "https://other.example",
    "D.jwks_uri_missing": lambda r: "jwks_uri" not in r.json,
    "D.http_endpoints": lambda r: "insecure" in r.json["token_endpoint"],
    "D.http_500": lambda r: r.status_code == 500,
}
PAR: dict[str, Callable[[Any], bool]] = {
    "R.expired_at_once": lambda r: r.json["expires_in"] == 1,
    "R.expires_in_missing": lambda r: "expires_in" not in r.json,
    "R.http_200": lambda r: r.status_code == 200,
}
SLOW = ("A.slow_redirect", "T.hang", "D.slow")
ELSEWHERE = (
    *("A.code_duplicate", "A.wrong_mode", "T.refresh_token_missing"),
    *("T.refresh_reuse", "I.other_key", "I.kid_duplicate", "K.rotated"),
)
"""Faults with a test of their own below."""


def kids(answer: Any) -> list[str]:
    return [key["kid"] for key in answer.json["keys"]]


def changed(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    """The names of claims that differ; each access token has a hash of its own."""
    return {n for n in {*one, *other} if one.get(n) != other.get(n)}


def header_of(token: str) -> dict[str, Any]:
    parts = parts_of(token)
    assert parts is not None
    return parts[0]


def test_there_are_over_a_hundred_and_each_is_told_apart() -> None:
    groups = [fault.group for fault in CATALOGUE.values()]

    assert len(CATALOGUE) >= 100
    assert [groups.count(g) for g in "ARTIUKDLP"] == [15, 3, 18, 25, 14, 6, 5, 9, 8]
    assert len({str(f.title) for f in CATALOGUE.values()}) == len(CATALOGUE)
    assert all(str(f.must) and f.clause for f in CATALOGUE.values())


def test_every_fault_has_a_test() -> None:
    here = {*AUTHORIZE, *PAR, *CLAIMS, *HEADERS, *TOKEN, *USERINFO, *KEYS, *METADATA}
    phone_and_logout = {i for i in CATALOGUE if i[0] in "PL"}

    assert here | {*SLOW, *ELSEWHERE} | phone_and_logout == set(CATALOGUE)


@pytest.mark.parametrize("fault", AUTHORIZE)
def test_answers_of_the_authorization_endpoint(flows: Flows, fault: str) -> None:
    flows.switch_on(fault, client="portal", times=1)

    spoiled, good = flows.answered(), flows.answered()

    assert AUTHORIZE[fault](spoiled)
    assert not AUTHORIZE[fault](good)


@pytest.mark.parametrize("fault", CLAIMS)
def test_claims_of_the_id_token(flows: Flows, fault: str) -> None:
    right = flows.claims()
    flows.switch_on(fault, person=["dao"], times=1)

    spoiled, good = flows.claims(), flows.claims()

    assert CLAIMS[fault](spoiled)
    assert changed(right, good) <= {"at_hash"}
    assert not changed(right, good) & changed(right, spoiled) - {"at_hash"}


@pytest.mark.parametrize("fault", HEADERS)
def test_header_and_signature_of_the_id_token(flows: Flows, fault: str) -> None:
    flows.switch_on(fault, times=1)

    spoiled, good = (flows.tokens().json["id_token"] for _ in range(2))

    assert HEADERS[fault](header_of(spoiled))
    assert not HEADERS[fault](header_of(good))
    assert changed(claims_of(spoiled), claims_of(good)) == {"at_hash"}


@pytest.mark.parametrize("fault", TOKEN)
def test_answers_of_the_token_endpoint(flows: Flows, fault: str) -> None:
    flows.switch_on(fault, when={"grant": "authorization_code"}, times=1)

    spoiled, good = flows.tokens(), flows.tokens()

    assert TOKEN[fault](spoiled)
    assert fault in spoiled.headers["X-Mock-Active"]
    assert not TOKEN[fault](good)
    assert good.status_code == 200


def push(flows: Flows, headers: dict[str, str] | None = None, **asked: str) -> Any:
    return flows.http.post(
        "/par",
        data=ask(**asked),
        auth=("portal", "demo-portal-secret"),
        headers=headers,
    )


@pytest.mark.parametrize("fault", PAR)
def test_answers_to_pushed_requests(flows: Flows, fault: str) -> None:
    flows.switch_on(fault, client="portal", times=1)

    spoiled, good = push(flows), push(flows)

    assert PAR[fault](spoiled)
    assert fault in spoiled.headers["X-Mock-Active"]
    assert good.status_code == 201
    assert not PAR[fault](good)
    assert set(good.json) == set(spoiled.json) | {"expires_in"}


def test_a_pushed_request_that_expires_at_once_opens_nothing(flows: Flows) -> None:
    flows.switch_on("R.expired_at_once", times=1)

    spoiled, good = (push(flows).json["request_uri"] for _ in range(2))

    opened = [
        flows.get("/authorize", query_string={"client_id": "portal", "request_uri": u})
        for u in (spoiled, good)
    ]
    assert "request_uri_unknown" in opened[0].get_data(as_text=True)
    assert opened[1].status_code == 303


def test_a_refused_push_stays_refused(flows: Flows) -> None:
    flows.switch_on("R.http_200")

    answer = push(flows, redirect_uri="https://elsewhere.example/cb")

    assert answer.status_code == 400
    assert answer.json["error"] == "invalid_request"


def test_answers_to_pushed_requests_can_be_spoiled_by_hand(flows: Flows) -> None:
    change = {"par_response": {"set": {"expires_in": "90"}, "drop": ["request_uri"]}}
    down = {"http": {"status": 503, "retry_after": 5}}
    answers = []
    for then in (change, down):
        order = {"when": {"endpoint": "par"}, "then": [then], "times": 1}
        assert flows.order("POST", "/scenarios", order).status_code == 201
        answers.append(push(flows))

    assert answers[0].json == {"expires_in": "90"}
    assert answers[1].status_code == 503
    assert answers[1].headers["Retry-After"] == "5"
    assert push(flows).status_code == 201


def test_a_push_brings_its_own_faults(flows: Flows) -> None:
    answer = push(flows, {"X-Mock-Scenario": "R.expires_in_missing"})

    assert "expires_in" not in answer.json


@pytest.mark.parametrize("fault", USERINFO)
def test_answers_of_the_userinfo_endpoint(flows: Flows, fault: str) -> None:
    flows.switch_on(fault, client="portal", person="dao", times=1)

    spoiled, good = flows.userinfo(), flows.userinfo()

    assert USERINFO[fault](spoiled)
    assert good.json["name"] == "Trần Thị Hồng Đào"


@pytest.mark.parametrize("fault", [*KEYS, *METADATA])
def test_what_is_published(flows: Flows, fault: str) -> None:
    path = "/jwks" if fault in KEYS else "/.well-known/openid-configuration"
    right = flows.get(path).json
    flows.switch_on(fault, times=1)

    spoiled, good = flows.get(path), flows.get(path)

    assert (KEYS | METADATA)[fault](spoiled)
    assert good.json == right


@pytest.mark.parametrize("fault", SLOW)
def test_slow_answers_are_right_in_the_end(flows: Flows, fault: str) -> None:
    then = [{"fault": fault, "seconds": 0.01}]
    flows.order("POST", "/scenarios", {"then": then, "times": 1})

    metadata = flows.get("/.well-known/openid-configuration")
    answer = flows.tokens()

    assert metadata.status_code == answer.status_code == 200


def test_a_second_code_and_another_mode(flows: Flows) -> None:
    flows.switch_on("A.code_duplicate", times=1)
    twice = flows.authorize().headers["Location"]
    flows.switch_on("A.wrong_mode", times=1)
    other = flows.authorize().headers["Location"]

    assert twice.count("code=") == 2
    assert "#" in other
    assert "?" not in other


def test_a_foreign_signature_does_not_verify(flows: Flows) -> None:
    flows.switch_on("I.other_key", times=1)

    token = flows.tokens().json["id_token"]

    assert flows.app.extensions["mock_idp"].provider.keys.read(token) is None
    assert header_of(token)["kid"] in kids(flows.get("/jwks"))


def test_a_second_key_of_the_same_id_is_published(flows: Flows) -> None:
    flows.switch_on("I.kid_duplicate", times=1)

    kid = header_of(flows.tokens().json["id_token"])["kid"]

    assert kids(flows.get("/jwks")).count(kid) == 2


def test_keys_change_just_before_signing(flows: Flows) -> None:
    tenant = flows.tenant("rotated")
    before = kids(tenant.get("/jwks"))
    tenant.switch_on("K.rotated", times=1)

    kid = header_of(tenant.tokens().json["id_token"])["kid"]

    assert kid not in before
    assert kid in kids(tenant.get("/jwks"))


def refreshing(flows: Flows) -> str:
    """A refresh token of a client that may have one."""
    record = flows.order("GET", "/clients/portal").json
    record["grant_types"] = ["authorization_code", "refresh_token"]
    assert flows.order("PUT", "/clients/portal", record).status_code == 200
    scope = "openid profile dinh_danh offline_access"
    answer = flows.tokens(scope=scope, prompt="consent").json
    token: str = answer["refresh_token"]
    return token


def refresh(flows: Flows, token: str) -> Any:
    return flows.http.post(
        "/token",
        data={"grant_type": "refresh_token", "refresh_token": token},
        auth=("portal", "demo-portal-secret"),
    )


def test_no_new_refresh_token_comes(flows: Flows) -> None:
    token = refreshing(flows)
    flows.switch_on("T.refresh_token_missing")

    answer = refresh(flows, token)

    assert "access_token" in answer.json
    assert "refresh_token" not in answer.json


def test_a_family_of_refresh_tokens_is_revoked(flows: Flows) -> None:
    token = refreshing(flows)
    flows.switch_on("T.refresh_reuse", times=1)

    spoiled, afterwards = refresh(flows, token), refresh(flows, token)

    assert spoiled.json["error"] == afterwards.json["error"] == "invalid_grant"


def test_a_16_kib_token_still_opens_what_it_should(flows: Flows) -> None:
    flows.switch_on("T.token_16k")

    answer = flows.userinfo()

    assert answer.json["name"] == "Trần Thị Hồng Đào"


def test_a_form_post_answer_is_spoiled_too(flows: Flows) -> None:
    flows.switch_on("A.iss_wrong")

    page = flows.authorize(response_mode="form_post")

    assert "https://other.example" in page.get_data(as_text=True)


def test_faults_in_an_encrypted_world_leave_the_token_alone() -> None:
    assert parts_of("a.b.c.d.e") is None


def test_an_answer_of_a_fault_is_json_when_it_says_so(flows: Flows) -> None:
    flows.switch_on("T.invalid_grant")

    answer = flows.tokens()

    assert json.loads(answer.data)["error_description"].isascii()
    assert answer_of(flows.authorize())["code"]
