"""Third-party initiated login: modules of ``oidcc-3rd_party-init-login…``."""

from __future__ import annotations

from tests.conformance.browser import Browser, http_request
from tests.conformance.client import CALLBACK
from tests.conformance.conftest import Op
from tests.conformance.logout.ending import Register, fields_of

BEGIN = "https://rp.example/begin?tenant=1"


def test_oidcc_3rd_party_init_login(
    op: Op, register: Register, browser: Browser
) -> None:
    rp = register(response_types=["code"], initiate_login_uri=BEGIN)
    token = rp.record["registration_access_token"]

    read = http_request(
        "GET",
        rp.record["registration_client_uri"],
        headers={"Authorization": f"Bearer {token}"},
    )

    assert rp.record["initiate_login_uri"] == BEGIN
    assert read.status == 200
    assert read.headers["content-type"].startswith("application/json")
    assert read.json["initiate_login_uri"] == BEGIN


def test_oidcc_3rd_party_init_login_nohttps(op: Op) -> None:
    asked = {
        "redirect_uris": [CALLBACK],
        "initiate_login_uri": "http://rp.example/begin",
    }

    answer = http_request("POST", f"{op.issuer}/register", json_body=asked)

    assert answer.status == 400
    assert answer.json["error"] == "invalid_client_metadata"


def test_a_person_starts_at_a_relying_party(
    op: Op, register: Register, browser: Browser
) -> None:
    rp = register(
        response_types=["code"],
        initiate_login_uri=BEGIN,
        client_uri="https://rp.example/services",
    )
    rp.sign_in(browser, rp.ask("code"))
    home = browser.open(f"{op.issuer}/")
    form = home.forms[f"start-{rp.client_id}"]

    page = browser.open(
        f"{op.issuer}{form.action}?"
        + "&".join(f"{name}={value}" for name, value in form.fields)
    )

    assert page.location.startswith("https://rp.example/begin?")
    assert fields_of(page.location) == {
        "tenant": "1",
        "iss": op.issuer,
        "login_hint": "dao",
        "target_link_uri": "https://rp.example/services",
    }
    reply = rp.sign_in(browser, rp.ask("code", login_hint="dao", prompt="login"))
    assert reply.fields["code"]
