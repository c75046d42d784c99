"""A field that is worked out from other answers."""

from collections.abc import Callable
from typing import ClassVar, Unpack

from wtforms.form import BaseForm
from wtforms.utils import unset_value

from forms.conditions import Json
from forms.fields.field import Definition, EformField
from forms.fields.posted import Posted
from forms.i18n import Text


class ComputedField(EformField):
    """Shown, kept and sent, but never typed.

    Args:
        label: the legal wording.
        compute: the rule, seeing the whole form; ``None`` when it cannot tell yet.
    """

    computed: ClassVar[bool] = True

    def __init__(
        self,
        label: Text,
        compute: Callable[[BaseForm], Json | None],
        **definition: Unpack[Definition],
    ) -> None:
        self._compute = compute
        super().__init__(label, **definition)

    def keys(self) -> tuple[str, ...]:
        """Return no keys: nothing that is posted counts."""
        return ()

    def process(
        self,
        formdata: Posted | None,  # noqa: ARG002 - posted text never counts
        data: object = unset_value,  # noqa: ARG002 - neither does a source
        extra_filters: object = None,  # noqa: ARG002 - WTForms' signature
    ) -> None:
        """Wait until the other fields are read."""
        self.process_errors, self.data, self.raw = [], None, {"": ""}

    def post_process(self, formdata: Posted | None = None) -> None:  # noqa: ARG002
        """Work the value out, once all fields are read."""
        if self.form is not None:
            self.data = self._compute(self.form)
            self.raw = self.boxes(self.data)

    def is_forged(self, posted: object, value: Json) -> bool:  # noqa: ARG002
        """Return ``False``: nothing that is posted counts."""
        return False

    def missing_message(self) -> str:
        """Return nothing: the fields it is worked out from speak for themselves."""
        return ""
