"""Page «Người yêu cầu»: who files the declaration."""

from wtforms.validators import ValidationError

from forms.autofill import Autofill
from forms.eform import Eform, Section
from forms.eforms import people
from forms.eforms.people import CIVIL_STATUS, DECLARATION, EVERY_BRANCH
from forms.fields import (
    DateField,
    EformField,
    EmailField,
    PersonalIdField,
    PhoneField,
    SelectField,
    TextField,
)
from forms.fields.rules import not_after_today, person_name
from forms.i18n import _
from forms.law import LegalBasis

SECTION = Section(
    "requester",
    _("Người yêu cầu"),
    person="requester",
    fields=(
        "requester_relation_to_child",
        "requester_full_name",
        "requester_personal_id",
        "requester_date_of_birth",
        "requester_sex",
        "requester_id_issue_date",
        "requester_id_issue_place",
        "requester_residence_type",
        "requester_residence_country",
        "requester_residence_address",
        "requester_phone",
        "requester_email",
    ),
    lead=_("Kiểm tra thông tin của bạn và cho biết bạn là ai đối với trẻ."),
)

ID_CARD = LegalBasis("NĐ 63/2024/NĐ-CP Điều 5 khoản 1, Mẫu số 01; Luật Căn cước 2023")


class Requester(Eform):
    """The person who files the declaration."""

    requester_full_name = TextField(
        _("Họ, chữ đệm, tên"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("identity", "full_name", locked=True),
        basis=DECLARATION,
        rules=(person_name,),
    )
    requester_personal_id = PersonalIdField(
        _("Số định danh"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("identity", "personal_id", locked=True),
        basis=people.PERSONAL_NUMBER,
    )
    requester_date_of_birth = DateField(
        _("Ngày sinh"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("identity", "date_of_birth", locked=True),
        basis=DECLARATION,
        rules=(not_after_today,),
    )
    requester_sex = SelectField(
        _("Giới tính"),
        code_list="sex",
        used_by=EVERY_BRANCH,
        autofill=people.registered("requester", "sex"),
        basis=DECLARATION,
    )
    requester_id_issue_date = DateField(
        _("Ngày cấp"),
        used_by=CIVIL_STATUS,
        autofill=people.registered("requester", "id_card.issued_on"),
        basis=ID_CARD,
        rules=(not_after_today,),
    )
    requester_id_issue_place = TextField(
        _("Nơi cấp"),
        used_by=CIVIL_STATUS,
        autofill=people.registered("requester", "id_card.issuer"),
        basis=ID_CARD,
    )
    requester_residence_type = people.residence_type("requester")
    requester_residence_country = people.residence_country("requester")
    requester_residence_address = people.residence_address("requester", _("Nơi cư trú"))
    requester_relation_to_child = SelectField(
        _("Quan hệ với người được khai sinh"),
        code_list="requester_relation_birth",
        used_by=EVERY_BRANCH,
        autofill=Autofill("computed", "requester_relation"),
        basis=LegalBasis("Luật Hộ tịch 2014 Điều 15; NĐ 63/2024/NĐ-CP Mẫu số 01"),
    )
    requester_phone = PhoneField(
        _("Số điện thoại"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("identity", "phone"),
        basis=DECLARATION,
        hint=_("Để nhận tin nhắn về hồ sơ. Ví dụ 09990 00001."),
    )
    requester_email = EmailField(
        _("Email"),
        required=False,
        used_by=EVERY_BRANCH,
        autofill=Autofill("identity", "email"),
        basis=DECLARATION,
    )

    def doubt_requester_personal_id(self, field: EformField) -> str:
        """Digits that do not fit sex or year of birth."""
        return people.number_doubt(
            str(field.data),
            self.text("requester_sex"),
            self.text("requester_date_of_birth"),
        )

    def validate_requester_relation_to_child(self, field: EformField) -> None:
        """Who says to be the parent is the parent that is declared."""
        own = self.text("requester_personal_id")
        parent = {"mother": "mother_personal_id", "father": "father_personal_id"}
        declared = self.text(parent[field.data]) if field.data in parent else ""
        if own and declared and own != declared:
            raise ValidationError(
                _(
                    "Bạn chọn “%(relation)s” nhưng số định danh của bạn khác số đã "
                    "khai cho người đó. Hãy chọn lại, hoặc sửa số định danh."
                )
                % {"relation": field.display}
            )
