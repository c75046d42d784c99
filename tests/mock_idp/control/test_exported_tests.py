"""An exported sign-in is a test that runs, alone in an empty folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mock_idp.people.traits import Traits
from mock_idp.testing import MockIdp, Tenant
from mock_idp.testing.repeating import Repeating
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import ALL_SCOPES, authorize_url, redeem
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.people.accounts import DAO

SECRET = "demo-portal-secret"


@pytest.fixture(scope="module")
def process() -> Iterator[MockIdp]:
    with MockIdp() as idp:
        yield idp


@pytest.fixture
def tenant(process: MockIdp) -> Iterator[Tenant]:
    made = process.new_tenant()
    yield made
    made.close()


def exported(flows: Flows) -> str:
    text: str = flows.order("GET", "/journal?format=pytest").get_data(as_text=True)
    return text


def lists_of(source: str) -> dict[str, Any]:
    """What stands in an exported file."""
    names: dict[str, Any] = {}
    exec(compile(source, "exported", "exec"), names)  # noqa: S102 - our own
    return names


def repeat(source: str, tenant: Tenant) -> list[dict[str, Any]]:
    """Take the steps of an exported test here; return them."""
    names = lists_of(source)
    repeating = Repeating(tenant, names["CLIENTS"], names["PEOPLE"])
    for step in names["STEPS"]:
        repeating.repeat(step)
    steps: list[dict[str, Any]] = names["STEPS"]
    return steps


def run_alone(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder with nothing but this file in it."""
    (folder / "test_exported.py").write_text(source, encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_sign_in_by_hand_is_repeated_by_pytest_in_an_empty_folder(
    flows: Flows, tmp_path: Path
) -> None:
    browser = Browser(flows.app)
    end = browser.sign_in(authorize_url(), "ung")
    tokens = redeem(browser, end).json
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    flows.get("/userinfo", headers=bearer)
    redeem(browser, end)  # a code used twice is refused, there as here
    flows.get("/userinfo", headers=bearer)
    source = exported(flows)

    done = run_alone(tmp_path, source)

    steps = lists_of(source)["STEPS"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert [step["path"] for step in steps] == [
        *("/authorize", "/token", "/userinfo", "/token", "/userinfo"),
    ]
    assert [step["expected"].get("status") for step in steps[1:]] == [
        *(200, 200, 400, 401),
    ]


def test_no_secret_code_or_token_stands_in_the_file(flows: Flows) -> None:
    browser = Browser(flows.app)
    end = browser.sign_in(authorize_url())
    tokens = redeem(browser, end).json
    flows.http.post(
        "/introspect",
        data={"token": tokens["access_token"], "client_id": "portal"}
        | {"client_secret": SECRET},
    )

    source = exported(flows)

    hidden = (SECRET, end.answer["code"], tokens["access_token"], tokens["id_token"])
    assert [text for text in hidden if text in source] == []
    assert "{access_token of" in source


def test_a_wrong_secret_stays_wrong(flows: Flows, tenant: Tenant) -> None:
    code = flows.answered()["code"]
    flows.redeem(code)
    flows.http.post(
        "/token",
        data={"grant_type": "authorization_code", "code": code},
        auth=("portal", "guessed"),
    )

    steps = repeat(exported(flows), tenant)

    assert [step["expected"].get("status") for step in steps] == [None, 200, 401]
    assert "guessed" not in str(steps)


def test_who_refuses_on_the_phone_refuses_again(flows: Flows, tenant: Tenant) -> None:
    browser = Browser(flows.app)
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    page = browser.open(waiting.links["open-phone"])
    token = dict(page.forms["phone-approve"][0].fields)["form_token"]
    browser.open(waiting.links["open-phone"], [("form_token", token), ("answer", "no")])
    browser.submit(browser.open(waiting.url), "cancel")

    steps = repeat(exported(flows), tenant)

    assert steps[0]["expected"]["error"] == "access_denied"


@pytest.mark.parametrize("fault", ["T.http_503", "I.exp_past", "A.state_missing"])
def test_faults_act_again_where_they_acted(
    flows: Flows, tenant: Tenant, fault: str
) -> None:
    flows.switch_on(fault, times=1)
    flows.redeem(flows.answered().get("code", "none"))

    steps = repeat(exported(flows), tenant)

    assert [name for step in steps for name in step["faults"]] == [fault]


@pytest.mark.parametrize(
    "asked",
    [
        {"response_mode": "form_post"},
        {"prompt": "none"},
        {"scope": "openid nonsense"},
        {"scope": f"{ALL_SCOPES} offline_access", "prompt": "consent"},
    ],
)
def test_every_kind_of_answer_is_repeated(
    flows: Flows, tenant: Tenant, asked: dict[str, str]
) -> None:
    flows.authorize(**asked)
    flows.authorize(None, prompt="none")

    steps = repeat(exported(flows), tenant)

    assert len(steps) == 2


def test_a_refresh_token_is_the_one_of_the_step_before(
    flows: Flows, tenant: Tenant
) -> None:
    order = {"client_id": "app", "redirect_uris": ["https://app.example/cb"]}
    order["grant_types"] = ["authorization_code", "refresh_token"]
    flows.order("POST", "/clients", order | {"client_secret": "of-the-app-1"})
    back = {"redirect_uri": "https://app.example/cb"}
    asked = {"scope": "openid offline_access", "prompt": "consent", "client_id": "app"}
    code = flows.answered(**asked, **back)["code"]
    auth = ("app", "of-the-app-1")
    form = {"grant_type": "authorization_code", "code": code, **back}
    tokens = flows.http.post("/token", data=form, auth=auth).json
    for _ in range(2):
        form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        flows.http.post("/token", data=form, auth=auth)

    steps = repeat(exported(flows), tenant)

    assert steps[2]["form"][1][1] == "{refresh_token of 2}"
    assert steps[3]["expected"]["error"] == "invalid_grant"


def test_people_and_clients_of_this_run_come_along(
    flows: Flows, tenant: Tenant
) -> None:
    client = {"client_id": "shop", "redirect_uris": ["https://shop.example/cb"]}
    flows.order("POST", "/clients", {**client, "client_secret": "of-the-shop-1"})
    made = flows.order("POST", "/people/generate", {"seed": 3}).json["people"][0]
    flows.app.extensions["mock_idp"].people.set_traits(
        DAO.personal_id, Traits(nationality="LA")
    )
    asked = {"client_id": "shop", "redirect_uri": "https://shop.example/cb"}
    flows.authorize(f"vneid:{made['personal_id']}_level2", **asked)
    Browser(flows.app).sign_in(authorize_url(**asked, prompt="login"), "dao")

    source = exported(flows)
    repeat(source, tenant)

    numbers = {person["personal_id"] for person in lists_of(source)["PEOPLE"]}
    assert numbers == {made["personal_id"], DAO.personal_id}
    assert "of-the-shop-1" not in source


def test_a_registration_and_what_it_gave_are_repeated(
    flows: Flows, tenant: Tenant
) -> None:
    order = {"redirect_uris": ["https://shop.example/cb"], "client_name": "Shop"}
    made = flows.http.post("/register", json=order).json
    address = f"/register/{made['client_id']}"
    bearer = {"Authorization": f"Bearer {made['registration_access_token']}"}
    flows.get(address, headers=bearer)

    steps = repeat(exported(flows), tenant)

    assert [step["expected"]["status"] for step in steps] == [201, 200]
    assert made["client_secret"] not in str(steps)


def test_time_is_the_recorded_one(flows: Flows, tenant: Tenant) -> None:
    code = flows.answered()["code"]
    flows.order("POST", "/clock/advance", {"seconds": 61})
    flows.redeem(code)

    steps = repeat(exported(flows), tenant)

    assert steps[1]["expected"]["error"] == "invalid_grant"
    assert steps[1]["at"] - steps[0]["at"] == 61


def test_what_cannot_be_repeated_is_named_with_the_reason(
    flows: Flows, tenant: Tenant
) -> None:
    Browser(flows.app).open(authorize_url())
    flows.http.post("/token", data={"client_assertion": "x" * 20}, auth=None)
    flows.http.get("/userinfo", headers={"DPoP": "proof"})
    flows.http.get('/authorize?client_id="""%0Aimport os')

    source = exported(flows)

    assert repeat(source, tenant) == []
    assert "1. GET /authorize: no client heard how it ended" in source
    assert "client_assertion is signed with a key" in source
    assert "DPoP is signed" in source
    assert "import os" not in source


def test_an_answer_of_another_kind_fails(flows: Flows, tenant: Tenant) -> None:
    flows.tokens()
    names = lists_of(exported(flows))
    steps = names["STEPS"]
    steps[1]["expected"]["status"] = 400

    repeating = Repeating(tenant, names["CLIENTS"], names["PEOPLE"])
    repeating.repeat(steps[0])

    with pytest.raises(AssertionError, match="step 2, POST /token"):
        repeating.repeat(steps[1])


def test_an_empty_journal_makes_a_file_that_runs(flows: Flows, tenant: Tenant) -> None:
    assert repeat(exported(flows), tenant) == []
