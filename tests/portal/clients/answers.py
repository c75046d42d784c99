"""Example answers of the register."""

from typing import Any

PLACE = {
    "country": "VN",
    "province": "01",
    "commune": "00070",
    "detail": "số 12 phố Hàng Mơ",
}

PERSON: dict[str, Any] = {
    "personal_id": "901196004217",
    "full_name": "Trần Thị Hồng Đào",
    "surname": "Trần",
    "middle_name": "Thị Hồng",
    "given_name": "Đào",
    "sex": "2",
    "date_of_birth": "1996-07-02",
    "nationality": "VN",
    "ethnicity": "01",
    "religion": None,
    "marital_status": 2,
    "life_status": 1,
    "hometown": PLACE,
    "birth_place": None,
    "residence_type": "permanent",
    "residence": PLACE,
    "permanent_residence": PLACE,
    "temporary_residence": None,
    "id_card": None,
    "household": {"file_no": "HN-1", "relation_to_head": "wife"},
    "phone": None,
    "email": None,
    "insurance_number": None,
    "version": 1,
    "world": "public",
}

NOTICE: dict[str, Any] = {
    "code": "00123.GCS.01001.26",
    "mother_id": "901196004217",
    "mother_name": "Trần Thị Hồng Đào",
    "father_id": None,
    "child_no": 1,
    "intended_name": "Nguyễn Trần Bảo Ân",
    "sex": "2",
    "born_at": "2026-03-07T09:15:00+07:00",
    "place": PLACE,
    "facility": {"code": "01001", "name": "Bệnh viện (giả lập)"},
    "weight_grams": 3200,
    "status": "open",
}
