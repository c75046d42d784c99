"""Page «Thẻ bảo hiểm y tế»: the child's health-insurance card."""

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms.autofill import Autofill
from forms.codelists import Option, facilities
from forms.eform import Eform, Section
from forms.fields import DateField, EformField, SelectField, TextField
from forms.fields.rules import not_after_today
from forms.i18n import _
from forms.law import LegalBasis

SECTION = Section(
    "insurance",
    _("Thẻ bảo hiểm y tế"),
    person="insurance",
    fields=(
        "primary_care_facility_code",
        "card_guardian",
        "poor_household_certificate_number",
        "poor_household_certificate_date",
    ),
    lead=_("Trẻ dưới 6 tuổi được Nhà nước đóng bảo hiểm y tế."),
)

HEALTH_INSURANCE = ("health_insurance",)
CARD = LegalBasis("NĐ 188/2025/NĐ-CP Điều 11; Luật Bảo hiểm y tế Điều 26")


def _near_home(form: BaseForm) -> tuple[Option, ...]:
    address = form["residence_registration_address"].data
    province = address.get("province") if isinstance(address, dict) else None
    return facilities(province or None)


class Insurance(Eform):
    """The child's health-insurance card."""

    primary_care_facility_code = SelectField(
        _("Nơi khám bệnh, chữa bệnh ban đầu"),
        code_list="health_facility",
        offer=_near_home,
        used_by=HEALTH_INSURANCE,
        basis=CARD,
        hint=_("Danh sách theo tỉnh, thành phố nơi đăng ký thường trú."),
    )
    card_guardian = SelectField(
        _("Người giám hộ ghi trên thẻ"),
        code_list="card_guardian",
        used_by=HEALTH_INSURANCE,
        autofill=Autofill("computed", "card_guardian"),
        basis=CARD,
    )
    poor_household_certificate_number = TextField(
        _("Số giấy chứng nhận hộ nghèo"),
        required=False,
        used_by=HEALTH_INSURANCE,
        basis=CARD,
    )
    poor_household_certificate_date = DateField(
        _("Ngày cấp giấy chứng nhận hộ nghèo"),
        required=False,
        used_by=HEALTH_INSURANCE,
        basis=CARD,
        rules=(not_after_today,),
    )

    def validate_primary_care_facility_code(self, field: EformField) -> None:
        """A place in the province where the child will live, as the list offers."""
        if field.data and field.data not in {o.code for o in _near_home(self)}:
            raise ValidationError(
                _(
                    "Nơi khám bệnh đã chọn không thuộc tỉnh, thành phố nơi đăng ký "
                    "thường trú. Hãy chọn lại trong danh sách."
                )
            )

    def validate_card_guardian(self, field: EformField) -> None:
        """A guardian who is declared."""
        if field.data == "father" and not self.text("father_surname"):
            raise ValidationError(
                _(
                    "Người giám hộ ghi trên thẻ là cha, nhưng phần người cha còn "
                    "trống. Hãy chọn mẹ hoặc người yêu cầu."
                )
            )
