"""The officer's two forms: return for supplement, and refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from wtforms import Field, Form, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from forms.fields.rules import no_real_number
from forms.i18n import SOURCE_LANGUAGE, _, gettext, use_language
from forms.names import normalise
from portal.agency.sheet.places import Place
from portal.agency.sheet.reasons import CatalogueReason

MAX_WORDS = 1000
"""Longest free text of one reason, in characters."""


def clean(text: str | None) -> str:
    """Return text as the dossier keeps it, so that a preview shows exactly that."""
    return normalise(text or "")


def within_length(_form: BaseForm, field: Field) -> None:
    """Refuse a text that a citizen would not read to its end."""
    if len(field.data or "") > MAX_WORDS:
        raise ValidationError(
            gettext("%(label)s: dài %(count)d ký tự, tối đa %(limit)d. Viết gọn lại.")
            % {
                "label": field.label.text,
                "count": len(field.data),
                "limit": MAX_WORDS,
            }
        )


class RefuseForm(Form):
    """Why the agency refuses to settle its branch (từ chối giải quyết)."""

    reason = TextAreaField(
        _("Lý do từ chối"),
        [
            DataRequired(
                _(
                    "Lý do từ chối: đang để trống. "
                    "Ghi điều kiện chưa đáp ứng và căn cứ để người dân biết."
                )
            ),
            within_length,
            no_real_number,
        ],
        filters=[clean],
        description=_(
            "Nêu điều kiện chưa đáp ứng và căn cứ. Người dân sẽ đọc nguyên văn."
        ),
    )


@dataclass(frozen=True)
class Pinned:
    """A chosen place with the two controls that say what is wrong there."""

    place: Place
    ready_made: SelectMultipleField
    own_words: TextAreaField

    def texts(self) -> list[str]:
        """Return the reasons as the citizen will read them: in Vietnamese."""
        chosen = set(self.ready_made.data or ())
        with use_language(SOURCE_LANGUAGE):
            ticked = [str(why.text) for why in self.place.reasons if why.code in chosen]
        return [*ticked, *([self.own_words.data] if self.own_words.data else [])]


class ReturnForm(BaseForm):
    """Reasons to return a branch for supplement, one group for each chosen place.

    Args:
        places: where the officer found something wrong, at least one.
        posted: the posted form, or ``None`` for an empty one.
    """

    def __init__(self, places: Sequence[Place], posted: object = None) -> None:
        controls: dict[str, object] = {}
        for place in places:
            controls[f"why-{place.key}"] = _ready_made(place.reasons)
            controls[f"words-{place.key}"] = _own_words()
        super().__init__(controls)  # type: ignore[arg-type]
        self.pinned = [self._pinned(place) for place in places]
        self.process(posted)  # type: ignore[arg-type]

    def _pinned(self, place: Place) -> Pinned:
        return Pinned(
            place,
            cast("SelectMultipleField", self[f"why-{place.key}"]),
            cast("TextAreaField", self[f"words-{place.key}"]),
        )

    def validate(
        self, extra_validators: Mapping[str, Sequence[object]] | None = None
    ) -> bool:
        """Ask for at least one reason at every chosen place."""
        is_sound = bool(super().validate(extra_validators))
        for pinned in self.pinned:
            if pinned.texts() or pinned.ready_made.errors or pinned.own_words.errors:
                continue
            pinned.ready_made.errors = (*pinned.ready_made.errors, _no_reason(pinned))
            is_sound = False
        return is_sound


def _no_reason(pinned: Pinned) -> str:
    return gettext(
        "%(place)s: chưa có lý do. Đánh dấu một lý do mẫu hoặc ghi bằng lời của bạn."
    ) % {"place": pinned.place.label}


def _ready_made(reasons: Sequence[CatalogueReason]) -> object:
    return SelectMultipleField(
        _("Lý do mẫu"),
        choices=[SelectChoice(why.code, why.text) for why in reasons],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,  # an unknown code is no reason, and says nothing
    )


def _own_words() -> object:
    return TextAreaField(
        _("Hoặc ghi bằng lời của bạn"),
        filters=[clean],
        validators=[within_length, no_real_number],
    )
