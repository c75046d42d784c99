"""What a field is, apart from what anybody typed into it."""

from dataclasses import dataclass

from forms.autofill import Autofill
from forms.conditions import Condition
from forms.i18n import Text
from forms.law import LegalBasis


@dataclass(frozen=True)
class FieldSpec:
    """A field of an eForm.

    Attributes:
        name: the field's stable English name.
        label: the legal wording.
        kind: text, date, partial_date, select, radio, checkbox, integer, address,
            personal_id, phone or email.
        required: an answer is needed whenever the field is shown.
        used_by: codes of the branches that read the answer.
        autofill: where a first value comes from, or ``None`` when people type it.
        basis: the rule that asks for it.
        section: code of the page it stands on.
        shown_when: when it is asked at all; ``None`` means always.
        lock_reason: why the citizen may not change a value that its source gave;
            ``None`` when it may be changed.
        code_list: the list that a select or radio field offers.
        computed: worked out from other answers, never typed.
    """

    name: str
    label: Text
    kind: str
    required: bool
    used_by: tuple[str, ...]
    autofill: Autofill | None
    basis: LegalBasis | None
    section: str
    shown_when: Condition | None
    lock_reason: Text | None
    code_list: str | None = None
    computed: bool = False
