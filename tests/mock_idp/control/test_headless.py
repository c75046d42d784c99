"""Five ways to sign in without a person."""

import pytest
from flask import Flask

from mock_idp.control.phones import ACTS
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.control.flows import HINT, Flows, answer_of


def test_a_hint_signs_in_at_once_and_says_that_nobody_was_there(flows: Flows) -> None:
    claims = flows.claims("vneid:dao_level2")

    assert claims["acr"] == "urn:example:vneid:muc-2"
    assert "mock" in claims["amr"]
    assert claims["mock"] is True


def test_a_hint_may_ask_for_the_lower_level(flows: Flows) -> None:
    assert flows.claims("vneid:dao_level1")["acr"] == "urn:example:vneid:muc-1"


def test_a_number_does_as_well_as_a_short_name(flows: Flows) -> None:
    assert flows.claims("vneid:901196004217_level2")["SoDinhDanh"] == "901196004217"


def test_a_level_above_the_account_is_not_reached(flows: Flows) -> None:
    level_2 = (
        '{"id_token":{"acr":{"essential":true,"value":"urn:example:vneid:muc-2"}}}'
    )

    answer = flows.answered("vneid:chi_level2", claims=level_2)

    assert answer["error"] == "unmet_authentication_requirements"
    assert flows.claims("vneid:chi_level2")["acr"] == "urn:example:vneid:muc-1"


@pytest.mark.parametrize("hint", ["vneid:thu_ha_level2", "vneid:thu_ha"])
def test_a_short_name_may_have_an_underscore(flows: Flows, hint: str) -> None:
    assert flows.claims(hint)["name"] == flows.claims("thu_ha")["name"]


@pytest.mark.parametrize(
    ("hint", "error"),
    [
        ("vneid:dao_level2_deny", "access_denied"),
        ("vneid:dao_level2_timeout", "access_denied"),
        ("vneid:nobody_level2", "access_denied"),
        ("vneid:001196004217_level2", "access_denied"),
        ("vneid:tuyet_level1", "access_denied"),
        ("vneid:dao_level2_no_such_fault", "invalid_request"),
        ("vneid:dao_level3", "invalid_request"),
        ("vneid:", "invalid_request"),
        ("vneid:Đào_level2", "invalid_request"),
    ],
)
def test_hints_end_as_they_say(flows: Flows, hint: str, error: str) -> None:
    assert flows.answered(hint)["error"] == error


def test_a_fault_in_the_hint_holds_for_this_sign_in_only(flows: Flows) -> None:
    spoiled = flows.claims("vneid:dao_level2_I.nonce_wrong")
    good = flows.claims(HINT)

    assert spoiled["nonce"] == "wrong-by-fault"
    assert good["nonce"] == "n-1"


def test_a_header_signs_in_too(flows: Flows) -> None:
    answer = flows.authorize(None, headers={"X-Mock-Sign-In": "dao_level2"})

    assert "code" in answer_of(answer)


def test_the_queue_is_used_once_and_by_the_right_client(flows: Flows) -> None:
    flows.order("POST", "/next", {"client": "spa-demo", "person": "ung"})
    flows.order("POST", "/next", {"client": "portal", "person": "dao", "level": 1})
    flows.order("POST", "/next", {"error": "temporarily_unavailable"})

    first = flows.claims(None)
    second = flows.answered(None)
    third = flows.authorize(None, prompt="login")

    assert first["acr"] == "urn:example:vneid:muc-1"
    assert second["error"] == "temporarily_unavailable"
    assert "/sign-in/" in third.headers["Location"]
    assert len(flows.order("GET", "/next").json["next"]) == 1


def test_somebody_can_be_signed_in_unasked(flows: Flows) -> None:
    flows.order("PUT", "/auto", {"client": "portal", "person": "dao"})

    claims = flows.claims(None)
    flows.order("DELETE", "/auto?client=portal")
    asked = flows.authorize(None, prompt="login")

    assert claims["HoVaTen"] == "Trần Thị Hồng Đào"
    assert "/sign-in/" in asked.headers["Location"]


def test_silence_needs_a_session_or_a_hint(flows: Flows) -> None:
    flows.order("PUT", "/auto", {"person": "dao"})

    by_itself = flows.answered(None, prompt="none")
    by_hint = flows.answered(HINT, prompt="none")
    with_session = flows.answered(None, prompt="none")

    assert by_itself["error"] == "login_required"
    assert "code" in by_hint
    assert "code" in with_session


def test_a_session_is_kept_until_it_must_be_renewed(flows: Flows) -> None:
    first = flows.claims()
    flows.order("POST", "/clock/advance", {"seconds": 100})

    kept = flows.claims()
    too_old = flows.claims(max_age="60")
    flows.order("POST", "/clock/advance", {"seconds": 100})
    again = flows.claims(prompt="login")

    assert kept["auth_time"] == first["auth_time"]
    assert too_old["auth_time"] == first["auth_time"] + 100
    assert again["auth_time"] == first["auth_time"] + 200
    assert again["sid"] == first["sid"]


def test_a_minted_token_verifies_like_any_other(flows: Flows) -> None:
    order = {"person": "dao", "client": "portal", "nonce": "n-9"}

    made = flows.order("POST", "/tokens", order).json
    read = flows.get(
        "/userinfo", headers={"Authorization": f"Bearer {made['access_token']}"}
    )

    keys = flows.app.extensions["mock_idp"].provider.keys
    assert keys.read(made["id_token"])["nonce"] == "n-9"
    assert read.json["SoDinhDanh"] == "901196004217"


def test_a_token_can_be_minted_spoiled(flows: Flows) -> None:
    order = {"person": "dao", "client": "portal", "claims": {"acr": None, "x": 1}}

    made = flows.order("POST", "/tokens", order | {"spoil": ["I.other_key"]}).json
    claims = flows.order("POST", "/tokens", order).json["id_token"]

    keys = flows.app.extensions["mock_idp"].provider.keys
    assert keys.read(made["id_token"]) is None
    assert keys.read(claims)["x"] == 1
    assert "acr" not in keys.read(claims)


@pytest.mark.parametrize(
    "change",
    [
        {"person": "nobody"},
        {"person": "001196004217"},
        {"client": "nobody"},
        {"spoil": "T.hang"},
        {"spoil": "I.nothing"},
        {"level": "2"},
    ],
)
def test_minting_says_what_is_wrong(flows: Flows, change: dict[str, object]) -> None:
    answer = flows.order(
        "POST", "/tokens", {"person": "dao", "client": "portal"} | change
    )

    assert answer.status_code == 422
    assert answer.json["where"]


def test_a_strangers_link_signs_nobody_in_unless_that_is_allowed(idp: Flask) -> None:
    page = Browser(idp).open(authorize_url(login_hint=HINT))

    assert "choose-account" in page.forms


@pytest.mark.parametrize("fault", ACTS)
def test_phone_faults_end_a_sign_in_without_a_person(flows: Flows, fault: str) -> None:
    flows.switch_on(f"P.{fault}")

    answer = flows.answered()

    assert ("code" in answer) is (fault in ("late_push", "double_approval"))
