"""The linked birth procedure of 2024."""

from datetime import date

import pytest

from forms import registry
from forms.agencies import AGENCIES
from forms.errors import NotInForce
from forms.procedures.birth import PROCEDURE
from tests.forms.families import a_declaration


def test_the_version_of_2024_was_law_until_the_end_of_august_2026() -> None:
    assert registry.get("birth", date(2024, 7, 1)) is PROCEDURE
    assert registry.get("birth", date(2026, 8, 31)) is PROCEDURE
    for day in (date(2024, 6, 30), date(2026, 9, 1)):
        with pytest.raises(NotInForce):
            registry.get("birth", day)


def test_civil_status_comes_first_and_the_other_two_run_side_by_side() -> None:
    needs = {branch.code: branch.needs for branch in PROCEDURE.branches}

    assert needs == {
        "civil_status": (),
        "residence": ("civil_status",),
        "health_insurance": ("civil_status",),
    }


def test_deadlines_are_those_of_the_decree_and_name_it() -> None:
    days = {branch.code: branch.deadline.working_days for branch in PROCEDURE.branches}

    assert days == {"civil_status": 0, "residence": 2, "health_insurance": 2}
    assert PROCEDURE.total.working_days == 3
    for branch in PROCEDURE.branches:
        assert "NĐ 63/2024" in branch.deadline.basis.citation


def test_everything_is_free_and_says_why() -> None:
    for branch in PROCEDURE.branches:
        assert branch.fee.amount == 0
        assert branch.fee.reason
        assert branch.fee.basis.citation


def test_every_branch_has_its_office_result_and_effect() -> None:
    found = {
        branch.code: (branch.agency, branch.result.template, branch.effects)
        for branch in PROCEDURE.branches
    }

    assert found == {
        "civil_status": (
            "commune_civil_status",
            "birth_certificate",
            ("population.register_birth",),
        ),
        "residence": (
            "commune_police",
            "residence_notice",
            ("population.register_residence",),
        ),
        "health_insurance": (
            "social_insurance",
            "insurance_card",
            ("population.issue_insurance_number",),
        ),
    }
    assert {agency for agency, _template, _effects in found.values()} == set(AGENCIES)


def test_the_child_gives_the_dossier_its_name() -> None:
    answers = a_declaration().answers()

    name = " ".join(str(answers[field]) for field in PROCEDURE.subject_name)

    assert name == "Nguyễn Trần Bảo Ân"


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        ({}, {"residence_consent"}),
        (
            {"birth_notice_source": "0"},
            {"birth_notice_scan", "residence_consent"},
        ),
        (
            {
                "household_head_is_mother": True,
                "household_head_personal_id": "901196004217",
            },
            set(),
        ),
    ],
)
def test_papers_are_needed_only_where_data_is_missing(
    changed: dict[str, str | bool], needed: set[str]
) -> None:
    answers = a_declaration(changed).answers()

    asked = {
        paper.code
        for paper in PROCEDURE.papers
        if paper.required_when is None or paper.required_when(answers)
    }

    assert asked == needed


def test_a_branch_is_found_by_its_code() -> None:
    assert PROCEDURE.branch("residence").agency == "commune_police"
    with pytest.raises(KeyError):
        PROCEDURE.branch("identity_card")
