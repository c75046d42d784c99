"""What relying parties send is shown as text, bounded, and nowhere else."""

import logging

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.glass.rows import MOST
from mock_idp.glass.shown import LONGEST, shown
from mock_idp.oidc.clients.client import Client
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking, rows, steps

SCRIPT = "<script>alert(1)</script>"
QUIET = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NAMES = st.sampled_from(
    [
        *("client_id", "code", "token", "request_uri", "user_code", "id_token_hint"),
        *("refresh_token", "device_code", "request", "client_assertion", "state"),
        *("leaving", "nonce", "claims", "code_verifier", "code_challenge"),
    ]
)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | (
    st.sampled_from([SCRIPT, "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30.", "x" * 500])
)


def test_names_and_values_are_escaped(idp: Flask, flows: Flows, looking: Looking):
    idp.extensions["mock_idp"].provider.clients.put(
        Client(client_id=SCRIPT, redirect_uris=(), client_name=f"{SCRIPT} & <b>")
    )
    flows.http.get("/authorize", query_string={"client_id": SCRIPT, SCRIPT: SCRIPT})

    listed, page = looking.list(), looking.newest()

    for text in (listed.text, page.text):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_what_cannot_be_seen_is_written_out():
    hidden = "a\u202eb\x00c\u200bd\ud800e\n"

    assert shown(hidden) == "a\\u202eb\\u0000c\\u200bd\\ud800e\\u000a"


def test_a_long_value_is_cut_and_says_by_how_much():
    assert shown("x" * (LONGEST + 5)) == "x" * LONGEST + "… (+5)"


def test_many_parameters_are_cut(flows: Flows, looking: Looking):
    many = [(f"p{n}", "v") for n in range(MOST + 40)]
    flows.http.get("/authorize", query_string=dict(many))

    found = rows(looking.newest())

    assert ("…", "+40") in found
    assert len(found) < MOST + 30


def test_a_body_that_is_very_deep_is_shown_as_text(flows: Flows, looking: Looking):
    deep = b"[" * 5000
    flows.http.post("/confirmations", data=deep, content_type="application/json")

    assert looking.newest().status == 200


def test_a_lone_surrogate_in_an_address_is_shown(flows: Flows, looking: Looking):
    flows.http.get("/authorize?client_id=%ED%A0%80&state=%00%FF")

    assert looking.newest().status == 200


def test_looking_writes_nothing_to_a_log(
    person: Browser, looking: Looking, caplog: pytest.LogCaptureFixture
):
    person.sign_in(authorize_url())

    with caplog.at_level(logging.DEBUG):
        looking.list()
        looking.newest()

    assert [r for r in caplog.records if r.name.startswith(("mock_idp", "flask"))] == []


def test_a_thousand_calls_make_a_short_page(flows: Flows, looking: Looking):
    for _ in range(400):
        flows.http.post("/token", data={"grant_type": "x"})

    page = looking.list()

    assert page.status == 200
    assert page.text.count('data-testid="trail-') == 100
    assert "Còn 300 lần cũ hơn" in page.text


def test_a_value_sent_by_two_services_ties_no_more_than_a_page_can_hold(
    flows: Flows, looking: Looking
):
    for _ in range(200):
        flows.http.post("/token", data={"grant_type": "x", "code": "the-same-code"})

    page = looking.newest()

    assert len(steps(page)) == 150


@QUIET
@given(
    path=st.sampled_from(["/authorize", "/token", "/logout", "/par", "/userinfo"]),
    query=st.lists(st.tuples(NAMES, VALUES), max_size=5),
    form=st.dictionaries(NAMES, VALUES, max_size=5),
    proof=VALUES,
)
def test_nothing_sent_anywhere_makes_the_glass_fail(
    flows: Flows,
    looking: Looking,
    path: str,
    query: list[tuple[str, str]],
    form: dict[str, str],
    proof: str,
):
    written = proof.encode("ascii", "ignore").decode().translate(_NO_BREAKS)
    headers = {
        "DPoP": written,
        "Authorization": f"DPoP {written[:20]}",
        "Cookie": "mock_idp_session=a; =b; mock_idp_session",
    }
    flows.http.open(
        path,
        method="GET" if path in ("/authorize", "/userinfo") else "POST",
        query_string=dict(query),
        data=form,
        headers=headers,
    )

    number = flows.app.extensions["mock_idp"].journal.last
    for page in (looking.list(), looking.one(number), looking.one(0)):
        assert page.status in (200, 404)
        assert "<script>alert" not in page.text
    for form_name in ("har", "mmd", "py"):
        assert looking.open(f"/kinh/{number}.{form_name}").status in (200, 404)


_NO_BREAKS = dict.fromkeys([*range(32), 127])
