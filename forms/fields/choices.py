"""Fields that choose: a list, radio buttons, a box to tick."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Unpack

from wtforms.form import BaseForm

from forms.codelists import Option, label, options
from forms.conditions import Json
from forms.errors import UnknownCode
from forms.fields.field import BadEntry, Definition, EformField
from forms.fields.posted import values_of
from forms.i18n import Text, _

TICKED = frozenset({"1", "y", "yes", "true", "on"})

YES, NO = _("Có"), _("Không")
CHOOSE = _("%(field)s chưa được chọn. Hãy chọn một mục.")


class SelectField(EformField):
    """One code out of a list.

    Args:
        label: the legal wording.
        code_list: name of the list in :mod:`forms.codelists`.
        offer: narrows the choices that are shown, seeing the whole form; every code
            of the list stays a valid answer.
    """

    kind: ClassVar[str] = "select"

    def __init__(
        self,
        label: Text,
        code_list: str,
        offer: Callable[[BaseForm], tuple[Option, ...]] | None = None,
        **definition: Unpack[Definition],
    ) -> None:
        self.code_list = code_list
        self._offer = offer
        definition.setdefault("missing", CHOOSE)
        super().__init__(label, **definition)

    @property
    def options(self) -> tuple[Option, ...]:
        """The choices to show, in their official order."""
        if self._offer is None or self.form is None:
            return options(self.code_list or "")
        return self._offer(self.form)

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The choices as WTForms' pairs of code and label."""
        return [(option.code, option.label) for option in self.options]

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the code.

        Raises:
            BadEntry: the list has no such code.
        """
        code = raw[""]
        if not code or self.show(code):
            return code or None
        raise BadEntry(
            _("%(field)s: lựa chọn không có trong danh sách. Hãy chọn lại.")
            % {"field": self.called}
        )

    def boxes(self, value: Json | None) -> dict[str, str]:
        """Return the code as the one box."""
        return {"": value if isinstance(value, str) else ""}

    def show(self, value: Json) -> str:
        """Return the label of a code, empty when the list lacks it."""
        try:
            return label(self.code_list or "", str(value))
        except UnknownCode:
            return ""


class RadioField(SelectField):
    """One code out of few, all in sight."""

    kind: ClassVar[str] = "radio"

    @property
    def error_id(self) -> str:
        """The id of the first button."""
        return f"{self.id}-0"


class CheckboxField(EformField):
    """A box to tick; an unticked box is an answer once the page was sent.

    Args:
        label: the legal wording, beside the box.
        topic: what the answer is about where it is only read; the label without it.
        answers: how a ticked and an unticked box read; «Có» and «Không» without it.
    """

    kind: ClassVar[str] = "checkbox"

    def __init__(
        self,
        label: Text,
        topic: Text | None = None,
        answers: tuple[Text, Text] = (YES, NO),
        **definition: Unpack[Definition],
    ) -> None:
        self._topic = topic
        self._answers = answers
        definition.setdefault("required", False)
        super().__init__(label, **definition)

    def collect(self, posted: object) -> dict[str, str] | None:
        """Return «1» when any of the posted values means ticked."""
        values = values_of(posted, self.name)
        if values is None:
            return None
        ticked = any(value.casefold() in TICKED for value in values)
        return {"": "1" if ticked else ""}

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return whether the box is ticked."""
        return raw[""] == "1"

    def accept(self, value: object) -> Json | None:
        """Return a source's answer when it is one."""
        return value if isinstance(value, bool) else None

    def boxes(self, value: Json | None) -> dict[str, str]:
        """Return «1» for a ticked box."""
        return {"": "1" if value is True else ""}

    @property
    def topic(self) -> Text:
        """What the answer is about where it is only read."""
        return self._topic or self.text

    def show(self, value: Json) -> str:
        """Return «Có» or «Không», or the words that the field has for them."""
        ticked, unticked = self._answers
        return str(ticked if value is True else unticked)
