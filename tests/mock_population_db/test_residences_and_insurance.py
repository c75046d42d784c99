import pytest

from tests.mock_population_db.callers import (
    CUONG,
    DAO,
    HAI,
    HOA,
    LAM,
    LINH,
    NOBODY,
    REAL,
    UNG,
    UT,
    a_birth,
    a_residence,
    address,
    an_insurance,
    born,
)


def test_a_residence_puts_the_child_into_the_heads_household(caller):
    child = born(caller)

    answer = caller.post("/v1/residences", a_residence(child), "r")

    household = caller.get(f"/v1/people/{UNG}/household").json
    person = caller.get(f"/v1/people/{child}").json
    assert answer.status_code == 201
    assert answer.json["file_no"] == household["file_no"]
    assert household["members"][-1] == {
        "personal_id": child,
        "full_name": "Nguyễn Trần Bảo Ân",
        "relation_to_head": "birth_child",
    }
    assert person["household"]["file_no"] == household["file_no"]
    assert person["residence"] == household["address"]
    assert person["version"] == 2


def test_a_household_keeps_one_address_however_it_was_typed(caller):
    child = born(caller)
    typed = address("12 Hàng Bạc")

    caller.post("/v1/residences", a_residence(child, address=typed), "r")

    residence = caller.get(f"/v1/people/{child}").json["residence"]
    assert residence["detail"] == "số 12 phố Hàng Bạc"


def test_a_repeat_of_a_residence_answers_the_same(caller):
    child = born(caller)
    first = caller.post("/v1/residences", a_residence(child), "r")

    second = caller.post("/v1/residences", a_residence(child), "r")

    assert (second.status_code, second.json) == (200, first.json)
    assert caller.get(f"/v1/people/{child}").json["version"] == 2


def test_a_head_without_a_household_gets_one(caller):
    child = born(
        caller,
        mother_id=LINH,
        father_id=CUONG,
        birth_notice_code="00226.GCS.01002.26",
        child={"date_of_birth": "2026-03-04"},
    )
    home = address("số 16 phố Hàng Vải")
    body = a_residence(child, household_head_id=LINH, address=home)

    file_no = caller.post("/v1/residences", body, "r").json["file_no"]

    household = caller.get(f"/v1/people/{LINH}/household").json
    assert household["file_no"] == file_no
    assert household["head"]["personal_id"] == LINH
    assert len(household["members"]) == 2
    assert caller.get(f"/v1/people/{LINH}").json["permanent_residence"] == home


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"household_head_id": HOA}, 409, "not_household_head"),
        ({"household_head_id": HAI}, 409, "person_deceased"),
        ({"household_head_id": NOBODY}, 404, "person_not_found"),
        ({"household_head_id": REAL}, 422, "real_number"),
        ({"address": address(commune="00082")}, 409, "address_not_of_household"),
        ({"address": address(commune="99999")}, 422, "malformed"),
        ({"relation_to_head": "boss"}, 422, "malformed"),
        ({"personal_id": LAM}, 409, "head_leaves_household"),
        ({"personal_id": HAI}, 409, "person_deceased"),
    ],
)
def test_a_residence_that_cannot_be_is_refused(caller, change, status, code):
    child = born(caller)

    answer = caller.post("/v1/residences", a_residence(child, **change), "r")

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert caller.get(f"/v1/people/{child}").json["household"] is None


def test_an_adult_may_move_to_another_household(caller):
    body = a_residence(
        DAO,
        household_head_id=UT,
        relation_to_head="daughter_in_law",
        address=address("số 47 phố Hàng Bồ"),
    )

    caller.post("/v1/residences", body, "r")

    members = caller.get(f"/v1/people/{UT}/household").json["members"]
    left = caller.get(f"/v1/people/{UNG}/household").json["members"]
    assert [one["personal_id"] for one in members] == [UT, DAO]
    assert [one["personal_id"] for one in left] == [UNG]


def test_an_insurance_number_has_ten_digits_that_no_province_starts(caller):
    child = born(caller)

    answer = caller.post("/v1/insurance-numbers", an_insurance(child), "i")

    number = answer.json["insurance_number"]
    assert answer.status_code == 201
    assert len(number) == 10
    assert number.isdigit()
    assert number.startswith("99")
    assert caller.get(f"/v1/people/{child}").json["insurance_number"] == number


def test_an_insurance_number_is_for_life(caller):
    child = born(caller)
    first = caller.post("/v1/insurance-numbers", an_insurance(child), "i")

    repeat = caller.post("/v1/insurance-numbers", an_insurance(child), "i")
    another = caller.post("/v1/insurance-numbers", an_insurance(child), "j")

    assert (repeat.status_code, repeat.json) == (200, first.json)
    assert (another.status_code, another.json["code"]) == (409, "already_insured")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"facility_code": "99999"}, 422, "malformed"),
        ({"personal_id": NOBODY}, 404, "person_not_found"),
        ({"personal_id": HAI}, 409, "person_deceased"),
        ({"issued_on": "tomorrow"}, 422, "malformed"),
    ],
)
def test_an_insurance_number_that_cannot_be_is_refused(caller, change, status, code):
    child = born(caller)

    answer = caller.post("/v1/insurance-numbers", an_insurance(child, **change), "i")

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_one_key_serves_one_operation(caller):
    child = born(caller, key="same")

    answer = caller.post("/v1/residences", a_residence(child), "same")

    assert answer.json["code"] == "idempotency_conflict"


def test_two_children_never_share_an_insurance_number(caller):
    notice = {"birth_notice_code": None}
    one = born(caller, "1", **notice)
    two = born(caller, "2", child={"given_name": "Bình"}, **notice)

    numbers = {
        caller.post("/v1/insurance-numbers", an_insurance(child), child).json[
            "insurance_number"
        ]
        for child in (one, two)
    }

    assert len(numbers) == 2


def test_a_birth_needs_no_father_in_the_body(caller):
    body = a_birth()
    del body["father_id"]

    answer = caller.post("/v1/births", body, "k")

    assert answer.status_code == 201
