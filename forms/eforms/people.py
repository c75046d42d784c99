"""Questions that are the same for every person: name, birth, residence.

Each function makes one field; ``person`` is ``mother`` or ``father``, the prefix of
its autofill paths.
"""

from forms import dates, personal_id
from forms.autofill import Autofill
from forms.conditions import Condition
from forms.fields import (
    AddressField,
    CheckboxField,
    PartialDateField,
    PersonalIdField,
    SelectField,
    TextField,
)
from forms.fields.rules import not_after_today, person_name
from forms.i18n import Text, _, gettext
from forms.law import LegalBasis

CIVIL_STATUS = ("civil_status",)
EVERY_BRANCH = ("civil_status", "residence", "health_insurance")

DECLARATION = LegalBasis("NĐ 63/2024/NĐ-CP Điều 5 khoản 1, Mẫu số 01")
PARENTS = LegalBasis(
    "Luật Hộ tịch 2014 Điều 14 khoản 1; NĐ 63/2024/NĐ-CP Điều 5, Mẫu số 01"
)
PARTIAL_BIRTH = LegalBasis("TT 04/2024/TT-BTP, Tờ khai đăng ký khai sinh, chú thích 5")
PERSONAL_NUMBER = LegalBasis("Luật Căn cước 2023 Điều 12; NĐ 70/2024/NĐ-CP Điều 11")
RESIDENCE = LegalBasis("Luật Cư trú 2020 Điều 11, Điều 19; Luật Hộ tịch 2014 Điều 13")


def registered(person: str, path: str, *, locked: bool = True) -> Autofill:
    """Take a value about a person from the population register."""
    return Autofill("population", f"{person}.{path}", locked=locked)


def nationality(person: str) -> SelectField:
    """Quốc tịch."""
    return SelectField(
        _("Quốc tịch"),
        code_list="country_alpha2",
        used_by=CIVIL_STATUS,
        autofill=registered(person, "nationality"),
        basis=PARENTS,
    )


def ethnicity(person: str) -> SelectField:
    """Dân tộc, codes of 1979."""
    return SelectField(
        _("Dân tộc"),
        code_list="ethnicity_1979",
        used_by=CIVIL_STATUS,
        autofill=registered(person, "ethnicity"),
        basis=LegalBasis("QĐ 121-TCTK/PPCĐ 1979; Luật Hộ tịch 2014 Điều 14"),
    )


def surname(person: str) -> TextField:
    """Họ."""
    return TextField(
        _("Họ"),
        used_by=EVERY_BRANCH,
        autofill=registered(person, "surname"),
        basis=PARENTS,
        rules=(person_name,),
    )


def middle_name(person: str) -> TextField:
    """Chữ đệm."""
    return TextField(
        _("Chữ đệm"),
        required=False,
        used_by=EVERY_BRANCH,
        autofill=registered(person, "middle_name"),
        basis=PARENTS,
        rules=(person_name,),
    )


def given_name(person: str) -> TextField:
    """Tên."""
    return TextField(
        _("Tên"),
        used_by=EVERY_BRANCH,
        autofill=registered(person, "given_name"),
        basis=PARENTS,
        rules=(person_name,),
    )


def date_of_birth(person: str) -> PartialDateField:
    """Ngày, tháng, năm sinh; month and year or the year alone will do."""
    return PartialDateField(
        _("Ngày, tháng, năm sinh"),
        used_by=CIVIL_STATUS,
        autofill=registered(person, "date_of_birth"),
        basis=PARTIAL_BIRTH,
        hint=_("Nếu giấy tờ chỉ ghi tháng và năm, hoặc chỉ ghi năm, nhập phần đó."),
        rules=(not_after_today,),
    )


def personal_number(person: str) -> PersonalIdField:
    """Số định danh."""
    return PersonalIdField(
        _("Số định danh"),
        used_by=EVERY_BRANCH,
        autofill=registered(person, "personal_id"),
        basis=PERSONAL_NUMBER,
    )


def deceased(person: str) -> CheckboxField:
    """Đã chết; read as «Còn sống» or «Đã chết»."""
    return CheckboxField(
        _("Đã chết"),
        topic=_("Còn sống hay đã chết"),
        answers=(_("Đã chết"), _("Còn sống")),
        used_by=CIVIL_STATUS,
        autofill=registered(person, "deceased"),
        basis=DECLARATION,
    )


def residence_type(person: str, shown_when: Condition | None = None) -> SelectField:
    """Loại cư trú."""
    return SelectField(
        _("Loại cư trú"),
        code_list="residence_type",
        used_by=CIVIL_STATUS,
        autofill=registered(person, "residence_type"),
        basis=RESIDENCE,
        shown_when=shown_when,
    )


def residence_country(person: str, shown_when: Condition | None = None) -> SelectField:
    """Quốc gia của nơi cư trú."""
    return SelectField(
        _("Quốc gia cư trú"),
        code_list="country_alpha2",
        used_by=CIVIL_STATUS,
        autofill=registered(person, "residence.country"),
        basis=RESIDENCE,
        shown_when=shown_when,
    )


def residence_address(
    person: str, label: Text, shown_when: Condition | None = None
) -> AddressField:
    """Nơi cư trú."""
    return AddressField(
        label,
        country=f"{person}_residence_country",
        used_by=CIVIL_STATUS,
        autofill=registered(person, "residence"),
        basis=RESIDENCE,
        shown_when=shown_when,
    )


FEMALE, MALE = "2", "1"


def number_doubt(number: str, sex: str, born: str) -> str:
    """Return a doubt when a personal number does not fit sex or year of birth.

    Only a doubt: corrected or re-established numbers may keep an old pattern
    (NĐ 70/2024/NĐ-CP Điều 11 khoản 7).

    Args:
        number: canonical personal number.
        sex: ``1``, ``2`` or empty when unknown.
        born: canonical date of birth, or empty.
    """
    said = personal_id.facts(number)
    if sex and said.sex != sex:
        return gettext(
            "Chữ số thứ tư của số định danh không khớp với giới tính. Kiểm tra lại; "
            "nếu số đúng như trên thẻ thì bạn cứ tiếp tục."
        )
    if born and said.year != dates.earliest(born).year:
        return gettext(
            "Số định danh không khớp với năm sinh. Kiểm tra lại; nếu số đúng như trên "
            "thẻ thì bạn cứ tiếp tục."
        )
    return ""
