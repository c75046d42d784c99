"""The control API: its document, its refusals, and everything it can change."""

from typing import Any

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.control.api.index import ROUTES
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.control.flows import Flows

CLIENT = {"client_id": "shop", "redirect_uris": ["http://localhost:9/cb"]}


def test_the_document_describes_every_address(flows: Flows) -> None:
    paths = flows.order("GET", "/openapi.json").json["paths"]

    documented = {(p, m.upper()) for p, methods in paths.items() for m in methods}
    answered = {
        (route.path.replace("<", "{").replace(">", "}"), route.method)
        for route in ROUTES
    }
    assert documented == answered
    assert len(documented) >= 45


def test_the_document_is_well_formed(flows: Flows) -> None:
    document = flows.order("GET", "/openapi.json").json

    operations = [o for p in document["paths"].values() for o in p.values()]
    names = [operation["operationId"] for operation in operations]
    assert document["openapi"] == "3.1.0"
    assert len(set(names)) == len(names)
    assert all(o["summary"].endswith((".", "}.")) for o in operations)


def test_refusals_speak_both_languages(flows: Flows) -> None:
    wrong = {"seconds": "x"}
    english = {"Accept-Language": "en"}

    vi = flows.order("POST", "/clock/advance", wrong)
    en = flows.order("POST", "/clock/advance", wrong, headers=english)

    assert vi.mimetype == "application/problem+json"
    assert vi.json["where"] == "/seconds"
    assert vi.json["detail"] == vi.json["detail_vi"] == "/seconds phải là một số."
    assert en.json["detail"] == en.json["detail_en"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("PATCH", "/clock", 405),
        ("GET", "/clients/nobody", 404),
        ("DELETE", "/clients/nobody", 404),
        ("DELETE", "/tenants/nobody", 404),
        ("GET", "/people/nobody", 404),
        ("GET", "/people/001096004217", 404),
        ("POST", "/sessions/nobody/logout", 404),
        ("GET", "/approvals/nobody", 404),
        ("DELETE", "/scenarios/nothing", 404),
        ("POST", "/clients", 415),
        ("GET", "/journal?format=xml", 422),
        ("GET", "/journal?after=x", 422),
        ("GET", "/people?where=moon<3", 422),
    ],
)
def test_what_is_not_there_is_refused_as_a_problem(
    flows: Flows, method: str, path: str, status: int
) -> None:
    answer = flows.http.open(f"/__mock{path}", method=method, headers=flows.key)

    assert answer.status_code == status
    assert answer.json["status"] == status
    assert answer.json["title_vi"]


def test_clients_are_added_shown_replaced_and_forgotten(flows: Flows) -> None:
    added = flows.order("POST", "/clients", CLIENT)
    twice = flows.order("POST", "/clients", CLIENT)
    named = flows.order("PUT", "/clients/shop", CLIENT | {"client_name": "Cửa hàng"})
    listed = flows.order("GET", "/clients").json["clients"]
    gone = flows.order("DELETE", "/clients/shop")

    assert [added.status_code, twice.status_code, gone.status_code] == [201, 409, 204]
    assert named.json["client_name"] == "Cửa hàng"
    assert [c["client_id"] for c in listed] == ["portal", "spa-demo", "shop"]
    assert flows.order("GET", "/clients/shop").status_code == 404


@pytest.mark.parametrize(
    "record",
    [[], {"redirect_uris": "x"}, {"profile": "none"}, {"client_id": 7}, {"jwks": 3}],
)
def test_a_client_that_cannot_be_is_refused(flows: Flows, record: Any) -> None:
    assert flows.order("POST", "/clients", record).status_code == 422


def test_a_change_of_something_changed_is_refused(flows: Flows) -> None:
    tag = flows.order("GET", "/clients/portal").headers["ETag"]
    record = flows.order("GET", "/clients/portal").json

    first = flows.order(
        "PUT",
        "/clients/portal",
        record | {"client_name": "A"},
        headers={"If-Match": tag},
    )
    second = flows.order(
        "PUT",
        "/clients/portal",
        record | {"client_name": "B"},
        headers={"If-Match": tag},
    )
    unchanged = flows.order(
        "GET", "/clients/portal", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert [first.status_code, second.status_code] == [200, 412]
    assert unchanged.status_code == 304


def test_the_clock_runs_at_another_speed(flows: Flows) -> None:
    told = flows.order("PUT", "/clock", {"mode": "running", "scale": 3600}).json
    clock = flows.app.extensions["mock_idp"].clock

    assert told["scale"] == 3600
    assert clock.mode == "running"
    for wrong in (0, -1, 1e9, "fast"):
        answer = flows.order("PUT", "/clock", {"scale": wrong})
        assert answer.status_code == 422


def test_people_are_searched_added_changed_and_forgotten(flows: Flows) -> None:
    person = {
        "personal_id": "901 096 123 456",
        "full_name": "Lò Thị Thử",
        "date_of_birth": "1996-01-02",
        "sex": "2",
        "account_level": 2,
        "cast": "thu",
    }

    added = flows.order("POST", "/people", person)
    claims = flows.claims("vneid:thu_level2")
    flows.order("PUT", "/people/thu", {"account_status": "locked"})
    locked = flows.answered("vneid:thu_level2", prompt="login")
    found = flows.order("GET", "/people?where=name~thu,level=2").json["people"]
    gone = flows.order("DELETE", "/people/thu")

    assert added.json["personal_id"] == "901096123456"
    assert claims["HoVaTen"] == "Lò Thị Thử"
    assert locked["error"] == "access_denied"
    assert "thu" in [p["cast"] for p in found]
    assert gone.status_code == 204
    assert flows.order("GET", "/people/thu").status_code == 404


def test_a_real_number_is_refused_with_the_reason(flows: Flows) -> None:
    person = {"personal_id": "001096123456", "full_name": "A", "sex": "1"}

    answer = flows.order("POST", "/people", person)

    assert answer.status_code == 422
    assert "số thật" in answer.json["detail"]


def test_people_are_made_up_the_same_way_each_time(flows: Flows) -> None:
    order = {"seed": 7, "level": 1, "age": "18..25", "count": 3}

    first = flows.order("POST", "/people/generate", order).json["people"]
    again = flows.order("POST", "/people/generate", order).json["people"]
    number = first[0]["personal_id"]

    assert first == again
    assert len({p["personal_id"] for p in first}) == 3
    assert all(p["account_level"] == 1 for p in first)
    assert flows.claims(f"vneid:{number}_level1")["SoDinhDanh"] == number


def test_keys_are_rotated_and_retired(flows: Flows) -> None:
    tenant = flows.tenant("keys")

    made = tenant.order("POST", "/keys/rotate", {"alg": "RS256", "overlap": "1h"})
    listed = tenant.order("GET", "/keys").json["keys"]
    old = next(
        k["kid"] for k in listed if k["alg"] == "RS256" and k["state"] == "leaving"
    )
    tenant.order("POST", "/keys/retire", {"kid": old})
    published = [k["kid"] for k in tenant.get("/jwks").json["keys"]]

    assert made.status_code == 201
    assert made.json["keys"][0]["kid"] in published
    assert old not in published
    assert tenant.order("POST", "/keys/retire", {"kid": "x"}).status_code == 404


def test_a_session_is_shown_and_ended(flows: Flows) -> None:
    flows.tokens()
    sid = flows.order("GET", "/sessions").json["sessions"][0]["sid"]

    shown = flows.order("GET", f"/sessions/{sid}").json
    ended = flows.order("POST", f"/sessions/{sid}/logout")

    assert shown["person"] == "dao"
    assert shown["clients"] == ["portal"]
    assert ended.json["sid"] == sid
    assert flows.order("GET", "/sessions").json["sessions"] == []
    assert flows.answered(None, prompt="none")["error"] == "login_required"


def test_a_phone_answers_when_it_is_told_to(flows: Flows) -> None:
    browser = Browser(flows.app)
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    pending = flows.order("GET", "/approvals").json["approvals"]

    done = flows.order("POST", f"/approvals/{pending[0]['id']}", {"action": "approve"})
    consent = browser.open(waiting.links["continue"])

    assert pending[0]["person"] == "dao"
    assert done.json["state"] == "factor_ok"
    assert "consent" in consent.forms
    assert flows.order("GET", "/approvals").json["approvals"] == []


def test_a_phone_is_told_beforehand(flows: Flows) -> None:
    browser = Browser(flows.app)
    flows.order("POST", "/approvals", {"action": "deny", "person": "dao"})

    browser.choose(browser.open(authorize_url()), "dao")
    told = flows.order("GET", "/approvals?state=all").json["approvals"]

    assert [request["state"] for request in told] == ["denied"]


def test_everything_is_exported_and_imported(flows: Flows) -> None:
    flows.order("POST", "/clients", CLIENT)
    flows.order("POST", "/people/generate", {"seed": 1})
    flows.order("PUT", "/auto", {"client": "portal", "person": "dao", "level": 1})
    flows.order("POST", "/next", {"error": "server_error", "client": "shop"})
    flows.switch_on("T.http_503", id="x", times=3, client="shop")
    flows.order("PUT", "/people/ung/magic", {"faults": ["I.exp_past"]})
    token = flows.tokens().json["access_token"]
    code = flows.answered()["code"]
    state = flows.order("GET", "/state").json

    flows.order("POST", "/reset")
    answer = flows.order("PUT", "/state", state)

    assert answer.status_code == 200
    assert answer.json == state
    info = flows.get("/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert info.json["sub"]
    assert flows.redeem(code).status_code == 200


def test_a_state_moves_to_another_tenant(flows: Flows) -> None:
    one, other = flows.tenant("one"), flows.tenant("other")
    one.order("POST", "/clients", CLIENT)
    token = one.tokens().json["access_token"]

    other.order("PUT", "/state", one.order("GET", "/state").json)

    info = other.get("/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert info.status_code == 200
    assert other.order("GET", "/clients/shop").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"store": {"sessions": [{}]}},
        {"store": {"sessions": [{"key": "k", "until": 9e9, "thing": {"sid": 1}}]}},
        {"store": {"tokens": "all"}},
        {"store": {"revoked": ["x"]}},
        {"store": []},
        {"people": [{"personal_id": "001096123456"}]},
        {"clients": [7]},
        {"scenarios": [{"fault": "x"}]},
        {"auto": {"*": 3}},
        {"next": [[]]},
        {"clock": {"mode": "sideways"}},
        {"clock": {"now": 3}},
        {"clock": 7},
        {"magic": {"dao": ["x"]}},
        {"lockouts": []},
        {"lockouts": {"until": {"901196004217": "soon"}}},
        {"lockouts": {"until": {"001196004217": 1.0}}},
        {"lockouts": {"until": {"901196004217": 1e999}}},
        {"lockouts": {"failures": {"901196004217": -1}}},
        {"lockouts": {"failures": {"901 196 004 217": 1}}},
        {"lockouts": {"opened": [7]}},
        {"lockouts": {"began": "x"}},
        {"moon": 1},
    ],
)
def test_a_state_that_does_not_fit_changes_nothing(
    flows: Flows, change: dict[str, Any]
) -> None:
    flows.tokens()
    before = flows.order("GET", "/state").json

    answer = flows.order("PUT", "/state", before | change)

    assert answer.status_code == 422
    assert flows.order("GET", "/state").json == before


@pytest.fixture(scope="module")
def open_app() -> Flask:
    return create_app(Settings(open_control=True), Clock())


def test_an_open_api_is_open_to_this_computer(open_app: Flask) -> None:
    answer = open_app.test_client().get("/__mock/clock")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example:8391"},
    ],
)
def test_an_open_api_is_closed_to_pages_of_strangers(
    open_app: Flask, headers: dict[str, str]
) -> None:
    answer = open_app.test_client().post("/__mock/reset", headers=headers)

    assert answer.status_code == 404


def test_an_open_api_is_closed_to_other_computers(open_app: Flask) -> None:
    answer = open_app.test_client().get(
        "/__mock/clock", environ_overrides={"REMOTE_ADDR": "192.168.1.9"}
    )

    assert answer.status_code == 404
