"""``/lookup``: anybody who holds a dossier's code and its applicant's number.

Both together open where each branch stands and its dates; no name, no address, no
answer. A wrong code and a wrong number get the same reply, so that nobody learns here
which codes exist. The numbers travel in a POST and never stand in an address.
"""

from flask import g, request
from flask.typing import ResponseReturnValue
from wtforms import Form, StringField, ValidationError
from wtforms.validators import InputRequired

from forms import personal_id
from forms.agencies import AGENCIES
from forms.i18n import _, gettext
from forms.names import normalise
from portal.auth.guards import public, writes
from portal.citizen import WORLD, blueprint
from portal.citizen.promises import promised
from portal.dossiers import queries
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.queries import DossierView
from portal.web.pages import render

LONGEST = 40
"""Characters of an entry that are looked at; a code has 15, a number 12."""


def _tidy(text: str | None) -> str:
    return normalise((text or "")[:LONGEST])


class LookupForm(Form):
    """What the receipt says, and who sent the dossier."""

    code = StringField(
        _("Mã hồ sơ"),
        [InputRequired(_("Mã hồ sơ còn trống. Nhập mã ghi trên biên nhận."))],
        filters=[_tidy],
        description=_("Ghi trên biên nhận, ví dụ LT-260310-ABCDE."),
    )
    number = StringField(
        _("Số định danh của người gửi"),
        [InputRequired(_("Số định danh còn trống. Nhập số của người gửi hồ sơ."))],
        filters=[_tidy],
        description=_("12 chữ số; gõ liền hay cách đều được."),
    )

    def validate_number(self, field: StringField) -> None:
        """Refuse what is no number of this demonstration, with the reason."""
        try:
            personal_id.parse(field.data or "")
        except personal_id.PersonalIdError as error:
            raise ValidationError(str(error)) from error


@blueprint.get("/lookup")
@public
def look_up() -> ResponseReturnValue:
    """Ask for a dossier's code and its applicant's personal number."""
    return render("citizen/lookup.html", form=LookupForm())


@blueprint.post("/lookup")
@public
@writes
def looked_up() -> ResponseReturnValue:
    """Show where the branches of a dossier stand, or say that there is none."""
    form = LookupForm(request.form)
    if not form.validate():
        return render("citizen/lookup.html", form=form), 422
    view = _found(form.code.data or "", personal_id.parse(form.number.data or ""))
    if view is None:
        unknown = gettext(
            "Không có hồ sơ nào mang mã và số định danh này. Kiểm tra mã trên biên "
            "nhận và số của người gửi; năm ký tự cuối của mã không có 0, O, 1, I, L."
        )
        form.code.errors = [unknown]
        return render("citizen/lookup.html", form=form), 422
    return render(
        "citizen/looked_up.html",
        view=view,
        agencies=AGENCIES,
        promises=promised(view.procedure, view.state, view.dossier.submitted_at),
    )


def _found(code: str, number: str) -> DossierView | None:
    try:
        view = queries.dossier_of(g.db, code=code, person_id=number)
    except DossierNotFound:
        return None
    return view if view.dossier.world == WORLD else None
