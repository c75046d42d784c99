"""Rules that any field may carry; each says where, why and what to do."""

import re

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms import dates, personal_id
from forms.fields.field import EformField
from forms.i18n import _

_DIGIT = re.compile(r"\d")
_LETTERS = "(?:[^\\W\\d_][\u0300-\u036f]*)+"
"""Letters, also those of Ê Đê or Ba Na that need a combining mark."""
_NAME = re.compile(f"{_LETTERS}(?:[ '’ʼ-]{_LETTERS})*['’ʼ]?")


def person_name(form: BaseForm, field: EformField) -> None:  # noqa: ARG001
    """Only letters of Vietnamese and Viet Nam's ethnic languages (BLDS 2015 Đ26).

    Letters may be joined by a space, a hyphen or an apostrophe, as in «H'Hen Niê».
    """
    text = str(field.data)
    if _DIGIT.search(text):
        raise ValidationError(
            _("%(field)s không có chữ số. Nếu bạn gõ nhầm, hãy sửa.")
            % {"field": field.called}
        )
    if not _NAME.fullmatch(text):
        raise ValidationError(
            _(
                "%(field)s chỉ gồm chữ cái, dấu cách, dấu gạch nối và dấu phẩy trên. "
                "Bỏ các ký tự khác."
            )
            % {"field": field.called}
        )


def not_after_today(form: BaseForm, field: EformField) -> None:
    """A date that has come, in the form's world."""
    today = getattr(form, "today", None)
    if today is None or dates.earliest(str(field.data)) <= today:
        return
    raise ValidationError(
        _("%(field)s không thể sau hôm nay (%(today)s). Kiểm tra lại năm.")
        % {"field": field.called, "today": dates.show_day(today)}
    )


def no_real_number(_form: BaseForm, field: Field) -> None:
    """Refuse a line of free text in which a number may be a real person's.

    A validator for any WTForms form; the eForms' own text fields do it themselves.
    """
    try:
        personal_id.refuse_real(str(field.data or ""))
    except personal_id.RealNumber as error:
        raise ValidationError(str(error)) from None
