"""Verified claims: what is selected, what is left out, and that nothing is invented."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_idp.oidc.claims.constraints import NotMet, meets, selected
from mock_idp.oidc.claims.trust_framework import Checked, verification_of
from mock_idp.oidc.claims.verified import (
    BadRequest,
    alternatives,
    names_asked,
    verified_claims,
)
from mock_idp.people.traits import Traits
from tests.mock_idp.conftest import NOON
from tests.mock_idp.people.accounts import CHI, DAO

CHECKED = Checked(int(NOON), "subject-of-dao")
KNOWN = {"name": DAO.full_name, "birthdate": "1996-07-02", "email": "dao@example.vn"}
SOMETIMES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("type", "value", "values", "max_age", "essential", "evidence"),
                    *("time", "check_details", "assurance_process", "record", "x"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def answer(asked: object, **changes: Any) -> Any:
    said = {"checked": CHECKED, "now": NOON, "known": KNOWN, **changes}
    return verified_claims(asked, said.pop("account", DAO), **said)


def plain(**verification: object) -> dict[str, object]:
    return {
        "verification": {"trust_framework": None, **verification},
        "claims": {"name": None},
    }


def is_part_of(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            name in whole and is_part_of(value, whole[name])
            for name, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and all(
            any(is_part_of(each, other) for other in whole) for each in part
        )
    return bool(part == whole)


@settings(max_examples=100, deadline=None)
@given(SOMETIMES)
def test_whatever_is_asked_only_what_is_known_comes_back(wish: object) -> None:
    whole = verification_of(DAO, CHECKED)

    try:
        told = selected(whole, wish, NOON)
    except NotMet:
        return

    assert is_part_of(told, whole)


@settings(max_examples=100, deadline=None)
@given(SOMETIMES, SOMETIMES)
def test_a_hostile_request_is_refused_or_answered(
    verification: object, claims: object
) -> None:
    asked = {"verification": verification, "claims": claims}

    try:
        told = answer(asked)
    except BadRequest:
        return

    assert told is None or set(told) == {"verification", "claims"}


def test_the_structure_is_that_of_the_request() -> None:
    wish = plain(
        assurance_process={"procedure": None},
        evidence=[
            {
                "type": {"value": "electronic_record"},
                "record": {"source": {"name": None}},
            }
        ],
    )

    told = answer(wish)

    verification = told["verification"]
    assert set(verification) == {"trust_framework", "assurance_process", "evidence"}
    assert set(verification["assurance_process"]) == {"procedure"}
    [record] = verification["evidence"]
    assert set(record) == {"type", "record"}
    assert set(record["record"]) == {"type", "source"}
    assert set(record["record"]["source"]) == {"name"}


def test_either_kind_of_evidence_may_answer() -> None:
    both = plain(
        evidence=[{"type": {"value": "vouch"}}, {"type": {"value": "document"}}]
    )

    [found] = answer(both)["verification"]["evidence"]

    assert found == {"type": "document"}


@pytest.mark.parametrize(
    "verification",
    [
        {"assurance_level": {"value": "muc_1"}},
        {"assurance_level": {"values": ["muc_1", "muc_3"]}},
        {"time": {"max_age": -1}},
        {"evidence": [{"type": {"value": "document"}, "serial": {"value": "1"}}]},
        {"unheard_of": {"value": "x"}},
    ],
)
def test_a_verification_that_is_not_the_one_asked_for_is_not_told(
    verification: dict[str, object],
) -> None:
    assert answer(plain(**verification)) is None


def test_a_member_nobody_knows_is_left_out() -> None:
    told = answer(plain(unheard_of=None, assurance_level={"essential": True}))

    assert told["verification"] == {
        "trust_framework": "vn_dinh_danh_mock",
        "assurance_level": "muc_2",
    }


def test_claims_that_no_register_confirms_are_never_verified() -> None:
    asked = {"verification": {"trust_framework": None}, "claims": {"email": None}}

    assert answer(asked) is None
    assert names_asked(asked) == ()


def test_null_asks_for_every_claim_there_is() -> None:
    asked = {"verification": {"trust_framework": None}, "claims": None}

    assert set(answer(asked)["claims"]) == {"name", "birthdate"}


def test_an_account_without_a_level_was_verified_by_nobody() -> None:
    assert answer(plain(), account=replace(CHI, account_level=0)) is None


def test_a_card_that_has_expired_says_so() -> None:
    expired = replace(DAO, traits=Traits(card_expires_on=date(2026, 1, 31)))
    foreign = replace(DAO, traits=Traits(nationality="JP"))
    wish = plain(evidence=[{"type": {"value": "document"}, "document_details": None}])

    cards = [
        answer(wish, account=account)["verification"]["evidence"][0]["document_details"]
        for account in (DAO, expired, foreign)
    ]

    assert [card["date_of_expiry"] for card in cards[:2]] == [
        "2036-07-02",
        "2026-01-31",
    ]
    assert [card["type"] for card in cards] == ["idcard", "idcard", "residency_permit"]


@pytest.mark.parametrize("born", ["1958-02-11", "1958", "1996-02-29"])
def test_a_card_of_unknown_end_has_none(born: str) -> None:
    account = replace(DAO, date_of_birth=born)
    wish = plain(evidence=[{"type": {"value": "document"}, "document_details": None}])

    [card] = answer(wish, account=account)["verification"]["evidence"]

    ends = card["document_details"].get("date_of_expiry")
    assert ends == ("2036-02-29" if born.startswith("1996") else None)


def test_age_is_counted_from_the_moment_of_the_check() -> None:
    assert meets("2026-03-10T05:00:00Z", {"max_age": 60}, NOON + 60)
    assert not meets("2026-03-10T05:00:00Z", {"max_age": 60}, NOON + 61)
    assert not meets("yesterday", {"max_age": 60}, NOON)
    assert meets("1996-07-02", {"max_age": True}, NOON)


def test_a_card_ends_on_a_birthday_that_exists() -> None:
    """Who was born on 29 February 1996 turns 40 on 29 February 2036, and 14 in 2010."""
    child = replace(DAO, date_of_birth="2016-02-29")
    wish = plain(evidence=[{"type": {"value": "document"}, "document_details": None}])

    [card] = answer(wish, account=child)["verification"]["evidence"]

    assert card["document_details"]["date_of_expiry"] == "2030-03-01"


def ids(checked: Checked) -> set[str]:
    whole = verification_of(DAO, checked)
    assert whole is not None
    found = [whole["verification_process"]]
    for evidence in whole["evidence"]:
        found += [check["check_id"] for check in evidence["check_details"]]
    assert len(set(found)) == len(found) == 4
    return set(found)


def test_a_check_keeps_its_name_from_sign_in_to_sign_in() -> None:
    first, later = ids(CHECKED), ids(replace(CHECKED, at=CHECKED.at + 86_400))

    assert first == later
    assert not first & ids(replace(CHECKED, subject="pairwise-of-dao"))
    assert not [name for name in first if DAO.personal_id in name]


def test_too_many_alternatives_are_refused() -> None:
    with pytest.raises(BadRequest):
        alternatives([plain()] * 21)
