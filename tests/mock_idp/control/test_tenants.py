"""Isolated providers below /t/<name>."""

import pytest

from mock_idp.tenants import MOST
from tests.mock_idp.control.flows import HINT, KEY, Flows


def test_a_tenant_is_a_provider_of_its_own(flows: Flows) -> None:
    tenant = flows.tenant("lop-a")

    document = tenant.get("/.well-known/openid-configuration").json
    claims = tenant.claims()

    assert document["issuer"] == "http://127.0.0.1:8391/t/lop-a"
    assert document["token_endpoint"].startswith(document["issuer"])
    assert claims["iss"] == document["issuer"]


def test_an_unknown_tenant_is_not_found(flows: Flows) -> None:
    page = flows.get("/t/nobody/authorize")
    key = flows.http.get("/t/nobody/__mock/clock", headers=KEY)

    assert [page.status_code, key.status_code] == [404, 404]


def test_codes_tokens_and_sessions_stay_in_their_tenant(flows: Flows) -> None:
    one, other = flows.tenant("one"), flows.tenant("other")
    code = one.answered()["code"]
    token = one.tokens().json["access_token"]

    stolen = other.redeem(code)
    read = other.get("/userinfo", headers={"Authorization": f"Bearer {token}"})
    at_root = flows.get("/userinfo", headers={"Authorization": f"Bearer {token}"})

    assert stolen.json["error"] == "invalid_grant"
    assert [read.status_code, at_root.status_code] == [401, 401]
    assert other.order("GET", "/sessions").json["sessions"] == []


def test_clock_faults_people_clients_and_journal_are_not_shared(flows: Flows) -> None:
    one, other = flows.tenant("one"), flows.tenant("other")
    before = other.order("GET", "/state").json

    one.order("POST", "/clock/advance", {"seconds": 86400})
    one.switch_on("T.http_503")
    one.order("POST", "/people/generate", {"seed": 3, "count": 2})
    one.order("DELETE", "/clients/spa-demo")
    one.order("PUT", "/auto", {"person": "dao"})
    one.order("POST", "/next", {"person": "dao"})
    one.tokens()

    assert other.order("GET", "/state").json == before
    assert other.order("GET", "/journal").json["exchanges"] == []
    assert other.tokens().status_code == 200


def test_a_tenant_shares_the_keys_until_it_rotates(flows: Flows) -> None:
    tenant = flows.tenant("keys")
    at_root = flows.get("/jwks").json

    shared = tenant.get("/jwks").json
    tenant.order("POST", "/keys/rotate", {"alg": "RS256"})

    assert shared == at_root
    assert tenant.get("/jwks").json != at_root
    assert flows.get("/jwks").json == at_root


def test_a_tenants_key_opens_that_tenant_only(flows: Flows) -> None:
    one, other = flows.tenant("one"), flows.tenant("other")

    inside = flows.http.get("/t/one/__mock/clock", headers=one.key)
    next_door = flows.http.get("/t/one/__mock/clock", headers=other.key)
    at_root = flows.http.get("/__mock/clock", headers=one.key)

    assert [a.status_code for a in (inside, next_door, at_root)] == [200, 401, 401]


def test_a_tenant_has_no_tenants(flows: Flows) -> None:
    tenant = flows.tenant("one")

    assert tenant.order("POST", "/tenants", {"name": "two"}).status_code == 404


@pytest.mark.parametrize("name", ["", "A", "a/b", "-a", "a" * 41, "ă", ".."])
def test_a_name_must_stand_in_an_address(flows: Flows, name: str) -> None:
    answer = flows.order("POST", "/tenants", {"name": name or " "})

    assert answer.status_code == 422
    assert answer.json["where"] == "/name"


def test_tenants_are_bounded_and_can_be_deleted(flows: Flows) -> None:
    tenants = flows.app.extensions["mock_idp.tenants"]
    root = flows.app.extensions["mock_idp"]
    for _number in range(MOST):
        tenants.create(root)

    full = flows.order("POST", "/tenants", {})
    first = flows.order("GET", "/tenants").json["tenants"][0]["name"]
    gone = flows.order("DELETE", f"/tenants/{first}")
    again = flows.order("POST", "/tenants", {})

    assert [full.status_code, gone.status_code, again.status_code] == [409, 204, 201]


def test_cookies_belong_to_the_tenants_path(flows: Flows) -> None:
    tenant = flows.tenant("one")

    cookies = tenant.authorize(HINT).headers.getlist("Set-Cookie")

    assert cookies
    assert all("Path=/t/one" in cookie for cookie in cookies)


def test_reset_returns_a_tenant_to_its_beginning(flows: Flows) -> None:
    tenant = flows.tenant("one")
    before = tenant.order("GET", "/state").json
    tenant.switch_on("T.http_503")
    tenant.authorize()
    tenant.order("POST", "/clock/advance", {"seconds": 5})

    answer = tenant.order("POST", "/reset")

    assert answer.status_code == 204
    assert tenant.order("GET", "/state").json == before
