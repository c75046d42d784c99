"""What a decision tells the register, and what a card says."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import registry
from portal.effects import EFFECTS, Case
from portal.effects.errors import CannotApply
from portal.effects.population import card_code, card_valid_to
from tests.portal.factories import BIRTH_ANSWERS, HOME, UNG, UT, FakeRegister

DECIDED = datetime.fromisoformat("2026-03-10T23:30:00+07:00")


def a_case(**changed: Any) -> Any:
    answers = {**BIRTH_ANSWERS, **changed.pop("answers", {})}
    facts = {
        "answers": {k: v for k, v in answers.items() if v is not None},
        "provenance": {},
        "known": {"personal_id": "901326000019"},
        "office": "commune_police.00070",
        "number": "7/2026",
        "decided_at": DECIDED,
        "dossier": "LT-260310-AAAAA",
        "world": "public",
        "key": "k",
        "now": DECIDED,
    }
    return Case(**{**facts, **changed})


def sent(effect: str, case: Case) -> Any:
    register = FakeRegister()
    facts = EFFECTS[effect](register, case)
    return register.calls[0][1], facts


def test_every_effect_that_a_procedure_names_exists() -> None:
    named = {
        effect
        for procedure in registry.all_procedures()
        for branch in procedure.branches
        for effect in branch.effects
    }

    assert named <= set(EFFECTS)


def test_the_birth_notice_is_named_when_it_filled_in_the_child() -> None:
    origin = {"source": "birth_notice", "record": "00123.GCS.01001.26"}

    birth, _facts = sent(
        "population.register_birth", a_case(provenance={"child_sex": origin})
    )

    assert birth["birth_notice_code"] == "00123.GCS.01001.26"


def test_a_child_without_a_father_is_registered_with_the_mother_alone() -> None:
    birth, facts = sent(
        "population.register_birth", a_case(answers={"father_personal_id": None})
    )

    assert birth["father_id"] is None
    assert facts == {"personal_id": "901326000019"}


@pytest.mark.parametrize(
    ("answers", "head"),
    [
        ({}, UNG),
        (
            {
                "household_head_is_father": False,
                "household_head_personal_id": UT,
            },
            UT,
        ),
    ],
)
def test_the_residence_names_the_head_of_the_household(answers: Any, head: Any) -> None:
    residence, _facts = sent("population.register_residence", a_case(answers=answers))

    assert residence["household_head_id"] == head
    assert residence["address"] == {"country": "VN", **HOME}
    assert residence["registered_on"] == "2026-03-10"


def test_nothing_is_asked_of_a_register_when_the_dossier_says_too_little() -> None:
    register = FakeRegister()

    with pytest.raises(CannotApply):
        EFFECTS["population.register_residence"](register, a_case(known={}))

    assert register.calls == []


def test_a_card_carries_the_province_of_the_office_and_the_number() -> None:
    _request, facts = sent("population.issue_insurance_number", a_case())

    assert facts["card_code"] == "TE1010100000017"
    assert len(card_code("01", "0100000017")) == 15
    assert facts["valid_from"] == "2026-03-07"
    assert facts["valid_to"] == "2032-09-30"


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2026, 1, 1), date(2032, 9, 30)),
        (date(2026, 9, 29), date(2032, 9, 30)),
        (date(2026, 9, 30), date(2032, 9, 30)),
        (date(2026, 10, 1), date(2032, 10, 31)),
        (date(2026, 11, 15), date(2032, 11, 30)),
        (date(2026, 12, 31), date(2032, 12, 31)),
        (date(2024, 2, 29), date(2030, 9, 30)),
    ],
)
def test_a_card_lasts_as_the_decree_says(born: Any, until: Any) -> None:
    assert card_valid_to(born) == until


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)))
@settings(max_examples=100)
def test_a_card_never_ends_before_the_child_is_six(born: Any) -> None:
    until = card_valid_to(born)

    sixth = (born.year + 6, born.month, born.day)
    assert (until.year, until.month, until.day) >= sixth
    assert until.year == born.year + 6
