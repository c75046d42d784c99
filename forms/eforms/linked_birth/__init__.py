"""The linked birth eForm: birth, permanent residence, health-insurance card."""

from typing import ClassVar

from forms.eform import Section
from forms.eforms.linked_birth import child, father, insurance, mother
from forms.eforms.linked_birth import requester as requester_page
from forms.eforms.linked_birth import residence as residence_page
from forms.eforms.linked_birth.child import Child
from forms.eforms.linked_birth.father import Father
from forms.eforms.linked_birth.insurance import Insurance
from forms.eforms.linked_birth.mother import Mother
from forms.eforms.linked_birth.requester import Requester
from forms.eforms.linked_birth.residence import Residence
from forms.i18n import Text, _


class LinkedBirth(Requester, Child, Mother, Father, Residence, Insurance):
    """Tờ khai điện tử liên thông, Mẫu số 01 of NĐ 63/2024/NĐ-CP: 65 fields."""

    code: ClassVar[str] = "linked_birth"
    title: ClassVar[Text] = _(
        "Tờ khai điện tử đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế "
        "cho trẻ dưới 6 tuổi"
    )
    people: ClassVar[dict[str, Text]] = {
        "requester": _("Người yêu cầu"),
        "child": _("Trẻ"),
        "mother": _("Người mẹ"),
        "father": _("Người cha"),
        "household": _("Đăng ký thường trú"),
        "insurance": _("Thẻ bảo hiểm y tế"),
    }
    tied: ClassVar[dict[str, tuple[str, ...]]] = {
        "residence_registration_address": residence_page.HEAD_FIELDS
    }
    sections: ClassVar[tuple[Section, ...]] = (
        requester_page.SECTION,
        child.CHILD,
        child.BIRTH,
        mother.SECTION,
        father.SECTION,
        residence_page.SECTION,
        insurance.SECTION,
    )
