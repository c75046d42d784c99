"""What the form macros of ``ui.html`` need to know about WTForms fields.

Works for every form: eForm fields carry a ``spec``, plain WTForms fields do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from wtforms import Field, Form, RadioField, SelectMultipleField

from forms.fields import AddressField, EformField, PartialDateField, SelectField
from forms.i18n import Text, _

WIDTHS = {"personal_id": "m", "phone": "m", "email": "m", "integer": "w4"}
DATE_PARTS = (
    ("day", _("Ngày"), 2, 30),
    ("month", _("Tháng"), 2, 2),
    ("year", _("Năm"), 4, 4),
)
KEYBOARDS: dict[str, dict[str, str]] = {
    "personal_id": {"inputmode": "numeric", "spellcheck": "false"},
    "phone": {"type": "tel", "autocomplete": "tel"},
    "email": {"type": "email", "autocomplete": "email", "spellcheck": "false"},
    "integer": {"inputmode": "numeric"},
    "text": {"spellcheck": "false"},
}


@dataclass(frozen=True)
class Box:
    """One small input of a field that has several."""

    id: str
    name: str
    value: str
    bad: bool


@dataclass(frozen=True)
class DateBox(Box):
    """Day, month or year."""

    label: Text
    size: int
    longest: int


@dataclass(frozen=True)
class Choice:
    """One answer of a list, of radio buttons or of boxes to tick."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class FileBox:
    """A file input with its words; ``errors`` as WTForms has them."""

    id: str
    name: str
    text: str
    description: str
    errors: tuple[str, ...] = ()
    accept: str = ".pdf,.jpg,.jpeg,.png"


def install(env: Environment) -> None:
    """Offer the functions to templates."""
    env.globals.update(
        control_attributes=control_attributes,
        form_problems=form_problems,
        error_target=error_target,
        is_optional=is_optional,
        kind_width=kind_width,
        kind_attributes=kind_attributes,
        date_boxes=date_boxes,
        address_boxes=address_boxes,
        choices_of=choices_of,
        is_waiting=is_waiting,
    )


def control_attributes(
    field: Field, css: str, described_by: str, extra: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the HTML attributes of a control.

    ``required`` is never printed: screen readers would call an empty box invalid
    before anybody typed.
    """
    attributes: dict[str, Any] = {**extra, "class": css, "required": False}
    if described_by:
        attributes["aria-describedby"] = described_by
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def form_problems(form: Form) -> list[tuple[str, str]]:
    """List what is wrong in a form as (link to the control, message)."""
    return [
        (f"#{error_target(field)}", str(next(iter(field.errors))))
        for field in form
        if field.errors
    ]


def error_target(field: Field) -> str:
    """Return the id of the control where the reader can mend the error."""
    target = getattr(field, "error_id", None)
    if target:
        return str(target)
    many = isinstance(field, RadioField | SelectMultipleField)
    return f"{field.id}-0" if many else str(field.id)


def is_optional(field: Field) -> bool:
    """Tell whether the field may stay empty."""
    spec = getattr(field, "spec", None)
    if spec is not None:
        return not spec.required
    return not field.flags.required


def kind_width(kind: str) -> str:
    """Return how wide a text box is: its width hints at the answer's length."""
    return WIDTHS.get(kind, "l")


def kind_attributes(field: EformField) -> dict[str, str]:
    """Return keyboard and autocomplete hints for an eForm's text box."""
    return KEYBOARDS.get(field.spec.kind, {})


def choices_of(field: Field) -> list[Choice]:
    """Return what may be chosen, with ids that an error summary can link to."""
    if isinstance(field, SelectField):
        pairs = [(o.code, str(o.label), o.code == field.raw[""]) for o in field.options]
    else:
        listed: Any = field
        pairs = [(str(c[0]), str(c[1]), c[2]) for c in listed.iter_choices()]
    return [
        Choice(f"{field.id}-{index}", value, label, chosen)
        for index, (value, label, chosen) in enumerate(pairs)
    ]


def date_boxes(field: PartialDateField) -> list[DateBox]:
    """Return day, month and year; a whole date may be pasted into the first."""
    return [
        DateBox(
            id=f"{field.id}-{part}",
            name=f"{field.name}-{part}",
            value=field.raw[part],
            bad=bool(field.errors) and (part in field.bad or not field.bad),
            label=label,
            size=size,
            longest=longest,
        )
        for part, label, size, longest in DATE_PARTS
    ]


def address_boxes(field: AddressField) -> dict[str, Box]:
    """Return province, commune and detail; the commune shows its name."""
    texts = field.raw | {"commune": field.commune_name}
    return {
        part: Box(
            id=f"{field.id}-{part}",
            name=f"{field.name}-{part}",
            value=texts[part],
            bad=part in field.bad,
        )
        for part in field.parts
    }


def is_waiting(field: Field) -> bool:
    """Tell whether an eForm's field still waits for the citizen; it then stands out."""
    if not isinstance(field, EformField) or field.errors:
        return False
    return field.required and field.data is None and not field.problem
