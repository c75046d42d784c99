"""Accounts for tests."""

from mock_idp.people.account import Account

DAO = Account(
    personal_id="901196004217",
    full_name="Trần Thị Hồng Đào",
    date_of_birth="1996-07-02",
    sex="2",
    account_level=2,
    phone="0999000001",
    email="dao@example.vn",
    cast="dao",
)
CHI = Account(
    personal_id="901199031284",
    full_name="Phạm Thị Quỳnh Chi",
    date_of_birth="1999-03-18",
    sex="2",
    account_level=1,
    cast="chi",
)
