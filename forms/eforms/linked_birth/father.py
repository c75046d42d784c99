"""Page «Người cha», with the parents' marriage certificate.

A child of an unmarried mother is registered without a father (NĐ 123/2015/NĐ-CP
Điều 15 khoản 2). The captured form has no box for it, so here the whole block may be
left blank when the mother herself files the declaration.
"""

from wtforms.validators import ValidationError

from forms.autofill import Autofill
from forms.conditions import when
from forms.eform import Eform, Section
from forms.eforms import people
from forms.eforms.people import CIVIL_STATUS
from forms.fields import CheckboxField, DateField, EformField, TextField
from forms.fields.rules import not_after_today
from forms.i18n import _
from forms.law import LegalBasis

SECTION = Section(
    "father",
    _("Người cha"),
    person="father",
    fields=(
        "father_surname",
        "father_middle_name",
        "father_given_name",
        "father_date_of_birth",
        "father_personal_id",
        "father_nationality",
        "father_ethnicity",
        "father_deceased",
        "father_same_residence_as_mother",
        "father_residence_type",
        "father_residence_country",
        "father_residence_address",
        "marriage_certificate_number",
        "marriage_register_book",
        "marriage_registration_date",
        "marriage_registration_place",
    ),
    lead=_(
        "Mẹ không đăng ký kết hôn và tự khai sinh cho con thì để trống toàn bộ phần "
        "người cha (NĐ 123/2015/NĐ-CP Điều 15)."
    ),
)

MARRIAGE = LegalBasis("NĐ 07/2025/NĐ-CP; Luật Hộ tịch 2014 Điều 16", "medium")
ELSEWHERE = when("father_same_residence_as_mother").is_false()


class Father(Eform):
    """The child's father, or nobody."""

    father_nationality = people.nationality("father")
    father_ethnicity = people.ethnicity("father")
    father_surname = people.surname("father")
    father_middle_name = people.middle_name("father")
    father_given_name = people.given_name("father")
    father_date_of_birth = people.date_of_birth("father")
    father_personal_id = people.personal_number("father")
    father_deceased = people.deceased("father")
    father_same_residence_as_mother = CheckboxField(
        _("Cùng nơi cư trú với mẹ"),
        used_by=CIVIL_STATUS,
        autofill=Autofill("computed", "same_residence", locked=True),
        basis=people.RESIDENCE,
    )
    father_residence_type = people.residence_type("father", ELSEWHERE)
    father_residence_country = people.residence_country("father", ELSEWHERE)
    father_residence_address = people.residence_address(
        "father", _("Nơi cư trú"), ELSEWHERE
    )
    marriage_certificate_number = TextField(
        _("Số giấy chứng nhận kết hôn"),
        required=False,
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "marriage.number"),
        basis=MARRIAGE,
    )
    marriage_register_book = TextField(
        _("Quyển số"),
        required=False,
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "marriage.book"),
        basis=MARRIAGE,
    )
    marriage_registration_date = DateField(
        _("Ngày đăng ký kết hôn"),
        required=False,
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "marriage.registered_on"),
        basis=MARRIAGE,
        rules=(not_after_today,),
    )
    marriage_registration_place = TextField(
        _("Nơi đăng ký kết hôn"),
        required=False,
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "marriage.place"),
        basis=MARRIAGE,
    )

    def father_is_blank(self) -> bool:
        """Tell whether nothing at all is said about the father; ticks do not count."""
        return not any(
            self[name].data
            for name, spec in self.specs().items()
            if name.startswith("father_") and spec.kind != "checkbox"
        )

    def missing_message(self, field: EformField) -> str:
        """A wholly blank father block is one question, not ten."""
        name = field.short_name
        if name.startswith("father_") and self.father_is_blank():
            return ""
        return super().missing_message(field)

    def doubt_father_personal_id(self, field: EformField) -> str:
        """Digits that do not fit a man born that year."""
        born = self.text("father_date_of_birth")
        return people.number_doubt(str(field.data), people.MALE, born)

    def validate_father_personal_id(self, field: EformField) -> None:
        """Father and mother are two people."""
        if field.data and field.data == self.text("mother_personal_id"):
            raise ValidationError(
                _(
                    "Số định danh của cha trùng với số của mẹ. Kiểm tra lại số định "
                    "danh người cha."
                )
            )

    def validate_father_surname(self, field: EformField) -> None:  # noqa: ARG002
        """A blank block is for the unmarried mother who files herself."""
        if not self.father_is_blank():
            return
        if self.text("requester_relation_to_child") != "mother":
            raise ValidationError(
                _(
                    "Phần người cha còn trống. Chỉ khi mẹ là người yêu cầu mới được để "
                    "trống (con ngoài giá thú). Hãy nhập thông tin người cha."
                )
            )
        if any(
            self.value(name) for name in SECTION.fields if name.startswith("marriage_")
        ):
            raise ValidationError(
                _(
                    "Có giấy chứng nhận kết hôn nhưng phần người cha còn trống. Hãy "
                    "nhập thông tin người cha, hoặc xóa phần kết hôn."
                )
            )
