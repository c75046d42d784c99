"""Birth: register the child, its permanent residence, its health-insurance card.

The version that was law from 1 July 2024 to 31 August 2026. From 1 September 2026
NĐ 301/2026/NĐ-CP adds the identity card and a new eForm; its annexes were not
available, so that version is not written here.
"""

from datetime import date

from forms.conditions import when
from forms.eforms.linked_birth import LinkedBirth
from forms.i18n import _
from forms.law import LegalBasis
from forms.procedure import Branch, Deadline, Fee, Paper, Procedure, Result

DECREE_7 = LegalBasis("NĐ 63/2024/NĐ-CP Điều 7 khoản 2; QĐ 296/QĐ-VPCP")
DECREE_8 = LegalBasis("NĐ 63/2024/NĐ-CP Điều 8; QĐ 296/QĐ-VPCP")

CIVIL_STATUS = Branch(
    code="civil_status",
    title=_("Đăng ký khai sinh"),
    chip=_("KS"),
    agency="commune_civil_status",
    office_from="mother_residence_address",
    deadline=Deadline(0, DECREE_8),
    fee=Fee(
        0,
        _("Đăng ký khai sinh đúng hạn được miễn lệ phí."),
        LegalBasis("Luật Hộ tịch 2014 Điều 11"),
    ),
    result=Result("birth_certificate", _("Giấy khai sinh"), "birth_certificate"),
    effects=("population.register_birth",),
    basis=(
        LegalBasis("Luật Hộ tịch 2014 Điều 13, Điều 16"),
        LegalBasis("NĐ 123/2015/NĐ-CP; NĐ 07/2025/NĐ-CP; NĐ 120/2025/NĐ-CP"),
    ),
)

RESIDENCE = Branch(
    code="residence",
    title=_("Đăng ký thường trú"),
    chip=_("TT"),
    agency="commune_police",
    office_from="residence_registration_address",
    deadline=Deadline(2, DECREE_8),
    fee=Fee(
        0,
        _("Trẻ em dưới 16 tuổi được miễn lệ phí đăng ký cư trú."),
        LegalBasis("TT 75/2022/TT-BTC; TT 71/2025/TT-BTC"),
    ),
    result=Result(
        "residence_notice",
        _("Thông báo kết quả đăng ký cư trú"),
        "residence_notice",
    ),
    needs=("civil_status",),
    effects=("population.register_residence",),
    basis=(
        LegalBasis("Luật Cư trú 2020 Điều 12, Điều 20, Điều 22"),
        LegalBasis("NĐ 58/2026/NĐ-CP Điều 4; TT 53/2025/TT-BCA"),
    ),
)

HEALTH_INSURANCE = Branch(
    code="health_insurance",
    title=_("Cấp thẻ bảo hiểm y tế"),
    chip=_("BHYT"),
    agency="social_insurance",
    office_from="residence_registration_address",
    deadline=Deadline(2, LegalBasis("NĐ 63/2024/NĐ-CP Điều 8 khoản 3; QĐ 296/QĐ-VPCP")),
    fee=Fee(
        0,
        _("Ngân sách nhà nước đóng bảo hiểm y tế cho trẻ dưới 6 tuổi."),
        LegalBasis("Luật Bảo hiểm y tế Điều 12, Điều 13"),
    ),
    result=Result("insurance_card", _("Thẻ bảo hiểm y tế điện tử"), "insurance_card"),
    needs=("civil_status",),
    effects=("population.issue_insurance_number",),
    basis=(
        LegalBasis("NĐ 188/2025/NĐ-CP Điều 11"),
        LegalBasis("QĐ 1449/QĐ-BHXH năm 2024"),
    ),
)

PAPERS = (
    Paper(
        "birth_notice_scan",
        _("Giấy chứng sinh hoặc giấy tờ thay thế"),
        _(
            "Bản chụp giấy chứng sinh. Nếu không có: văn bản của người làm chứng, hoặc "
            "giấy cam đoan về việc sinh."
        ),
        required_when=when("birth_notice_source").equals("0"),
        used_by=("civil_status",),
    ),
    Paper(
        "residence_consent",
        _("Văn bản đồng ý cho trẻ đăng ký thường trú"),
        _(
            "Ý kiến của chủ hộ, chủ sở hữu chỗ ở trên tờ khai CT01 hoặc văn bản riêng. "
            "Không cần công chứng."
        ),
        required_when=when("residence_consent_method").equals("1"),
        used_by=("residence",),
    ),
)

PROCEDURE = Procedure(
    code="birth",
    version="2024",
    title=_(
        "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho "
        "trẻ em dưới 6 tuổi"
    ),
    life_event=_("Sinh con"),
    summary=_(
        "Một tờ khai, ba cơ quan: UBND cấp xã cấp giấy khai sinh, Công an cấp xã đăng "
        "ký thường trú, BHXH cơ sở cấp thẻ bảo hiểm y tế."
    ),
    effective_from=date(2024, 7, 1),
    effective_to=date(2026, 8, 31),
    eform=LinkedBirth,
    branches=(CIVIL_STATUS, RESIDENCE, HEALTH_INSURANCE),
    subject_name=("child_surname", "child_middle_name", "child_given_name"),
    total=Deadline(3, DECREE_7),
    papers=PAPERS,
    basis=(
        LegalBasis("NĐ 63/2024/NĐ-CP ngày 10/6/2024"),
        LegalBasis("QĐ 296/QĐ-VPCP ngày 12/6/2024"),
    ),
    national_code="2.002621",
    notes=(
        _(
            "Hồ sơ nhận sau 15 giờ được tính từ ngày làm việc tiếp theo "
            "(NĐ 63/2024/NĐ-CP Điều 7 khoản 2)."
        ),
        _("Cần xác minh thì tổng thời hạn không quá 05 ngày làm việc."),
        _(
            "Trong thời gian chờ thẻ, trẻ dưới 6 tuổi khám bệnh bằng giấy chứng sinh "
            "hoặc giấy khai sinh (NĐ 188/2025/NĐ-CP Điều 37)."
        ),
        _(
            "Mỗi hồ sơ cho một trẻ. Sinh đôi thì mỗi trẻ một giấy chứng sinh, một hồ "
            "sơ (TT 22/2025/TT-BYT)."
        ),
    ),
)
