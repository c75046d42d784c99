"""When something goes wrong, how often, and how it is switched on."""

from typing import Any

import pytest
from flask import Flask

from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.control.flows import HINT, Flows


def statuses(flows: Flows, count: int) -> list[int]:
    return [flows.tokens().status_code for _number in range(count)]


def test_a_scenario_happens_as_often_as_it_should(flows: Flows) -> None:
    flows.switch_on("T.http_503", times=2)

    assert statuses(flows, 4) == [503, 503, 200, 200]
    assert flows.order("GET", "/scenarios").json == {"scenarios": []}


def test_a_sticky_scenario_stays_until_it_is_switched_off(flows: Flows) -> None:
    flows.switch_on("T.http_503", id="maintenance")

    before = statuses(flows, 3)
    flows.order("DELETE", "/scenarios/maintenance")

    assert before == [503] * 3
    assert statuses(flows, 1) == [200]


def test_only_the_nth_request_is_hit(flows: Flows) -> None:
    flows.switch_on("T.http_503", when={"nth": 2})

    assert statuses(flows, 4) == [200, 503, 200, 200]


def test_a_probability_is_repeatable_by_its_seed(flows: Flows) -> None:
    flows.switch_on("T.http_503", id="a", probability=0.5, seed=7)
    first = statuses(flows, 12)
    flows.switch_on("T.http_503", id="a", probability=0.5, seed=7)

    assert statuses(flows, 12) == first
    assert set(first) == {200, 503}


@pytest.mark.parametrize(
    ("when", "hit"),
    [
        ({"client": "spa-demo"}, False),
        ({"client": "portal"}, True),
        ({"person": "ung"}, False),
        ({"person": ["ung", "dao"]}, True),
        ({"grant": "refresh_token"}, False),
        ({"endpoint": "userinfo"}, False),
        ({"endpoint": "token", "grant": "authorization_code"}, True),
    ],
)
def test_a_scenario_concerns_only_what_it_names(
    flows: Flows, when: dict[str, Any], *, hit: bool
) -> None:
    flows.switch_on("T.http_503", when=when)

    assert statuses(flows, 1) == [503 if hit else 200]


def test_changes_can_be_written_out(flows: Flows) -> None:
    change = {
        "set": {"acr": "urn:example:vneid:muc-1", "extra": [1, {"a": None}]},
        "drop": ["nonce"],
        "sign": "other_key",
    }
    flows.order("POST", "/scenarios", {"then": [{"id_token": change}]})

    answer = flows.tokens().json
    claims = flows.claims()

    assert claims["extra"] == [1, {"a": None}]
    assert "nonce" not in claims
    keys = flows.app.extensions["mock_idp"].provider.keys
    assert keys.read(answer["id_token"]) is None


def test_an_http_answer_can_be_written_out(flows: Flows) -> None:
    http = {"status": 503, "retry_after": 7, "body": "<html>bảo trì</html>"}
    flows.order(
        "POST", "/scenarios", {"when": {"endpoint": "token"}, "then": [{"http": http}]}
    )

    answer = flows.tokens()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"
    assert answer.get_data(as_text=True) == "<html>bảo trì</html>"


def test_delays_are_taken(flows: Flows) -> None:
    delay = {"p50": "2ms", "p99": "9ms", "seed": 7}
    order = {"when": {"endpoint": "token"}, "then": [{"delay": delay}]}

    answer = flows.order("POST", "/scenarios", order)

    assert answer.status_code == 201
    assert statuses(flows, 2) == [200, 200]
    assert flows.order("GET", "/scenarios").json["scenarios"][0]["fired"] == 2


@pytest.mark.parametrize(
    ("order", "where"),
    [
        ([], ""),
        ({}, "/then"),
        ({"fault": "T.nothing"}, "/then/0"),
        ({"fault": "empty"}, "/then/0"),
        ({"then": ["T.hang"] * 21}, "/then"),
        ({"then": [{"fault": "T.hang", "seconds": 61}]}, "/then/0/seconds"),
        ({"then": [{"http": {"status": 99}}], "endpoint": "token"}, "/then/0/http"),
        ({"then": [{"http": {"status": 503}}]}, "/when/endpoint"),
        ({"then": [{"sky": {}}]}, "/then/0"),
        ({"then": [{"id_token": {"sign": "well"}}]}, "/then/0/id_token/sign"),
        ({"fault": "T.hang", "times": 0}, "/times"),
        ({"fault": "T.hang", "times": "2"}, "/times"),
        ({"fault": "T.hang", "probability": 1.1}, "/probability"),
        ({"fault": "T.hang", "id": "a b"}, "/id"),
        ({"fault": "T.hang", "when": {"nth": 0}}, "/when/nth"),
        ({"fault": "T.hang", "when": {"endpoint": "moon"}}, "/when/endpoint"),
        ({"fault": "T.hang", "colour": "red"}, "/colour"),
    ],
)
def test_a_scenario_that_cannot_be_read_says_where(
    flows: Flows, order: Any, where: str
) -> None:
    answer = flows.order("POST", "/scenarios", order)

    assert answer.status_code == 422
    assert answer.json.get("where", "").startswith(where)
    assert flows.order("GET", "/scenarios").json == {"scenarios": []}


def test_a_header_spoils_one_request(flows: Flows) -> None:
    code = flows.answered()["code"]

    wrong = flows.http.get("/jwks", headers={"X-Mock-Scenario": "K.empty"})
    unknown = flows.http.get("/jwks", headers={"X-Mock-Scenario": "K.nothing"})

    assert wrong.json == {"keys": []}
    assert wrong.headers["X-Mock-Active"] == "K.empty"
    assert unknown.status_code == 422
    assert flows.get("/jwks").json["keys"]
    assert flows.redeem(code).status_code == 200


def test_a_header_at_the_beginning_follows_the_sign_in(flows: Flows) -> None:
    headers = {"X-Mock-Scenario": "I.exp_past, U.sub_differs"}

    spoiled = flows.tokens(HINT, headers)
    token = spoiled.json["access_token"]
    info = flows.get("/userinfo", headers={"Authorization": f"Bearer {token}"})

    assert "I.exp_past" in spoiled.headers["X-Mock-Active"]
    assert info.json["sub"] == "other"
    assert flows.userinfo().json["sub"] != "other"


def test_a_fault_that_is_on_is_said_on_every_page(flows: Flows) -> None:
    flows.switch_on("T.http_503", say="VNeID giả lập đang chậm <b>")

    page = flows.get("/phone")

    assert "VNeID giả lập đang chậm &lt;b&gt;" in page.get_data(as_text=True)
    assert page.headers["X-Mock-Active"] == "s-1"


def test_with_nothing_on_nothing_is_said(flows: Flows) -> None:
    page = flows.get("/phone")

    assert "X-Mock-Active" not in page.headers
    assert "fault-on" not in page.get_data(as_text=True)


def test_the_catalogue_lists_every_fault_with_its_command(flows: Flows) -> None:
    flows.switch_on("T.http_503")

    page = Browser(flows.app).open("/faults")

    assert page.text.count("mock-idp faults on ") >= 100
    assert page.text.count("Đang bật</span>") == 1
    assert 'data-testid="fault-I.exp_past"' in page.text


def test_a_link_spoils_the_sign_ins_of_one_browser(flows: Flows) -> None:
    mine, other = Browser(flows.app), Browser(flows.app)
    page = mine.open("/kich-ban/A.server_error")
    mine.submit(page, "scenario", "scenario-on")

    spoiled = mine.open(authorize_url(login_hint=HINT))
    good = other.open(authorize_url(login_hint=HINT))
    mine.submit(mine.open("/scenarios/A.server_error"), "scenario", "scenario-off")

    assert spoiled.answer["error"] == "server_error"
    assert "code" in good.answer
    assert "code" in mine.open(authorize_url(login_hint=HINT)).answer


def test_a_link_is_only_explained_where_strangers_may_come(idp: Flask) -> None:
    browser = Browser(idp)

    page = browser.open("/kich-ban/T.hang")
    header = browser.client.get("/jwks", headers={"X-Mock-Scenario": "K.empty"})

    assert page.status == 200
    assert "scenario" not in page.forms
    assert header.json["keys"]


def test_a_magic_person_goes_wrong_everywhere(flows: Flows) -> None:
    flows.order("PUT", "/people/ung/magic", {"faults": ["I.nonce_wrong"]})

    spoiled, good = flows.claims("vneid:ung_level2"), flows.claims()
    page = flows.get("/phone").get_data(as_text=True)
    flows.order("PUT", "/people/ung/magic", {"faults": []})

    assert spoiled["nonce"] != "n-1"
    assert good["nonce"] == "n-1"
    assert "I.nonce_wrong" in page
    assert flows.claims("vneid:ung_level2")["nonce"] == "n-1"


def test_unknown_links_are_not_found(flows: Flows) -> None:
    assert flows.get("/kich-ban/T.nothing").status_code == 404
    assert flows.get("/scenarios/..").status_code == 404


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("P.deny", "phone_denied"),
        ("P.wrong_number", "phone_denied"),
    ],
)
def test_phone_faults_act_on_a_real_sign_in(
    flows: Flows, fault: str, code: str
) -> None:
    browser = Browser(flows.app)
    flows.switch_on(fault, times=1)

    page = browser.choose(browser.open(authorize_url()), "dao")

    assert code in page.codes or page.codes


def test_a_broken_combination_breaks_nothing(flows: Flows) -> None:
    everything = ["I.sub_missing", "I.alg_none", "I.kid_unknown", "I.typ_wrong"]
    more = ["T.token_type_missing", "T.truncated", "T.duplicate_key", "T.empty"]
    flows.order("POST", "/scenarios", {"then": [*everything, *more]})

    assert flows.tokens().status_code == 200
