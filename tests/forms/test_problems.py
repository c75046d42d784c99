"""Broken definitions are named before anybody meets them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from forms import registry
from forms.autofill import SOURCES, Autofill
from forms.conditions import when
from forms.eform import Eform, Section
from forms.fields import SelectField, TextField
from forms.i18n import Text
from forms.law import LegalBasis
from forms.procedure import Deadline, Procedure, problems
from forms.procedures.birth import CIVIL_STATUS, HEALTH_INSURANCE, PROCEDURE, RESIDENCE

BASIS = LegalBasis("Điều 1")
BRANCHES = {"civil_status"}
EFFECTS = {
    "population.register_birth",
    "population.register_residence",
    "population.issue_insurance_number",
}


def a_field(label: str = "Tên", **definition: object) -> TextField:
    made = {"used_by": ("civil_status",), "basis": BASIS, **definition}
    return TextField(Text(label), **made)  # type: ignore[arg-type]


def an_eform(
    fields: Mapping[str, object],
    *pages: tuple[str, ...],
    **attributes: object,
) -> type[Eform]:
    page_fields = pages or (tuple(fields),)
    sections = tuple(
        Section(f"page{number}", Text("Trang"), "child", names)
        for number, names in enumerate(page_fields)
    )
    members = {
        "code": "small",
        "title": Text("Tờ khai nhỏ"),
        "people": {"child": Text("Trẻ")},
        "sections": sections,
        **fields,
        **attributes,
    }
    return type("Small", (Eform,), members)


def found(eform: type[Eform]) -> str:
    return "; ".join(eform.problems(BRANCHES, set(SOURCES)))


@pytest.mark.parametrize(
    "procedure", registry.all_procedures(), ids=lambda p: f"{p.code}-{p.version}"
)
def test_every_procedure_is_sound(procedure: Procedure) -> None:
    assert problems(procedure, sources=SOURCES, effects=EFFECTS) == []


def test_a_sound_small_eform_has_no_problems() -> None:
    assert found(an_eform({"name": a_field()})) == ""


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        ({"used_by": ("bank",)}, "unknown branch 'bank'"),
        ({"used_by": ()}, "is used by no branch"),
        ({"basis": None}, "has no legal basis"),
        ({"autofill": Autofill("identity", "shoe_size")}, "unknown path 'shoe_size'"),
        (
            {"autofill": Autofill("horoscope", "sign")},  # type: ignore[arg-type]
            "unknown source 'horoscope'",
        ),
        ({"shown_when": when("nobody").is_true()}, "unknown field 'nobody'"),
        ({"shown_when": when("name").is_true()}, "round a circle"),
        ({"label": ""}, "has no label"),
    ],
)
def test_a_broken_field_is_named_with_its_fault(
    definition: dict[str, object], told: str
) -> None:
    eform = an_eform({"name": a_field(**definition)})  # type: ignore[arg-type]

    assert f"field 'name' {told}" in found(eform) or told in found(eform)


def test_a_list_that_does_not_exist_is_named() -> None:
    field = SelectField(
        Text("Màu"), code_list="colours", used_by=("civil_status",), basis=BASIS
    )

    assert "unknown list 'colours'" in found(an_eform({"colour": field}))


def test_two_fields_that_wait_for_each_other_are_named() -> None:
    eform = an_eform(
        {
            "a": a_field(shown_when=when("b").is_given()),
            "b": a_field(shown_when=when("a").is_given()),
        }
    )

    assert found(eform).count("round a circle") == 2


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((("name",), ("name",)), "stands on more than one page"),
        ((("name", "ghost"),), "unknown field 'ghost'"),
        (((),), "field 'name' stands on no page"),
    ],
)
def test_a_page_that_does_not_fit_its_fields_is_named(
    pages: tuple[tuple[str, ...], ...], told: str
) -> None:
    assert told in found(an_eform({"name": a_field()}, *pages))


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"code": ""}, "has no code"),
        ({"title": Text("")}, "has no title"),
        ({"people": {}}, "unknown 'child'"),
        ({"tied": {"name": ("ghost",)}}, "tie names the unknown field 'ghost'"),
    ],
)
def test_a_form_that_misses_something_is_named(
    attributes: dict[str, object], told: str
) -> None:
    assert told in found(an_eform({"name": a_field()}, **attributes))


def test_two_pages_of_one_code_are_named() -> None:
    section = Section("page", Text("Trang"), "child", ("name",))
    twin = Section("page", Text("Trang"), "child", ())

    eform = an_eform({"name": a_field()}, sections=(section, twin))

    assert "section 'page' stands twice" in found(eform)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (replace(PROCEDURE, branches=()), "has no branch"),
        (
            replace(PROCEDURE, branches=(CIVIL_STATUS, CIVIL_STATUS)),
            "'civil_status' stands twice",
        ),
        (
            replace(PROCEDURE, branches=(replace(RESIDENCE, needs=("moon",)),)),
            "needs the unknown branch 'moon'",
        ),
        (
            replace(PROCEDURE, branches=(replace(RESIDENCE, agency="bank"),)),
            "unknown agency 'bank'",
        ),
        (
            replace(PROCEDURE, branches=(replace(RESIDENCE, office_from="x"),)),
            "takes its office from an unknown field",
        ),
        (
            replace(
                PROCEDURE,
                branches=(replace(RESIDENCE, deadline=Deadline(-1, BASIS)),),
            ),
            "negative deadline",
        ),
        (
            replace(PROCEDURE, branches=(replace(RESIDENCE, effects=("fly",)),)),
            "unknown effect 'fly'",
        ),
        (
            replace(
                PROCEDURE,
                branches=(
                    replace(RESIDENCE, needs=("health_insurance",)),
                    replace(HEALTH_INSURANCE, needs=("residence",)),
                ),
            ),
            "in a circle",
        ),
        (replace(PROCEDURE, subject_name=("x",)), "unknown field 'x'"),
        (replace(PROCEDURE, effective_to=date(2020, 1, 1)), "ends before it begins"),
        (
            replace(PROCEDURE, papers=(replace(PROCEDURE.papers[0], used_by=("x",)),)),
            "paper 'birth_notice_scan' is used by the unknown branch 'x'",
        ),
        (
            replace(
                PROCEDURE,
                papers=(
                    replace(PROCEDURE.papers[0], required_when=when("x").is_true()),
                ),
            ),
            "paper 'birth_notice_scan' asks the unknown field 'x'",
        ),
    ],
)
def test_a_broken_procedure_is_named_with_its_fault(
    broken: Procedure, told: str
) -> None:
    assert told in "; ".join(problems(broken, sources=SOURCES, effects=EFFECTS))
