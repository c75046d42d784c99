"""A small cast, as the register's ``/v1/accounts?cast=1`` answers it."""

from typing import Any

MOTHER: dict[str, Any] = {
    "personal_id": "901196004217",
    "full_name": "Trần Thị Hồng Đào",
    "date_of_birth": "1996-07-02",
    "sex": "2",
    "phone": "0999012345",
    "email": "dao@example.com",
    "account_level": 2,
    "account_status": "active",
    "cast": "dao",
    "story": "Sinh con đầu lòng, có giấy chứng sinh điện tử.",
    "staff": None,
}
OFFICER: dict[str, Any] = MOTHER | {
    "personal_id": "901090000011",
    "full_name": "Phạm Minh Khôi",
    "cast": "khoi",
    "story": None,
    "staff": {"office": "commune_civil_status.00070", "title": "Công chức hộ tịch"},
}
ACCOUNTS = [OFFICER, MOTHER]
