"""What all eForm fields share: definition, raw text, canonical value, display."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, TypedDict, Unpack, cast

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from forms.autofill import Autofill
from forms.conditions import Condition, Json
from forms.fields.posted import Posted, values_of
from forms.fields.spec import FieldSpec
from forms.i18n import Text, _
from forms.law import LegalBasis
from forms.names import fold

Rule = Callable[[BaseForm, "EformField"], None]
"""A check on a value that is there; raises WTForms' ``ValidationError``."""

MISSING = _("%(field)s còn trống. Hãy nhập thông tin này.")

LOCK_REASONS: dict[str, Text] = {
    "identity": _(
        "Lấy từ tài khoản định danh điện tử của người yêu cầu. Nếu sai, sửa tại cơ "
        "quan cấp tài khoản."
    ),
    "population": _(
        "Cơ sở dữ liệu quốc gia về dân cư đã xác nhận. Nếu sai, sửa ở Công an cấp xã, "
        "không sửa trên tờ khai."
    ),
    "birth_notice": _(
        "Cơ sở y tế đã ký số trên giấy chứng sinh. Nếu sai, sửa ở cơ sở y tế."
    ),
    "computed": _("Hệ thống tính từ dữ liệu đã được xác nhận."),
}


class BadEntry(ValueError):  # noqa: N818 - named after what happened
    """What was typed cannot be read.

    Attributes:
        message: where, why, what to do, in the reader's language.
        parts: the boxes that are wrong, for fields of several boxes.
    """

    def __init__(self, message: str, parts: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.parts = parts


class Plumbing(TypedDict, total=False):
    """What WTForms itself wants to know."""

    id: str
    name: str
    render_kw: dict[str, str]
    widget: object
    _form: BaseForm
    _prefix: str
    _translations: object
    _meta: object


class Definition(Plumbing, total=False):
    """What the author of an eForm says about a field."""

    required: bool
    used_by: tuple[str, ...]
    autofill: Autofill | None
    basis: LegalBasis | None
    shown_when: Condition | None
    lock_reason: Text
    hint: Text
    rules: Sequence[Rule]
    missing: Text


class EformField(Field):
    """A question of an eForm.

    ``data`` is the canonical answer or ``None``; ``raw`` holds the text of each box
    as it was typed; ``problem`` says why the text could not be read and ``bad`` which
    boxes are wrong. A locked field shows what its source gave and reads nothing.
    """

    kind: ClassVar[str] = "text"
    parts: ClassVar[tuple[str, ...]] = ()
    code_list: str | None = None
    computed: ClassVar[bool] = False
    data: Json | None
    widget = TextInput()

    def __init__(self, label: Text, **definition: Unpack[Definition]) -> None:
        self.form: BaseForm | None = definition.get("_form")
        self.text = label
        self.required = definition.get("required", True)
        self.used_by = definition.get("used_by", ())
        self.autofill = definition.get("autofill")
        self.basis = definition.get("basis")
        self.shown_when = definition.get("shown_when")
        self.hint = definition.get("hint", Text())
        self.rules = tuple(definition.get("rules", ()))
        self.missing = definition.get("missing", MISSING)
        self.locked = False
        self.raw: dict[str, str] = {}
        self.problem: str | None = None
        self.bad: tuple[str, ...] = ()
        self._lock_reason = definition.get("lock_reason")
        plumbing = {
            key: value
            for key, value in definition.items()
            if key in Plumbing.__annotations__
        }
        super().__init__(label, description=self.hint, **cast("Any", plumbing))

    # What the field is

    @property
    def lock_reason(self) -> Text | None:
        """Why a value that the source gave may not be changed, if it may not."""
        if self.autofill is None or not self.autofill.locked:
            return None
        return self._lock_reason or LOCK_REASONS[self.autofill.source]

    def describe(self, section: str = "") -> FieldSpec:
        """Return the field's definition."""
        return FieldSpec(
            name=self.short_name,
            label=self.text,
            kind=self.kind,
            required=self.required,
            used_by=self.used_by,
            autofill=self.autofill,
            basis=self.basis,
            section=section,
            shown_when=self.shown_when,
            lock_reason=self.lock_reason,
            code_list=self.code_list,
            computed=self.computed,
        )

    @property
    def spec(self) -> FieldSpec:
        """The field's definition, as its eForm knows it."""
        specs = getattr(self.form, "specs", None)
        return specs()[self.short_name] if specs else self.describe()

    @property
    def today(self) -> date | None:
        """The date in the form's world, if the form knows one."""
        return getattr(self.form, "today", None)

    @property
    def topic(self) -> Text:
        """What an answer is about where it is only read; mostly the label."""
        return self.text

    @property
    def called(self) -> str:
        """How messages name the field: its label, and whose it is."""
        name = getattr(self.form, "called", None)
        return name(self.short_name) if name else str(self.text)

    # Reading

    def keys(self) -> tuple[str, ...]:
        """Return the keys under which a browser posts this field."""
        if not self.parts:
            return (self.name,)
        return tuple(f"{self.name}-{part}" for part in self.parts)

    def boxes(self, value: Json | None) -> dict[str, str]:
        """Return the text of each box for a canonical value."""
        if value is None:
            return dict.fromkeys(self.parts or ("",), "")
        return {"": self.show(value)}

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the canonical value of typed text, ``None`` when all is blank.

        Raises:
            BadEntry: the text means nothing.
        """
        return raw[""] or None

    def accept(self, value: object) -> Json | None:
        """Return a canonical value that came from a source, or ``None`` if unfit."""
        if not isinstance(value, str):
            return None
        try:
            return self.read({"": value})
        except BadEntry:
            return None

    def collect(self, posted: object) -> dict[str, str] | None:
        """Return the clean text of each box, ``None`` when nothing was posted."""
        found = {
            part: values_of(posted, key)
            for part, key in zip(self.parts or ("",), self.keys(), strict=True)
        }
        if all(values is None for values in found.values()):
            return None
        return {part: (values or [""])[0] for part, values in found.items()}

    def process(
        self,
        formdata: Posted | None,
        data: object = unset_value,
        extra_filters: object = None,  # noqa: ARG002 - WTForms' signature
    ) -> None:
        """Take typed entries where there are any, else the value of a source."""
        self.process_errors, self.problem, self.bad = [], None, ()
        value = None if data is unset_value else self.accept(data)
        raw = None if formdata is None else self.collect(formdata)
        self.object_data = value
        if raw is None:
            self.data, self.raw = value, self.boxes(value)
            return
        self.raw = raw
        try:
            self.data = self.read(raw)
        except BadEntry as error:
            self.data, self.problem, self.bad = None, error.message, error.parts

    def is_forged(self, posted: object, value: Json) -> bool:
        """Tell whether a locked value came back changed."""
        raw = self.collect(posted)
        kept = self.accept(value)
        if raw is None or kept is None or self._unchanged(raw, kept):
            return False
        try:
            return self.read(raw) != kept
        except BadEntry:
            return True

    def says_else(self, posted: object, value: Json) -> bool:
        """Tell whether a readable answer differs from a source's, spelling aside."""
        raw, kept = self.collect(posted), self.accept(value)
        if raw is None or kept is None:
            return False
        try:
            said = self.read(raw)
        except BadEntry:
            return False
        return said is not None and fold(self.show(said)) != fold(self.show(kept))

    def _unchanged(self, raw: Mapping[str, str], value: Json) -> bool:
        return raw == self.boxes(value)

    # Checking

    def pre_validate(self, form: BaseForm) -> None:
        """Stop at a locked value, unreadable text, or a blank."""
        if self.locked:
            raise StopValidation
        if self.problem:
            raise StopValidation(self.problem)
        if self.data is None:
            ask = getattr(form, "missing_message", EformField.missing_message)
            raise StopValidation(ask(self))
        for rule in self.rules:
            rule(form, self)

    def missing_message(self) -> str:
        """Return what to say when there is no answer; empty when none is needed."""
        return self.missing % {"field": self.called} if self.required else ""

    # Showing

    @property
    def error_id(self) -> str:
        """The id of the control that an error summary should link to."""
        if not self.parts:
            return self.id
        return f"{self.id}-{(self.bad or self.parts)[0]}"

    def show(self, value: Json) -> str:
        """Return a canonical value as a person reads it."""
        return value if isinstance(value, str) else ""

    @property
    def display(self) -> str:
        """The current value as a person reads it, empty without one."""
        return "" if self.data is None else self.show(self.data)

    def _value(self) -> str:
        return self.raw.get("", "")
