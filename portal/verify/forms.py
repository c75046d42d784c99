"""The two ways to ask about a paper: its code, or the file."""

from wtforms import Form, StringField, ValidationError
from wtforms.validators import InputRequired

from forms.i18n import _, gettext
from portal.documents.service import parse_code
from portal.web.widgets import FileBox

LONGEST_CODE = 60


def _tidy(text: str | None) -> str:
    return parse_code(text or "")


class CodeForm(Form):
    """The code printed under the QR."""

    code = StringField(
        _("Mã tra cứu"),
        [InputRequired(_("Mã tra cứu còn trống. Nhập mã in dưới hình QR."))],
        filters=[_tidy],
        description=_("20 chữ và số in dưới hình QR; gõ liền hay cách đều được."),
    )

    def validate_code(self, field: StringField) -> None:
        """Refuse what only hidden characters and signs made up."""
        if not field.data:
            raise ValidationError(
                gettext("Mã tra cứu chỉ gồm chữ và số. Nhập lại mã in dưới hình QR.")
            )
        if len(field.data) > LONGEST_CODE:
            raise ValidationError(
                gettext("Mã tra cứu dài quá. Chỉ nhập 20 chữ và số in dưới hình QR.")
            )


def file_box(*errors: str) -> FileBox:
    """Return the box for the PDF."""
    return FileBox(
        id="file",
        name="file",
        text=gettext("Tệp PDF"),
        description=gettext(
            "Bản gốc đã tải về, không phải ảnh chụp hay bản quét. Tối đa 10 MB. Cổng "
            "không giữ lại tệp này."
        ),
        errors=errors,
        accept=".pdf",
    )
