"""The data dictionary: the 26 groups of facts of Luật Căn cước 26/2023/QH15 Điều 9.

For each group its wording in the law, where the record has it, and who fills it.
"""

from dataclasses import dataclass

LAW = "Luật Căn cước 26/2023/QH15 Điều 9"
LIFE = "Nghị định 70/2024/NĐ-CP, sửa đổi bởi Nghị định 58/2026/NĐ-CP"
RESIDENCE = "Luật Cư trú 68/2020/QH14"

PERSON, FAMILY = "/v1/people/{pid}", "/v1/people/{pid}/family"
HOUSEHOLD = "/v1/people/{pid}/household"

CIVIL_STATUS = ("Đăng ký hộ tịch (UBND cấp xã)", "Civil status (commune)")
POLICE = ("Công an cấp xã", "Commune police")
IDENTITY = ("Cơ quan quản lý căn cước", "Identity authority")
CITIZEN = ("Công dân khai báo", "The citizen")
INSURANCE = ("Cơ quan bảo hiểm xã hội và các bộ", "Social insurance and ministries")


@dataclass(frozen=True)
class Group:
    """One group of facts.

    Attributes:
        number: its point in the law, 1 to 26.
        name: the law's wording, shortened.
        english: the same in English.
        fields: members of the record that hold it.
        path: the address that gives them.
        legal: the source beside the law itself, empty when there is none.
        filled_by: who brings the fact in, in Vietnamese and in English.
    """

    number: int
    name: str
    english: str
    fields: tuple[str, ...]
    filled_by: tuple[str, str]
    path: str = PERSON
    legal: str = ""


GROUPS = (
    Group(
        1,
        "Họ, chữ đệm và tên khai sinh",
        "Birth name",
        ("surname", "middle_name", "given_name", "full_name"),
        CIVIL_STATUS,
        legal=LIFE,
    ),
    Group(2, "Tên gọi khác", "Other names", ("other_names",), CITIZEN),
    Group(
        3,
        "Số định danh cá nhân",
        "Personal identification number",
        ("personal_id",),
        IDENTITY,
        legal="Nghị định 70/2024/NĐ-CP Điều 11",
    ),
    Group(
        4,
        "Ngày, tháng, năm sinh",
        "Date of birth",
        ("date_of_birth",),
        CIVIL_STATUS,
        legal=LIFE,
    ),
    Group(5, "Giới tính", "Sex", ("sex",), CIVIL_STATUS, legal=LIFE),
    Group(6, "Nơi sinh", "Place of birth", ("birth_place",), CIVIL_STATUS, legal=LIFE),
    Group(
        7,
        "Nơi đăng ký khai sinh",
        "Place of birth registration",
        ("birth_registration_place",),
        CIVIL_STATUS,
        legal=LIFE,
    ),
    Group(8, "Quê quán", "Hometown", ("hometown",), CIVIL_STATUS, legal=LIFE),
    Group(9, "Dân tộc", "Ethnic group", ("ethnicity",), CIVIL_STATUS, legal=LIFE),
    Group(10, "Tôn giáo", "Religion", ("religion",), CITIZEN),
    Group(11, "Quốc tịch", "Nationality", ("nationality",), CIVIL_STATUS, legal=LIFE),
    Group(12, "Nhóm máu", "Blood group", ("blood_group",), CITIZEN),
    Group(
        13,
        "Số chứng minh nhân dân 09 số",
        "Old 9-digit number",
        ("old_id_9",),
        IDENTITY,
        legal="Nghị định 58/2026/NĐ-CP Điều 12",
    ),
    Group(
        14,
        "Ngày cấp, nơi cấp, thời hạn sử dụng thẻ",
        "Identity card: issue, place, expiry",
        ("id_card",),
        IDENTITY,
        legal="Luật Căn cước 26/2023/QH15 Điều 19, 21",
    ),
    Group(
        15,
        "Cha, mẹ, vợ, chồng, con, người đại diện, người được đại diện",
        "Parents, spouse, children, representatives, those represented",
        ("father", "mother", "spouse", "children", "representatives", "represents"),
        CIVIL_STATUS,
        path=FAMILY,
        legal="Bộ luật Dân sự 2015 Điều 136",
    ),
    Group(
        16,
        "Nơi thường trú",
        "Permanent residence",
        ("permanent_residence", "residence_type", "residence"),
        POLICE,
        legal=RESIDENCE,
    ),
    Group(
        17,
        "Nơi tạm trú",
        "Temporary residence",
        ("temporary_residence",),
        POLICE,
        legal=RESIDENCE,
    ),
    Group(
        18,
        "Nơi ở hiện tại",
        "Present address",
        ("current_residence",),
        POLICE,
        legal=RESIDENCE,
    ),
    Group(
        19,
        "Tình trạng khai báo tạm vắng",
        "Declared absence",
        ("absence_status",),
        POLICE,
        legal=f"{RESIDENCE} Điều 31",
    ),
    Group(
        20,
        "Số hồ sơ cư trú",
        "Residence-file number",
        ("household.file_no",),
        POLICE,
        legal=RESIDENCE,
    ),
    Group(
        21,
        "Tình trạng hôn nhân",
        "Marital status",
        ("marital_status",),
        CIVIL_STATUS,
        legal=LIFE,
    ),
    Group(
        22,
        "Mối quan hệ với chủ hộ",
        "Relation to the head of household",
        ("household.relation_to_head",),
        POLICE,
        legal=RESIDENCE,
    ),
    Group(
        23,
        "Chủ hộ và các thành viên hộ gia đình",
        "Head and members of the household",
        ("head", "members"),
        POLICE,
        path=HOUSEHOLD,
        legal=RESIDENCE,
    ),
    Group(
        24,
        "Ngày, tháng, năm chết hoặc mất tích",
        "Date of death or disappearance",
        ("life_status", "death"),
        CIVIL_STATUS,
        legal=LIFE,
    ),
    Group(
        25,
        "Số thuê bao di động, địa chỉ thư điện tử",
        "Mobile number, e-mail address",
        ("phone", "email"),
        CITIZEN,
    ),
    Group(
        26,
        "Thông tin khác theo quy định của Chính phủ",
        "Other facts as the Government provides",
        ("insurance_number", "occupation", "education"),
        INSURANCE,
        legal="Nghị định 58/2026/NĐ-CP, phụ lục",
    ),
)
