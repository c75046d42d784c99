"""What the journal remembers, and how it is read, waited for and exported."""

import ast
import base64
import json
import threading

from tests.mock_idp.control.flows import Flows


def test_an_exchange_is_told_with_all_that_was_said(flows: Flows) -> None:
    flows.tokens()

    found = flows.order("GET", "/journal?endpoint=token").json["exchanges"]

    entry = found[0]
    kinds = [said["kind"] for said in entry["said"]]
    assert [entry["method"], entry["path"], entry["status"]] == ["POST", "/token", 200]
    assert [entry["client"], entry["person"]] == ["portal", "dao"]
    assert entry["form"]["grant_type"] == "authorization_code"
    assert entry["body"]["id_token"]
    assert {"id_token_claims", "id_token", "token_response"} <= set(kinds)


def test_secrets_of_clients_are_hidden_and_tokens_are_not(flows: Flows) -> None:
    form = {"client_id": "portal", "client_secret": "demo-portal-secret"}
    flows.http.post("/token", data=form)
    flows.tokens()

    text = flows.order("GET", "/journal").get_data(as_text=True)
    har = flows.order("GET", "/journal?format=har").get_data(as_text=True)

    basic = base64.b64encode(b"portal:demo-portal-secret").decode()
    for told in (text, har):
        assert "demo-portal-secret" not in told
        assert basic not in told
        assert '"***"' in told or "=***" in told


def test_the_journal_is_searched(flows: Flows) -> None:
    flows.tokens()
    flows.answered("vneid:ung_level2")

    def numbers(query: str) -> list[int]:
        found = flows.order("GET", f"/journal?{query}").json["exchanges"]
        return [entry["number"] for entry in found]

    assert len(numbers("")) == 3
    assert len(numbers("person=ung")) == 1
    assert len(numbers("client=portal&endpoint=authorize")) == 2
    assert numbers("client=spa-demo") == []
    assert len(numbers(f"after={numbers('')[0]}")) == 2


def test_faults_are_told_where_they_acted(flows: Flows) -> None:
    flows.switch_on("I.exp_past", times=1)
    flows.tokens()

    entry = flows.order("GET", "/journal?endpoint=token").json["exchanges"][0]

    assert entry["faults"] == ["I.exp_past"]


def test_control_health_and_static_files_are_in_no_journal(flows: Flows) -> None:
    flows.get("/healthz")
    flows.get("/static/layout.css").close()
    flows.order("GET", "/clock")

    assert flows.order("GET", "/journal").json["exchanges"] == []


def test_waiting_ends_when_the_exchange_happens(flows: Flows) -> None:
    here = flows.app.extensions["mock_idp"]
    waiter = threading.Thread(target=flows.get, args=("/jwks",))

    waiter.start()
    found = here.journal.wait("jwks", timeout=10)
    waiter.join()

    assert found is not None
    assert found.path == "/jwks"


def test_waiting_ends_with_the_time(flows: Flows) -> None:
    order = {"endpoint": "token", "timeout": "5ms"}

    nothing = flows.order("POST", "/journal/wait", order).json
    flows.tokens()
    found = flows.order("POST", "/journal/wait", order).json

    assert nothing["timed_out"] is True
    assert nothing["exchange"] is None
    assert found["exchange"]["endpoint"] == "token"


def test_the_journal_is_bounded(flows: Flows) -> None:
    tenant = flows.tenant("busy")
    for _number in range(220):
        tenant.get("/jwks")

    told = tenant.order("GET", "/journal").json

    assert len(told["exchanges"]) == 200
    assert told["last"] == 220


def test_a_har_archive_has_what_readers_need(flows: Flows) -> None:
    flows.tokens()

    log = flows.order("GET", "/journal?format=har").json["log"]

    assert log["version"] == "1.2"
    request, response = log["entries"][1]["request"], log["entries"][1]["response"]
    assert request["url"] == "http://127.0.0.1:8391/token"
    assert request["postData"]["params"][0]["name"] == "grant_type"
    assert json.loads(response["content"]["text"])["token_type"] == "Bearer"


def test_a_diagram_and_a_test_can_be_drawn(flows: Flows) -> None:
    flows.switch_on("T.http_503", times=1)
    flows.tokens()

    diagram = flows.order("GET", "/journal?format=mermaid").get_data(as_text=True)
    source = flows.order("GET", "/journal?format=pytest").get_data(as_text=True)

    assert diagram.startswith("sequenceDiagram\n")
    assert "C->>I: POST /token" in diagram
    assert "503 Service Unavailable (T.http_503)" in diagram
    assert ast.parse(source)
    assert "'/token'" in source


def test_the_journal_can_be_forgotten(flows: Flows) -> None:
    flows.tokens()

    flows.order("DELETE", "/journal")

    assert flows.order("GET", "/journal").json == {"exchanges": [], "last": 2}
