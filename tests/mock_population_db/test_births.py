import pytest

from forms import personal_id
from tests.mock_population_db.callers import (
    DAO,
    HAI,
    HOA,
    HUY,
    NOBODY,
    REAL,
    SEN,
    THAO,
    UNG,
    UT,
    a_birth,
    address,
    born,
)

HOME_BORN = {"mother_id": "908193014490", "father_id": "908090061173"}


def test_a_birth_gives_a_new_synthetic_number(caller):
    answer = caller.post("/v1/births", a_birth(), "k")

    facts = personal_id.facts(answer.json["personal_id"])
    assert answer.status_code == 201
    assert answer.json["version"] == 1
    assert (facts.province, facts.sex, facts.year) == ("001", "2", 2026)


def test_the_child_is_a_person_with_kin_in_both_directions(caller):
    number = born(caller)

    child = caller.get(f"/v1/people/{number}").json
    family = caller.get(f"/v1/people/{number}/family").json
    of_mother = caller.get(f"/v1/people/{DAO}/family").json["children"]
    of_father = caller.get(f"/v1/people/{UNG}/family").json["children"]
    assert child["full_name"] == "Nguyễn Trần Bảo Ân"
    assert child["residence"] is None
    assert child["household"] is None
    assert family["mother"]["personal_id"] == DAO
    assert family["father"]["personal_id"] == UNG
    assert [one["personal_id"] for one in of_mother] == [number]
    assert of_father == of_mother


def test_a_birth_raises_the_versions_of_the_parents(caller):
    born(caller)

    assert caller.get(f"/v1/people/{DAO}").json["version"] == 2
    assert caller.get(f"/v1/people/{UNG}").json["version"] == 2
    assert caller.get(f"/v1/people/{UT}").json["version"] == 1


def test_a_birth_uses_its_notice(caller):
    born(caller)

    notices = caller.get(f"/v1/people/{DAO}/birth-notices").json["notices"]
    assert [one["status"] for one in notices] == ["used"]


def test_a_repeat_under_the_same_key_answers_the_same(caller):
    first = caller.post("/v1/births", a_birth(), "k")

    second = caller.post("/v1/births", a_birth(), "k")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    children = caller.get(f"/v1/people/{DAO}/family").json["children"]
    assert len(children) == 1


def test_a_key_cannot_be_used_for_something_else(caller):
    caller.post("/v1/births", a_birth(), "k")

    answer = caller.post("/v1/births", a_birth(certificate_number="9/2026"), "k")

    assert (answer.status_code, answer.json["code"]) == (409, "idempotency_conflict")


@pytest.mark.parametrize("name", ["Ân", "ÂN", "ân", "A\u0302n", "  Ân "])
def test_the_same_child_is_not_registered_twice(caller, name):
    born(caller)

    twice = a_birth(child={"given_name": name}, certificate_number="9/2026")
    answer = caller.post("/v1/births", twice, "other")

    assert (answer.status_code, answer.json["code"]) == (409, "duplicate_birth")


def test_the_same_child_is_found_without_its_notice(caller):
    born(caller)

    answer = caller.post("/v1/births", a_birth(birth_notice_code=None), "other")

    assert answer.json["code"] == "duplicate_birth"


def test_a_child_of_the_base_is_not_registered_again(caller):
    again = a_birth(
        mother_id=HOA,
        father_id=None,
        birth_notice_code=None,
        registered_on="2021-06-01",
        child={"given_name": "An", "sex": "1", "date_of_birth": "2021-05-16"},
    )

    answer = caller.post("/v1/births", again, "k")

    assert answer.json["code"] == "duplicate_birth"


def test_twins_are_two_children_even_with_names_that_fold_alike(caller):
    parents = {"mother_id": SEN, "father_id": HUY}
    first = {"given_name": "Anh", "sex": "1", "date_of_birth": "2026-03-05"}
    second = {"given_name": "Ánh", "sex": "2", "date_of_birth": "2026-03-05"}

    one = born(
        caller, "1", child=first, birth_notice_code="00231.GCS.01002.26", **parents
    )
    two = born(
        caller, "2", child=second, birth_notice_code="00232.GCS.01002.26", **parents
    )

    assert one != two
    assert len(caller.get(f"/v1/people/{SEN}/family").json["children"]) == 2


def test_a_used_notice_serves_no_second_child(caller):
    born(caller)

    answer = caller.post("/v1/births", a_birth(child={"given_name": "Hoa"}), "other")

    assert (answer.status_code, answer.json["code"]) == (409, "notice_used")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"mother_id": HOA, "father_id": None}, "người mẹ"),
        ({"child": {"date_of_birth": "2026-03-06"}}, "ngày sinh"),
        ({"child": {"sex": "1"}}, "giới tính"),
    ],
)
def test_a_notice_must_say_the_same(caller, change, word):
    answer = caller.post("/v1/births", a_birth(**change), "k")

    assert (answer.status_code, answer.json["code"]) == (409, "notice_mismatch")
    assert word in answer.json["detail"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"mother_id": NOBODY}, 404, "person_not_found"),
        ({"father_id": NOBODY}, 404, "person_not_found"),
        ({"mother_id": REAL}, 422, "real_number"),
        ({"birth_notice_code": "99999.GCS.01001.26"}, 404, "notice_not_found"),
        ({"mother_id": UNG, "father_id": None}, 409, "implausible_birth"),
        ({"father_id": UT}, 409, "implausible_birth"),
        ({"mother_id": UT}, 409, "implausible_birth"),
        ({"registered_on": "2026-03-06"}, 409, "implausible_birth"),
        ({"child": {"date_of_birth": "2026-02-30"}}, 422, "malformed"),
        ({"child": {"sex": "3"}}, 422, "malformed"),
        ({"child": {"ethnicity": "99"}}, 422, "malformed"),
        ({"child": {"given_name": ""}}, 422, "malformed"),
        ({"child": {"given_name": "A\x00n"}}, 422, "malformed"),
        ({"registration_place": address(province="79")}, 422, "malformed"),
        ({"registration_place": {"country": "FR"}}, 422, "malformed"),
        ({"surprise": 1}, 422, "malformed"),
    ],
)
def test_a_birth_that_cannot_be_is_refused(caller, change, status, code):
    answer = caller.post("/v1/births", a_birth(**change), "k")

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert caller.get(f"/v1/people/{DAO}").json["version"] == 1


def test_a_refused_birth_leaves_its_key_free(caller):
    caller.post("/v1/births", a_birth(mother_id=NOBODY), "k")

    answer = caller.post("/v1/births", a_birth(), "k")

    assert answer.status_code == 201


def test_a_field_says_in_vietnamese_what_is_wrong_with_it(caller):
    body = a_birth(child={"date_of_birth": "7/3/2026"})

    errors = caller.post("/v1/births", body, "k").json["errors"]

    assert errors == {
        "json": {"child": {"date_of_birth": ["Ngày cần có dạng YYYY-MM-DD."]}}
    }


def test_a_write_needs_a_key(caller):
    answer = caller.post("/v1/births", a_birth())

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_missing")


def test_a_child_may_have_no_known_father(caller):
    number = born(caller, birth_notice_code=None, father_id=None)

    assert caller.get(f"/v1/people/{number}/family").json["father"] is None


def test_a_father_who_died_before_the_birth_is_still_the_father(caller):
    number = born(
        caller,
        mother_id=THAO,
        father_id=HAI,
        birth_notice_code="00171.GCS.01001.26",
        child={"given_name": "Hải An", "date_of_birth": "2026-02-18"},
    )

    father = caller.get(f"/v1/people/{number}/family").json["father"]
    assert father["personal_id"] == HAI


def test_a_child_born_abroad_keeps_the_country(caller):
    abroad = {"country": "FR", "province": None, "commune": None, "detail": "Paris"}
    number = born(caller, birth_notice_code=None, child={"birth_place": abroad})

    place = caller.get(f"/v1/people/{number}").json["birth_place"]
    assert place == {"country": "FR", "province": "", "commune": "", "detail": "Paris"}


def test_a_name_is_kept_in_one_form_of_unicode(caller):
    number = born(
        caller, child={"surname": "Nguye\u0302\u0303n", "given_name": "A\u0302n"}
    )

    assert caller.get(f"/v1/people/{number}").json["full_name"] == "Nguyễn Trần Bảo Ân"


def test_births_of_a_day_all_get_different_numbers(caller):
    numbers = {
        born(
            caller,
            f"k{turn}",
            birth_notice_code=None,
            child={"given_name": name},
            **HOME_BORN,
        )
        for turn, name in enumerate(["Một", "Hai", "Ba", "Tư", "Năm"])
    }

    assert len(numbers) == 5


def test_a_home_town_may_be_a_province_alone(caller):
    hometown = {"country": "VN", "province": "01", "commune": ""}

    number = born(caller, child={"hometown": hometown})

    kept = caller.get(f"/v1/people/{number}").json["hometown"]
    assert (kept["province"], kept["commune"]) == ("01", "")


def test_a_home_town_needs_a_real_province(caller):
    hometown = {"country": "VN", "province": "99", "commune": ""}

    answer = caller.post("/v1/births", a_birth(child={"hometown": hometown}), "k")

    assert answer.status_code == 422
    assert "tỉnh, thành phố" in answer.text
