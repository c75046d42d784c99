"""One sign-in as a file: HAR 1.2, Mermaid, pytest."""

import ast
import json

from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking


def test_the_har_holds_the_exchanges_of_this_sign_in_alone(
    flows: Flows, looking: Looking
):
    flows.tokens(state="first")
    flows.tokens(state="second")

    answer = looking.client.get("/kinh/1.har")

    log = json.loads(answer.get_data())["log"]
    assert log["version"] == "1.2"
    assert [e["request"]["method"] for e in log["entries"]] == ["GET", "POST"]
    assert "state=first" in log["entries"][0]["request"]["url"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.mimetype == "application/json"


def test_the_diagram_has_a_lane_for_each_party(flows: Flows, looking: Looking):
    flows.tokens()

    lines = looking.open("/kinh/1.mmd").text.splitlines()

    assert lines[0] == "sequenceDiagram"
    assert "  participant C1 as RP portal" in lines
    assert any(line.startswith("  B->>I: 1 GET /authorize") for line in lines)
    assert any(line.startswith("  C1->>I: 3 POST /token") for line in lines)
    assert "  I-->>C1: 4 200 OK" in lines


def test_a_service_cannot_add_a_line_to_the_diagram(flows: Flows, looking: Looking):
    flows.http.get(
        "/authorize",
        query_string={"client_id": "x\n  B->>I: forged; #quot;", "state": "%%{init}%%"},
    )

    text = looking.open("/kinh/1.mmd").text

    assert len([line for line in text.splitlines() if "->>" in line]) == 1
    assert not set(";#%{}") & set(text)


def test_the_pytest_file_is_python(flows: Flows, looking: Looking):
    flows.tokens()

    text = looking.open("/kinh/1.py").text

    assert ast.parse(text)
    assert "demo-portal-secret" not in text


def test_another_form_is_not_found(flows: Flows, looking: Looking):
    flows.tokens()

    assert looking.open("/kinh/1.exe").status == 404
