"""Page «Đăng ký thường trú»: where the child will live, and whose household."""

from wtforms.validators import ValidationError

from forms.autofill import Autofill
from forms.conditions import all_of, when
from forms.eform import Eform, Section
from forms.eforms import people
from forms.fields import (
    AddressField,
    CheckboxField,
    EformField,
    PersonalIdField,
    RadioField,
    SelectField,
    TextField,
)
from forms.fields.rules import person_name
from forms.i18n import _
from forms.law import LegalBasis

SECTION = Section(
    "household",
    _("Đăng ký thường trú"),
    person="household",
    fields=(
        "residence_registration_address",
        "household_head_is_father",
        "household_head_is_mother",
        "household_head_full_name",
        "household_head_personal_id",
        "child_relation_to_head",
        "residence_consent_method",
    ),
    lead=_("Trẻ đăng ký thường trú theo cha, mẹ (Luật Cư trú 2020 Điều 12)."),
)

HEAD_FIELDS = (
    "household_head_is_father",
    "household_head_is_mother",
    "household_head_full_name",
    "household_head_personal_id",
    "child_relation_to_head",
)
"""What the register says about the household at the prefilled address."""

RESIDENCE = ("residence",)
HOUSEHOLD = LegalBasis("Luật Cư trú 2020 Điều 20; TT 53/2025/TT-BCA, mẫu CT01")
PARENT_IS_HEAD = LegalBasis(
    "TT 53/2025/TT-BCA, mẫu CT01, chú thích 3–5; NĐ 58/2026/NĐ-CP Điều 4", "medium"
)


class Residence(Eform):
    """Permanent residence of the child."""

    residence_consent_method = RadioField(
        _("Hình thức xác nhận của chủ hộ, chủ sở hữu, cha, mẹ hoặc người giám hộ"),
        code_list="consent_method",
        used_by=RESIDENCE,
        basis=PARENT_IS_HEAD,
        hint=_(
            "Chủ hộ là người đứng tên hộ gia đình. Không cần công chứng. "
            "Chủ hộ chưa xác nhận qua VNeID được trong bản này."
        ),
        shown_when=all_of(
            when("household_head_is_father").is_false(),
            when("household_head_is_mother").is_false(),
        ),
    )
    household_head_is_father = CheckboxField(
        _("Cha là chủ hộ"),
        used_by=RESIDENCE,
        autofill=Autofill("computed", "head_is_father"),
        basis=HOUSEHOLD,
    )
    household_head_is_mother = CheckboxField(
        _("Mẹ là chủ hộ"),
        used_by=RESIDENCE,
        autofill=Autofill("computed", "head_is_mother"),
        basis=HOUSEHOLD,
    )
    household_head_full_name = TextField(
        _("Họ, chữ đệm, tên chủ hộ"),
        used_by=RESIDENCE,
        autofill=people.registered("mother", "household.head.full_name"),
        basis=HOUSEHOLD,
        rules=(person_name,),
    )
    household_head_personal_id = PersonalIdField(
        _("Số định danh chủ hộ"),
        used_by=RESIDENCE,
        autofill=people.registered("mother", "household.head.personal_id"),
        basis=HOUSEHOLD,
    )
    child_relation_to_head = SelectField(
        _("Mối quan hệ với chủ hộ"),
        code_list="relation_to_head_eform",
        used_by=RESIDENCE,
        autofill=Autofill("computed", "child_relation_to_head"),
        basis=HOUSEHOLD,
    )
    residence_registration_address = AddressField(
        _("Nơi đề nghị đăng ký thường trú"),
        needs=("province", "commune", "detail"),
        used_by=RESIDENCE,
        autofill=people.registered("mother", "permanent_residence", locked=False),
        basis=LegalBasis("Luật Cư trú 2020 Điều 12; NĐ 58/2026/NĐ-CP Điều 4"),
    )

    def validate_household_head_is_father(self, field: EformField) -> None:
        """One household has one head, and it is the one that is named."""
        if field.data and self.value("household_head_is_mother"):
            raise ValidationError(
                _("Một hộ chỉ có một chủ hộ. Hãy bỏ chọn cha hoặc mẹ.")
            )
        self._is_the_head(field, "father")

    def validate_household_head_is_mother(self, field: EformField) -> None:
        """The head is the one that is named."""
        self._is_the_head(field, "mother")

    def _is_the_head(self, field: EformField, parent: str) -> None:
        number = self.text(f"{parent}_personal_id")
        head = self.text("household_head_personal_id")
        if field.data and head and head != number:
            raise ValidationError(
                _(
                    "Chủ hộ đã khai là %(head)s, không phải người này. Hãy bỏ chọn, "
                    "hoặc sửa thông tin chủ hộ."
                )
                % {"head": self.text("household_head_full_name") or head}
            )
