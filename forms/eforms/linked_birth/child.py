"""Pages «Trẻ được khai sinh» and «Ngày và nơi sinh»."""

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms import dates
from forms.autofill import Autofill
from forms.conditions import Json, when
from forms.eform import Eform, Section
from forms.eforms.people import CIVIL_STATUS, DECLARATION, EVERY_BRANCH
from forms.fields import (
    AddressField,
    ComputedField,
    DateField,
    EformField,
    IntegerField,
    RadioField,
    SelectField,
    TextField,
)
from forms.fields.rules import not_after_today, person_name
from forms.i18n import _
from forms.law import LegalBasis

CHILD = Section(
    "child",
    _("Trẻ được khai sinh"),
    person="child",
    fields=(
        "child_surname",
        "child_middle_name",
        "child_given_name",
        "child_sex",
        "child_nationality",
        "child_ethnicity",
        "hometown_country",
        "hometown_address",
    ),
    lead=_("Tên do cha mẹ chọn. Các mục khác đã điền sẵn, bạn kiểm tra lại."),
)
BIRTH = Section(
    "birth",
    _("Ngày và nơi sinh"),
    person="child",
    fields=(
        "birth_notice_source",
        "child_date_of_birth",
        "child_date_of_birth_in_words",
        "birth_place_country",
        "birth_place_address",
        "copies_requested",
        "copies_count",
    ),
    lead=_("Lấy từ giấy chứng sinh nếu cơ sở y tế đã gửi."),
)

UNDER_AGE = 6
MOST_COPIES = 20

NAME = LegalBasis("Bộ luật Dân sự 2015 Điều 26; TT 04/2020/TT-BTP Điều 6")
NOTICE = LegalBasis("NĐ 63/2024/NĐ-CP Điều 5 khoản 2; TT 22/2025/TT-BYT")
PLACE = LegalBasis("TT 04/2024/TT-BTP, Tờ khai đăng ký khai sinh, chú thích 4")
HOMETOWN = LegalBasis("Luật Hộ tịch 2014 Điều 4 khoản 8")
COPIES = LegalBasis("NĐ 123/2015/NĐ-CP Điều 6; số lượng tối đa do dự án đặt", "medium")


def _in_words(form: BaseForm) -> Json | None:
    day = dates.full_date(form["child_date_of_birth"].data)
    return dates.in_words(day) if day else None


class Child(Eform):
    """The child who is registered."""

    birth_notice_source = RadioField(
        _("Nguồn dữ liệu chứng sinh"),
        code_list="birth_notice_source",
        used_by=CIVIL_STATUS,
        autofill=Autofill("computed", "birth_notice_source"),
        basis=NOTICE,
    )
    child_surname = TextField(
        _("Họ"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("computed", "child_surname"),
        basis=NAME,
        hint=_("Họ của cha hoặc của mẹ, theo thỏa thuận của cha mẹ."),
        rules=(person_name,),
    )
    child_middle_name = TextField(
        _("Chữ đệm"),
        required=False,
        used_by=EVERY_BRANCH,
        autofill=Autofill("birth_notice", "intended_middle_name"),
        basis=NAME,
        rules=(person_name,),
    )
    child_given_name = TextField(
        _("Tên"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("birth_notice", "intended_given_name"),
        basis=NAME,
        rules=(person_name,),
    )
    child_date_of_birth = DateField(
        _("Ngày, tháng, năm sinh"),
        used_by=EVERY_BRANCH,
        autofill=Autofill("birth_notice", "date", locked=True),
        basis=NOTICE,
        rules=(not_after_today,),
    )
    child_date_of_birth_in_words = ComputedField(
        _("Ngày sinh ghi bằng chữ"),
        compute=_in_words,
        used_by=CIVIL_STATUS,
        autofill=Autofill("computed", "date_in_words", locked=True),
        basis=DECLARATION,
    )
    birth_place_country = SelectField(
        _("Quốc gia nơi sinh"),
        code_list="country_alpha2",
        used_by=CIVIL_STATUS,
        autofill=Autofill("birth_notice", "place.country"),
        basis=PLACE,
    )
    birth_place_address = AddressField(
        _("Nơi sinh"),
        country="birth_place_country",
        used_by=CIVIL_STATUS,
        autofill=Autofill("birth_notice", "place"),
        basis=PLACE,
        hint=_("Sinh tại cơ sở y tế: ghi tên cơ sở ở phần địa chỉ chi tiết."),
    )
    child_sex = SelectField(
        _("Giới tính"),
        code_list="sex",
        used_by=EVERY_BRANCH,
        autofill=Autofill("birth_notice", "sex", locked=True),
        basis=NOTICE,
    )
    child_nationality = SelectField(
        _("Quốc tịch"),
        code_list="country_alpha2",
        used_by=CIVIL_STATUS,
        autofill=Autofill("computed", "nationality_vn", locked=True),
        basis=LegalBasis("Luật Quốc tịch Việt Nam 2008 Điều 15, Điều 16"),
        lock_reason=_(
            "Luồng trong nước chỉ khai sinh cho trẻ có quốc tịch Việt Nam. Trường hợp "
            "khác, làm tại UBND cấp xã."
        ),
    )
    child_ethnicity = SelectField(
        _("Dân tộc"),
        code_list="ethnicity_1979",
        used_by=CIVIL_STATUS,
        autofill=Autofill("computed", "child_ethnicity"),
        basis=LegalBasis("Bộ luật Dân sự 2015 Điều 29"),
        hint=_("Dân tộc của cha hoặc của mẹ, theo thỏa thuận của cha mẹ."),
    )
    hometown_country = SelectField(
        _("Quốc gia quê quán"),
        code_list="country_alpha2",
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "father.hometown.country"),
        basis=HOMETOWN,
    )
    hometown_address = AddressField(
        _("Quê quán"),
        needs=("province",),
        country="hometown_country",
        used_by=CIVIL_STATUS,
        autofill=Autofill("population", "father.hometown"),
        basis=HOMETOWN,
        hint=_("Quê quán của cha hoặc của mẹ, theo thỏa thuận hoặc tập quán."),
    )
    copies_requested = RadioField(
        _("Đề nghị cấp bản sao"),
        code_list="yes_no",
        used_by=CIVIL_STATUS,
        basis=COPIES,
        hint=_("Bản điện tử luôn được cấp. Bản sao giấy nhận tại UBND."),
    )
    copies_count = IntegerField(
        _("Số lượng bản sao"),
        minimum=1,
        maximum=MOST_COPIES,
        used_by=CIVIL_STATUS,
        basis=COPIES,
        shown_when=when("copies_requested").equals("1"),
    )

    def validate_child_date_of_birth(self, field: EformField) -> None:
        """The linked procedure is for children under six, as its title says."""
        born = dates.full_date(field.data)
        if born is None:
            return
        sixth = dates.birthday(born, UNDER_AGE)
        if self.today >= sixth:
            raise ValidationError(
                _(
                    "Trẻ đã đủ 6 tuổi từ ngày %(day)s, không còn thuộc thủ tục liên "
                    "thông. Hãy đăng ký khai sinh riêng tại UBND cấp xã."
                )
                % {"day": dates.show_day(sixth)}
            )

    def validate_child_surname(self, field: EformField) -> None:
        """The surname of the father or the mother (BLDS 2015 Điều 26 khoản 2)."""
        allowed = self._of_parents("surname")
        if allowed and field.data and field.data not in allowed.values():
            raise ValidationError(
                _(
                    "Họ của con là họ của cha hoặc của mẹ: %(names)s. Hãy chọn một "
                    "trong các họ đó."
                )
                % {"names": " – ".join(dict.fromkeys(allowed.values()))}
            )

    def validate_child_ethnicity(self, field: EformField) -> None:
        """The ethnicity of the father or the mother (BLDS 2015 Điều 29)."""
        allowed = self._of_parents("ethnicity")
        if allowed and field.data and field.data not in allowed.values():
            names = dict.fromkeys(
                self.display(f"{parent}_ethnicity", code)
                for parent, code in allowed.items()
            )
            raise ValidationError(
                _(
                    "Dân tộc của con là dân tộc của cha hoặc của mẹ: %(names)s. Hãy "
                    "chọn lại."
                )
                % {"names": " – ".join(names)}
            )

    def _of_parents(self, what: str) -> dict[str, str]:
        found = {p: self.text(f"{p}_{what}") for p in ("father", "mother")}
        return {parent: value for parent, value in found.items() if value}
