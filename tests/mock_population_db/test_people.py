import pytest

from tests.mock_population_db.callers import (
    CUONG,
    DAO,
    HAI,
    HOA,
    LAM,
    LINH,
    MY,
    NOBODY,
    REAL,
    SEN,
    THANG,
    THAO,
    UNG,
    UT,
)


def test_a_person_is_given_in_full(caller):
    answer = caller.get(f"/v1/people/{DAO}")

    person = answer.json
    assert answer.status_code == 200
    assert person["full_name"] == "Trần Thị Hồng Đào"
    assert (person["surname"], person["middle_name"], person["given_name"]) == (
        "Trần",
        "Thị Hồng",
        "Đào",
    )
    assert person["date_of_birth"] == "1996-07-02"
    assert person["residence"] == person["permanent_residence"]
    assert person["residence"]["commune"] == "00070"
    assert person["household"]["relation_to_head"] == "wife"
    assert person["version"] == 1
    assert person["world"] == "public"


def test_spaces_in_a_number_are_forgiven(caller):
    answer = caller.get("/v1/people/901 196 004 217")

    assert answer.json["personal_id"] == DAO


def test_a_family_has_parents_spouse_children_and_marriage(caller):
    family = caller.get(f"/v1/people/{THANG}/family").json

    assert family["father"]["personal_id"] == LAM
    assert family["mother"]["full_name"] == "Bùi Thị Nga"
    assert family["spouse"]["personal_id"] == HOA
    assert [child["full_name"] for child in family["children"]] == ["Vũ Hoàng An"]
    assert family["marriage"]["number"] == "203/2019"


def test_a_single_person_has_neither_spouse_nor_marriage(caller):
    family = caller.get(f"/v1/people/{MY}/family").json

    assert family["spouse"] is None
    assert family["marriage"] is None


def test_a_widow_still_sees_the_dead_husband_and_the_marriage(caller):
    family = caller.get(f"/v1/people/{THAO}/family").json
    husband = family["spouse"]

    assert husband["personal_id"] == HAI
    assert husband["life_status"] == "2"
    assert husband["household"] is None
    assert husband["residence"]["commune"] == "00070"
    assert family["marriage"]["number"] == "97/2018"


def test_a_household_lists_the_head_first(caller):
    household = caller.get(f"/v1/people/{HOA}/household").json

    assert household["head"] == {"personal_id": LAM, "full_name": "Vũ Văn Lâm"}
    assert [one["relation_to_head"] for one in household["members"]] == [
        "head",
        "wife",
        "birth_child",
        "daughter_in_law",
        "paternal_grandchild",
    ]


@pytest.mark.parametrize("number", [LINH, CUONG])
def test_who_has_only_a_temporary_residence_has_no_household(caller, number):
    person = caller.get(f"/v1/people/{number}").json
    answer = caller.get(f"/v1/people/{number}/household")

    assert person["permanent_residence"] is None
    assert person["residence"] == person["temporary_residence"]
    assert answer.status_code == 404
    assert answer.json["code"] == "household_not_found"


def test_twins_have_two_notices_in_the_order_of_birth(caller):
    notices = caller.get(f"/v1/people/{SEN}/birth-notices").json["notices"]

    assert [(one["child_no"], one["status"]) for one in notices] == [
        (1, "open"),
        (2, "open"),
    ]
    assert notices[0]["mother_name"] == "Đặng Thị Ngọc Sen"


def test_a_father_sees_the_notice_too(caller):
    notices = caller.get(f"/v1/people/{UNG}/birth-notices").json["notices"]

    assert [one["intended_name"] for one in notices] == ["Nguyễn Trần Bảo Ân"]


def test_a_notice_is_found_by_its_code(caller):
    notice = caller.get("/v1/birth-notices/00123.GCS.01001.26").json

    assert notice["mother_id"] == DAO
    assert notice["born_at"] == "2026-03-07T05:42:00+07:00"
    assert notice["facility"]["code"] == "01001"


@pytest.mark.parametrize(
    "code", ["99999.GCS.01001.26", "x", "%00", "%F0%28", "a" * 500]
)
def test_an_unknown_notice_is_not_found(caller, code):
    answer = caller.get(f"/v1/birth-notices/{code}")

    assert answer.status_code == 404
    assert answer.json["code"] == "notice_not_found"


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        (NOBODY, 404, "person_not_found"),
        (REAL, 422, "real_number"),
        ("079090000001", 422, "real_number"),
        ("90119600421", 422, "malformed"),
        ("999196004217", 422, "malformed"),
        ("901996004217", 422, "malformed"),
        ("%00", 422, "malformed"),
        ("９０１１９６００４２１７", 422, "malformed"),
    ],
)
def test_numbers_that_are_no_ones_are_told_apart(caller, number, status, code):
    for path in ("", "/family", "/household", "/birth-notices"):
        answer = caller.get(f"/v1/people/{number}{path}")

        assert (answer.status_code, answer.json["code"]) == (status, code)
        assert answer.content_type == "application/problem+json"


def test_a_real_number_is_refused_with_the_reason(caller):
    detail = caller.get(f"/v1/people/{REAL}").json["detail"]

    assert detail.startswith("Số này thuộc dải số thật")


@pytest.mark.parametrize(
    ("name", "born", "exists"),
    [
        ("Trần Thị Hồng Đào", "1996-07-02", True),
        ("TRẦN THỊ HỒNG ĐÀO", "1996-07-02", True),
        ("Tra\u0302\u0300n Thị Hồng Đào", "1996-07-02", True),
        ("Trần Thị Hồng Đàn", "1996-07-02", False),
        ("Trần Thị Hồng Đào", "1996-07-03", False),
        ("Trần Thị Hồng Đào", "1996", False),
    ],
)
def test_verification_needs_all_three_to_match(caller, name, born, exists):
    claim = {"personal_id": DAO, "full_name": name, "date_of_birth": born}

    answer = caller.post("/v1/people/verify", claim)

    assert answer.json == {"exists": exists}


def test_verification_of_nobody_says_no_more_than_no(caller):
    claim = {
        "personal_id": NOBODY,
        "full_name": "Trần Thị Hồng Đào",
        "date_of_birth": "1996-07-02",
    }

    answer = caller.post("/v1/people/verify", claim)

    assert answer.json == {"exists": False}


def test_an_account_has_level_state_and_story(caller):
    account = caller.get(f"/v1/accounts/{DAO}").json

    assert account["account_level"] == 2
    assert account["account_status"] == "active"
    assert account["cast"] == "dao"
    assert "bé gái" in account["story"]
    assert account["staff"] is None


def test_who_has_no_account_has_level_zero(caller):
    account = caller.get("/v1/accounts/901221007718").json

    assert account["account_level"] == 0
    assert account["account_status"] == "none"


def test_the_cast_is_listed_in_the_order_of_its_file(caller):
    accounts = caller.get("/v1/accounts?cast=1").json["accounts"]

    assert [one["cast"] for one in accounts][:3] == ["dao", "ung", "ut"]
    assert accounts[2]["personal_id"] == UT
    offices = {one["staff"]["office"] for one in accounts if one["staff"]}
    assert offices == {
        f"{agency}.{commune}"
        for agency in ("commune_civil_status", "commune_police", "social_insurance")
        for commune in ("00070", "00082")
    }


@pytest.mark.parametrize("query", ["", "?cast=0", "?cast=", "?cast=%00"])
def test_only_the_cast_can_be_listed(caller, query):
    answer = caller.get(f"/v1/accounts{query}")

    assert answer.status_code == 422
