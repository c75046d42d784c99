"""«Thông tin này sai?»: what to do about a value that a register has wrong."""

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from forms.fields.rules import no_real_number
from forms.i18n import Text, _
from forms.names import normalise
from portal.auth.guards import requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.citizen.declaring.drafts import OpenDraft, already_sent, own_draft
from portal.dossiers import drafting
from portal.web.pages import render

LONGEST_VALUE = 300
LONGEST_NOTE = 1000


def _tidy(text: str | None) -> str:
    return normalise(text or "").strip()


class Given:
    """Validator: something was written."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads it from the class

    def __init__(self, message: Text) -> None:
        self.message = message

    def __call__(self, _form: Form, field: StringField) -> None:
        """Refuse an empty box with our words."""
        if not field.data:
            raise StopValidation(str(self.message))


class WrongValueForm(Form):
    """What is right instead, and anything the officer should know."""

    declared = StringField(
        _("Giá trị đúng"),
        [
            Given(_("Giá trị đúng còn trống. Ghi điều bạn cho là đúng.")),
            Length(
                max=LONGEST_VALUE,
                message=_("Giá trị đúng dài quá 300 ký tự. Ghi ngắn lại."),
            ),
            no_real_number,
        ],
        filters=[_tidy],
    )
    note = TextAreaField(
        _("Ghi chú cho cán bộ"),
        [
            Length(
                max=LONGEST_NOTE, message=_("Ghi chú dài quá 1.000 ký tự. Rút gọn lại.")
            ),
            no_real_number,
        ],
        filters=[_tidy],
        description=_("Ví dụ: giấy tờ nào ghi đúng, ngày cấp."),
    )


@blueprint.get("/drafts/<token>/wrong/<field>")
@requires(Role.CITIZEN)
def wrong_value(token: str, field: str) -> ResponseReturnValue:
    """Ask what is right, and say what happens with the answer."""
    opened = _with_value(token, field)
    known = opened.draft.discrepancies.get(field, {})
    form = WrongValueForm(declared=known.get("declared"), note=known.get("note"))
    return already_sent(opened) or _page(opened, field, form)


@blueprint.post("/drafts/<token>/wrong/<field>")
@requires(Role.CITIZEN)
@writes
def report_wrong_value(token: str, field: str) -> ResponseReturnValue:
    """Keep the report beside the value and go on with the eForm."""
    opened = _with_value(token, field)
    if sent := already_sent(opened):
        return sent
    form = WrongValueForm(request.form)
    if "take_back" in request.form:
        drafting.report_discrepancy(g.db, opened.draft, field=field, declared="")
    elif not form.validate():
        return _page(opened, field, form), 422
    else:
        drafting.report_discrepancy(
            g.db,
            opened.draft,
            field=field,
            declared=str(form.declared.data),
            note=str(form.note.data),
        )
    return redirect(_back(opened, field), 303)


def _with_value(token: str, field: str) -> OpenDraft:
    opened = own_draft(token)
    if field not in opened.filled:
        raise NotFound
    return opened


def _back(opened: OpenDraft, field: str) -> str:
    section = opened.form.specs()[field].section
    page = url_for("citizen.section", token=opened.token, code=section)
    return f"{page}#{field}-origin"


def _page(opened: OpenDraft, field: str, form: WrongValueForm) -> str:
    return render(
        "citizen/wrong.html",
        opened=opened,
        field=opened.form[field],
        filled=opened.filled[field],
        known=opened.draft.discrepancies.get(field),
        form=form,
        back=_back(opened, field),
    )
