"""Opening, checking and reading an eForm."""

from typing import ClassVar

import pytest
from wtforms.validators import ValidationError

from forms.conditions import all_of, when
from forms.eform import Eform, Section
from forms.fields import CheckboxField, EformField, TextField
from forms.i18n import Text, use_language
from forms.law import LegalBasis
from tests.forms.families import TODAY


class Journey(Eform):
    """Three questions, each shown by the one before."""

    code, title = "journey", Text("Chuyến đi")
    people: ClassVar[dict[str, Text]] = {"traveller": Text("Người đi")}
    goes = CheckboxField(Text("Có đi"), used_by=("a",), basis=LegalBasis("Điều 1"))
    where = TextField(Text("Đi đâu"), shown_when=when("goes").is_true())
    why = TextField(
        Text("Vì sao"),
        required=False,
        shown_when=all_of(when("where").is_given(), when("goes").is_true()),
    )
    sections = (
        Section("trip", Text("Chuyến đi"), "traveller", ("goes", "where")),
        Section("reason", Text("Lý do"), "traveller", ("why",)),
    )

    def validate_why(self, field: EformField) -> None:
        """Nobody goes to the moon without a reason."""
        if self.text("where") == "mặt trăng" and not field.data:
            raise ValidationError("Đi xa thế cần lý do.")

    def doubt_where(self, field: EformField) -> str:
        """The moon is far."""
        return "Xa lắm." if field.data == "mặt trăng" else ""


def a_journey(**entries: str) -> Journey:
    posted = {name: [text] for name, text in entries.items()}
    return Journey.open(entries=posted, prefill={}, today=TODAY)


def test_a_hidden_field_is_neither_asked_nor_answered() -> None:
    form = a_journey(goes="", where="Huế", why="thăm bà")

    assert form.check()
    assert form.answers() == {"goes": False}
    assert form.value("where") is None
    assert not form.is_shown("why")


def test_a_shown_field_is_asked() -> None:
    form = a_journey(goes="1")

    assert not form.check()
    assert list(form.errors) == ["where"]


def test_only_the_named_fields_are_checked() -> None:
    form = a_journey(goes="1")

    assert form.check(["goes"])
    assert not form.check(["where"])
    assert form.check(["why"])
    assert form.errors == {}


def test_wtforms_own_validate_checks_the_whole_form() -> None:
    assert not a_journey(goes="1").validate()
    assert a_journey(goes="1", where="Huế").validate()


def test_a_rule_may_look_at_other_answers_also_for_a_blank_field() -> None:
    form = a_journey(goes="1", where="mặt trăng")

    assert not form.check()
    assert form.errors == {"why": ["Đi xa thế cần lý do."]}


def test_a_doubt_is_told_and_stops_nobody() -> None:
    form = a_journey(goes="1", where="mặt trăng", why="ngắm")

    assert form.check()
    assert form.warnings() == {"where": "Xa lắm."}
    assert form.warnings(["why"]) == {}
    assert a_journey(goes="", where="mặt trăng").warnings() == {}


def test_the_definition_is_told_in_the_order_of_the_pages() -> None:
    spec = Journey.specs()["where"]

    assert Journey.field_names() == ("goes", "where", "why")
    assert (spec.section, spec.kind, spec.required) == ("trip", "text", True)
    assert Journey.specs()["goes"].basis == LegalBasis("Điều 1")
    assert Journey.section("reason").fields == ("why",)
    with pytest.raises(KeyError):
        Journey.section("nowhere")


def test_messages_follow_the_readers_language() -> None:
    form = a_journey(goes="1")

    with use_language("en"):
        form.check()

    assert form["where"].errors == ["Đi đâu is blank. Enter this information."]


def test_a_field_is_drawn_as_plain_html_without_any_design_system() -> None:
    html = str(a_journey(where='"><script>')["where"]())

    assert 'name="where"' in html
    assert "<script>" not in html
