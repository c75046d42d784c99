"""Identity assurance: modules of ``ekyc-server-…``, and what else may be asked."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.conformance.browser import Browser
from tests.conformance.conftest import Op
from tests.conformance.ekyc.asking import Register, asked, plain, refused

NAME = "Trần Thị Hồng Đào"


def test_ekyc_server_happypath(register: Register, browser: Browser) -> None:
    answer = asked(register, browser, plain("name"))

    assert answer.one == {
        "verification": {"trust_framework": "vn_dinh_danh_mock"},
        "claims": {"name": NAME},
    }
    assert answer.metadata["verified_claims_supported"] is True
    assert answer.metadata["claims_parameter_supported"] is True
    assert answer.metadata["trust_frameworks_supported"] == ["vn_dinh_danh_mock"]
    assert answer.metadata["documents_supported"]
    assert answer.metadata["electronic_records_supported"]


def test_ekyc_server_happypath_emptyobject(
    register: Register, browser: Browser
) -> None:
    wanted: dict[str, Any] = {
        "verification": {"trust_framework": {}},
        "claims": {"name": {}},
    }

    answer = asked(register, browser, wanted)

    assert answer.one["claims"] == {"name": NAME}


def test_ekyc_server_happypath_essentialfalse(
    register: Register, browser: Browser
) -> None:
    wanted = plain("name") | {"claims": {"name": {"essential": False}}}

    answer = asked(register, browser, wanted)

    assert answer.one["claims"] == {"name": NAME}


def test_ekyc_server_unknown_claim_omitted(
    register: Register, browser: Browser
) -> None:
    answer = asked(register, browser, plain("name", uuid.uuid4().hex))

    assert answer.one["claims"] == {"name": NAME}


def test_ekyc_server_unknown_essential_claim_omitted(
    register: Register, browser: Browser
) -> None:
    wanted = plain("name")
    wanted["claims"][uuid.uuid4().hex] = {"essential": True}

    answer = asked(register, browser, wanted)

    assert answer.one["claims"] == {"name": NAME}


def test_ekyc_server_unknown_claim_specialchars_omitted(
    register: Register, browser: Browser
) -> None:
    answer = asked(register, browser, plain("name", "claim%1/a&,.b"))

    assert answer.one["claims"] == {"name": NAME}


def test_ekyc_server_one_claim_with_random_value_omitted(
    register: Register, browser: Browser
) -> None:
    wanted = plain("name") | {"claims": {"name": {"value": str(uuid.uuid4())}}}

    answer = asked(register, browser, wanted)

    assert answer.id_token is None
    assert answer.userinfo is None


def test_ekyc_server_request_only_in_idtoken(
    register: Register, browser: Browser
) -> None:
    answer = asked(register, browser, plain("name"), places=("id_token",))

    assert answer.id_token["claims"] == {"name": NAME}
    assert answer.userinfo is None


def test_ekyc_server_request_only_in_userinfo(
    register: Register, browser: Browser
) -> None:
    answer = asked(register, browser, plain("name"), places=("userinfo",))

    assert answer.id_token is None
    assert answer.userinfo["claims"] == {"name": NAME}


def test_ekyc_server_testuserprovidedrequest(
    register: Register, browser: Browser
) -> None:
    wanted = plain(
        "given_name",
        "birthdate",
        assurance_level={"values": ["muc_1", "muc_2"]},
        time={"max_age": 3600},
        evidence=[
            {
                "type": {"value": "document"},
                "check_details": [{"check_method": {"value": "vcrypt"}, "time": None}],
                "document_details": {"type": {"value": "idcard"}, "issuer": None},
            }
        ],
    )

    told = asked(register, browser, wanted).one

    verification = told["verification"]
    assert set(verification) == set(wanted["verification"])
    [evidence] = verification["evidence"]
    assert set(evidence) == {"type", "check_details", "document_details"}
    [detail] = evidence["check_details"]
    assert set(detail) == {"check_method", "time"}
    assert set(evidence["document_details"]) == {"type", "issuer"}
    assert told["claims"] == {"given_name": "Đào", "birthdate": "1996-07-02"}


def test_ekyc_server_testbasedonuserinfo_defaults(
    register: Register, browser: Browser
) -> None:
    whole = asked(
        register,
        browser,
        plain(
            *("name", "gender", "SoDinhDanh"),
            assurance_level=None,
            assurance_process={"policy": None, "procedure": None},
            evidence=[{"type": {"value": "electronic_record"}, "record": None}],
        ),
    ).one
    process = whole["verification"]["assurance_process"]
    [record] = whole["verification"]["evidence"]

    again = asked(
        register,
        browser,
        plain(
            *whole["claims"],
            trust_framework={"value": whole["verification"]["trust_framework"]},
            assurance_level={"value": whole["verification"]["assurance_level"]},
            assurance_process={name: {"value": v} for name, v in process.items()},
            evidence=[
                {
                    "type": {"value": record["type"]},
                    "record": {
                        "type": {"value": record["record"]["type"]},
                        "created_at": None,
                        "source": dict.fromkeys(record["record"]["source"]),
                    },
                }
            ],
        ),
    ).one

    assert again == whole


@pytest.mark.parametrize(
    "beyond",
    [
        {"trust_framework": {"value": "eidas"}},
        {"assurance_level": {"value": "very_high"}},
        {"evidence": [{"type": {"value": "vouch"}}]},
        {"assurance_process": {"policy": {"value": "another"}}},
    ],
)
def test_ekyc_server_test_userinfo_notfoundinop(
    register: Register, browser: Browser, beyond: dict[str, object]
) -> None:
    answer = asked(register, browser, plain("name", **beyond), places=("userinfo",))

    assert answer.userinfo is None


def test_what_is_too_old_is_not_told(
    op: Op, register: Register, browser: Browser
) -> None:
    rp = register(response_types=["code"])
    rp.sign_in(browser, rp.ask("code"))
    op.clock.advance(7200)

    answer = asked(register, browser, plain("name", time={"max_age": 3600}))

    assert answer.userinfo is None


def test_alternatives_are_answered_by_a_list(
    register: Register, browser: Browser
) -> None:
    wanted = [
        plain("name", trust_framework={"value": "eidas"}),
        plain("gender", assurance_level=None),
        plain("birthdate"),
    ]

    answer = asked(register, browser, wanted)

    assert [set(each["claims"]) for each in answer.userinfo] == [
        {"gender"},
        {"birthdate"},
    ]


def test_level_one_has_no_card_to_show(register: Register, browser: Browser) -> None:
    wanted = plain("name", assurance_level=None)
    card = plain("name", evidence=[{"type": {"value": "document"}}])

    told = asked(register, browser, wanted, person="chi").one
    answer = asked(register, browser, card, person="chi")

    assert told["verification"]["assurance_level"] == "muc_1"
    assert answer.userinfo is None


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        [],
        "name",
        {"claims": {"name": None}},
        {"verification": {}, "claims": {"name": None}},
        {"verification": {"trust_framework": None}, "claims": {}},
        {"verification": {"trust_framework": None}},
        {
            "verification": {"trust_framework": None, "evidence": [{"type": None}]},
            "claims": {"name": None},
        },
    ],
)
def test_a_malformed_request_is_an_error_of_the_request(
    register: Register, browser: Browser, wanted: object
) -> None:
    error = refused(register, browser, wanted)

    assert error["error"] == "invalid_request"


def test_the_person_may_keep_verification_back(
    register: Register, browser: Browser
) -> None:
    rp = register(response_types=["code"])
    claims = '{"userinfo": {"verified_claims": {"verification": '
    claims += '{"trust_framework": null}, "claims": {"name": null}}}}'
    ask = rp.ask("code", claims=claims)
    page = browser.submit(
        browser.open(rp.address(ask)), "choose-account", "account-dao"
    )
    consent = browser.approve(page)
    consent.forms["consent"].fields.remove(("scope", "verified_claims"))

    reply = rp.redeem(rp.read(browser.submit(consent, "consent", "consent-yes"), ask))

    assert "verified_claims" not in rp.userinfo(reply["access_token"])
