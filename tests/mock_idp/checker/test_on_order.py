"""Checks that are ordered over the control API, over a real connection."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from mock_idp.checker import arguments
from mock_idp.checker.browsing.agent import Agent
from mock_idp.checker.browsing.local import NotLocal, check_local, local_connection
from mock_idp.checker.browsing.page import Step
from mock_idp.checker.mock import Mock, MockRefused
from mock_idp.control.checking import OFFER
from mock_idp.serving import serve
from mock_idp.settings import Settings
from tests.mock_idp.checker.checking import SECRET
from tests.mock_idp.checker.own_rp import GREETING, OwnRp, own_rp

FEW = ["request.clean", "id-token.exp-past", "id-token.nonce-wrong"]
LONGEST_SECONDS = 60.0
KEY = "root-key"


@pytest.fixture
def offered() -> Iterator[None]:
    """The process offers checks, as ``mock-idp serve`` does."""
    arguments.offer()
    yield
    OFFER.put(None)


@pytest.fixture
def eid(offered: None) -> Iterator[Mock]:
    """A mock e-ID that is not the checker's own."""
    with serve(Settings(admin_key=KEY, headless=True)) as running:
        mock = Mock(running.issuer, KEY)
        yield mock
        mock.order("DELETE", "/rp-checks")
        _ended(mock)
        mock.close()


@pytest.fixture
def shop(eid: Mock) -> Iterator[OwnRp]:
    """A registered relying party that does not look at ``exp``."""
    with own_rp(eid.issuer, "no_exp", client_id="shop") as rp:
        record = {"redirect_uris": [f"{rp.url}/callback"], "client_secret": SECRET}
        eid.register("shop", record)
        yield rp


def order(rp: OwnRp, **more: Any) -> dict[str, Any]:
    told = {"client": "shop", "login": f"{rp.url}/login", "ok": GREETING, "only": FEW}
    return told | more


def _ended(eid: Mock) -> dict[str, Any]:
    """The state once nothing is under way any more."""
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        told = eid.order("GET", "/rp-checks?format=state")
        if told["state"] not in ("running", "stopping"):
            return told
        eid.order("POST", "/journal/wait", {"timeout": 0.2, "client": "nobody"})
    raise AssertionError(told)


def refused(eid: Mock, method: str, body: object = None) -> str:
    with pytest.raises(MockRefused) as refusal:
        eid.order(method, "/rp-checks", body)
    return str(refusal.value)


def test_a_check_is_started_and_its_report_is_read(eid: Mock, shop: OwnRp) -> None:
    began = eid.order("POST", "/rp-checks", order(shop))
    ended = _ended(eid)
    told = eid.order("GET", "/rp-checks")

    assert (began["state"], began["cases"]) == ("running", 3)
    assert (ended["state"], ended["checked"], ended["passed"]) == ("done", 3, False)
    assert "report" not in ended
    verdicts = {case["id"]: case["verdict"] for case in told["report"]["cases"]}
    assert verdicts == dict(zip(FEW, ("pass", "fail", "pass"), strict=True))
    assert SECRET not in json.dumps(told)
    assert "--only id-token.exp-past" in told["report"]["cases"][1]["command"]


def test_the_report_is_a_page_and_junit_too(eid: Mock, shop: OwnRp) -> None:
    eid.order("POST", "/rp-checks", order(shop))
    _ended(eid)

    page = eid.read("/rp-checks?format=html")
    suite = ET.fromstring(eid.read("/rp-checks?format=junit"))[0]  # noqa: S314 - ours

    assert "not the real VNeID" in page
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")


def test_only_one_check_runs_at_a_time_and_it_can_be_stopped(
    eid: Mock, shop: OwnRp
) -> None:
    eid.order("POST", "/rp-checks", order(shop, only=["*"]))

    again = refused(eid, "POST", order(shop))
    eid.order("DELETE", "/rp-checks")
    ended = _ended(eid)

    assert "Another" in again or "khác" in again
    assert ended["state"] == "stopped"
    assert 0 <= int(ended["checked"]) < int(ended["cases"])
    assert eid.order("GET", "/scenarios")["scenarios"] == []
    eid.order("DELETE", "/rp-checks")
    assert eid.order("GET", "/rp-checks") == {"state": "none"}


def test_the_journal_has_its_beginning_and_its_end(eid: Mock, shop: OwnRp) -> None:
    eid.order("POST", "/rp-checks", order(shop))
    _ended(eid)

    noted = eid.order("GET", "/journal?endpoint=rp-checks")["exchanges"]

    states = [exchange["said"][0]["value"]["state"] for exchange in noted]
    assert states == ["running", "done"]


def test_a_client_that_does_not_sign_in_is_told(eid: Mock, shop: OwnRp) -> None:
    eid.order("POST", "/rp-checks", order(shop, ok="Not on any page"))
    ended = _ended(eid)

    assert ended["state"] == "broken"
    assert "although nothing is wrong" in ended["problem"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"client": "nobody"}, "nobody"),
        ({"login": "http://93.184.215.14/login"}, "/login"),
        ({"login": "http://169.254.169.254/latest"}, "/login"),
        ({"login": "file:///etc/passwd"}, "/login"),
        ({"login": "http://[::1"}, "/login"),
        ({"home": "http://8.8.8.8/"}, "/home"),
        ({"logout": "http://user@127.0.0.1/"}, "/logout"),
        ({"only": ["no.such.case"]}, "/only"),
        ({"wait": 3600}, "/wait"),
        ({"wait": "soon"}, "/wait"),
        ({"ok": None}, "/ok"),
        ({"shell": "rm"}, "/shell"),
    ],
    ids=str,
)
def test_an_order_that_cannot_be_followed_is_refused(
    eid: Mock, shop: OwnRp, wrong: dict[str, Any], where: str
) -> None:
    said = refused(eid, "POST", order(shop) | wrong)

    assert where in said
    assert eid.order("GET", "/rp-checks") == {"state": "none"}


def test_a_redirect_to_the_world_outside_is_not_followed() -> None:
    with Agent(local_connection) as agent:
        page = agent.send(Step("GET", "http://93.184.215.14/"))

    assert page.status == 0
    assert "neither loopback nor private" in page.failed


@pytest.mark.parametrize("url", ["http://localhost:1/", "https://10.1.2.3/x"])
def test_this_computer_and_private_networks_may_be_visited(url: str) -> None:
    check_local(url)


@pytest.mark.parametrize("url", ["http://[fd00:ec2::254]/", "ftp://127.0.0.1/", "x"])
def test_other_addresses_may_not(url: str) -> None:
    with pytest.raises(NotLocal):
        check_local(url)


def test_a_tenant_sees_only_its_own_check(eid: Mock, shop: OwnRp) -> None:
    made = eid.order("POST", "/tenants", {"name": "other"})
    eid.order("POST", "/rp-checks", order(shop))
    _ended(eid)

    with_tenant = Mock(f"{eid.issuer}/t/other", made["admin_key"])
    told = with_tenant.order("GET", "/rp-checks")
    with_tenant.order("DELETE", "/rp-checks")
    with_tenant.close()

    assert told == {"state": "none"}
    assert eid.order("GET", "/rp-checks?format=state")["state"] == "done"


def test_a_tenants_client_is_checked_with_the_tenants_own_key(eid: Mock) -> None:
    made = eid.order("POST", "/tenants", {"name": "own"})
    tenant = Mock(f"{eid.issuer}/t/own", made["admin_key"])
    with own_rp(tenant.issuer, client_id="shop") as rp:
        record = {"redirect_uris": [f"{rp.url}/callback"], "client_secret": SECRET}
        tenant.register("shop", record)
        tenant.order("POST", "/rp-checks", order(rp))
        ended = _ended(tenant)
    tenant.close()

    assert (ended["state"], ended["passed"]) == ("done", True)


@pytest.mark.parametrize("door", [{"headless": False}, {}], ids=str)
def test_without_headless_sign_in_nothing_is_checked(
    offered: None, door: dict[str, Any]
) -> None:
    with serve(replace(Settings(admin_key=KEY), **door)) as running:
        eid = Mock(running.issuer, KEY)
        said = refused(eid, "GET")
        eid.close()

    assert "--headless" in said


def test_a_process_that_offers_no_checks_says_so() -> None:
    with serve(Settings(admin_key=KEY, headless=True)) as running:
        eid = Mock(running.issuer, KEY)
        said = refused(eid, "GET")
        eid.close()

    assert "mock-idp serve" in said


def test_the_description_of_the_control_api_has_it(eid: Mock) -> None:
    paths = eid.order("GET", "/openapi.json")["paths"]

    assert set(paths["/rp-checks"]) == {"get", "post", "delete"}
