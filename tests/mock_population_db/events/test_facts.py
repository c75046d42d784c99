import pytest

from tests.mock_population_db.callers import HAI, NOBODY, REAL, a_birth
from tests.mock_population_db.events.bodies import (
    a_correction,
    a_marriage,
    a_move,
    a_paternity,
)
from tests.mock_population_db.events.clan import (
    AUNT,
    BOY,
    COUSIN,
    DAUGHTER,
    FATHER,
    GIRL_COUSIN,
    MOTHER,
    OF_STRANGER,
    SON,
    STRANGER,
    WOMAN,
    YOUNG_MAN,
)


def test_a_correction_changes_the_facts_and_never_the_number(office):
    changes = {"given_name": "Nữ Anh", "date_of_birth": "1998-11-10", "sex": "2"}

    office.write("corrections", a_correction(changes=changes))

    person = office.person(DAUGHTER)
    assert person["personal_id"] == DAUGHTER
    assert person["full_name"] == "Thử Văn Nữ Anh"
    assert person["date_of_birth"] == "1998-11-10"
    assert person["version"] == 2


def test_the_sex_of_an_unmarried_person_can_be_corrected(office):
    office.write("corrections", a_correction(YOUNG_MAN, changes={"sex": "2"}))

    assert office.person(YOUNG_MAN)["sex"] == "2"


def test_a_date_of_birth_may_lose_its_day(office):
    office.write("corrections", a_correction(changes={"date_of_birth": "1998-10"}))

    assert office.person(DAUGHTER)["date_of_birth"] == "1998-10"


@pytest.mark.parametrize(
    ("who", "changes", "status", "code"),
    [
        (DAUGHTER, {"given_name": "Nữ"}, 409, "nothing_to_correct"),
        (DAUGHTER, {}, 409, "nothing_to_correct"),
        (DAUGHTER, {"date_of_birth": "1960-01-01"}, 409, "kin_impossible"),
        (DAUGHTER, {"date_of_birth": "1996-01-01"}, 409, "kin_impossible"),
        (MOTHER, {"date_of_birth": "1996-01-01"}, 409, "kin_impossible"),
        (MOTHER, {"date_of_birth": "1930-01-01"}, 409, "kin_impossible"),
        (FATHER, {"date_of_birth": "1980-01-01"}, 409, "kin_impossible"),
        (FATHER, {"sex": "2"}, 409, "kin_impossible"),
        (MOTHER, {"sex": "1"}, 409, "kin_impossible"),
        (SON, {"ethnicity": "12"}, 409, "ethnicity_not_of_parents"),
        (YOUNG_MAN, {"date_of_birth": "2026-03-11"}, 409, "event_in_future"),
        (HAI, {"given_name": "Khác"}, 409, "person_deceased"),
        (NOBODY, {"given_name": "Khác"}, 404, "person_not_found"),
        (REAL, {"given_name": "Khác"}, 422, "real_number"),
        (SON, {"date_of_birth": "2026-13"}, 422, "malformed"),
        (SON, {"date_of_birth": "1995-02-29"}, 422, "malformed"),
        (SON, {"date_of_birth": "0000"}, 422, "malformed"),
        (SON, {"date_of_birth": "1995-08-09Z"}, 422, "malformed"),
        (SON, {"personal_id": WOMAN}, 422, "malformed"),
        (SON, {"sex": "9"}, 422, "malformed"),
        (SON, {"religion": "17"}, 422, "malformed"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_by_name(
    office, who, changes, status, code
):
    office.refused("corrections", a_correction(who, changes=changes), code, status)


def test_a_correction_must_not_make_a_marriage_too_early(office):
    office.write("marriages", a_marriage())

    body = a_correction(WOMAN, changes={"date_of_birth": "2009-01-01"})
    office.refused("corrections", body, "kin_impossible")


def test_a_correction_must_not_make_one_child_two(office):
    child = {"given_name": "Sinh Một", "date_of_birth": "2026-03-05"}
    twin = {"given_name": "Sinh Hai", "date_of_birth": "2026-03-05"}
    notice = {"mother_id": WOMAN, "father_id": None, "birth_notice_code": None}
    for key, one in (("1", child), ("2", twin)):
        answer = office.post("/v1/births", a_birth(child=one, **notice), key)

    body = a_correction(answer.json["personal_id"], changes={"given_name": "Sinh Một"})
    office.refused("corrections", body, "duplicate_birth")


def test_a_recognised_father_is_shown_in_what_members_are(office):
    office.write("paternities", a_paternity(GIRL_COUSIN, STRANGER))

    office.write("moves", a_move(GIRL_COUSIN, file_no=OF_STRANGER))

    assert office.relations(STRANGER)[GIRL_COUSIN] == "birth_child"


def test_a_father_is_recognised_in_both_directions(office):
    office.write("paternities", a_paternity(GIRL_COUSIN, STRANGER))

    family = office.get(f"/v1/people/{GIRL_COUSIN}/family").json
    children = office.get(f"/v1/people/{STRANGER}/family").json["children"]
    assert family["father"]["personal_id"] == STRANGER
    assert GIRL_COUSIN in {child["personal_id"] for child in children}
    assert office.history(STRANGER)[0]["changes"] == [
        {"field": "children", "before": None, "after": GIRL_COUSIN}
    ]


@pytest.mark.parametrize(
    ("child", "father", "status", "code"),
    [
        (SON, STRANGER, 409, "father_known"),
        (GIRL_COUSIN, WOMAN, 409, "kin_impossible"),
        (GIRL_COUSIN, SON, 409, "kin_impossible"),
        (GIRL_COUSIN, HAI, 409, "person_deceased"),
        (GIRL_COUSIN, NOBODY, 404, "person_not_found"),
        (GIRL_COUSIN, REAL, 422, "real_number"),
    ],
)
def test_a_father_who_cannot_be_is_refused_by_name(office, child, father, status, code):
    office.refused("paternities", a_paternity(child, father), code, status)


def test_a_recognition_must_not_make_spouses_siblings(office):
    office.write("marriages", a_marriage(COUSIN, WOMAN))
    older = a_correction(AUNT, changes={"date_of_birth": "1971-06-07"})
    office.write("corrections", older)
    office.write("paternities", a_paternity(COUSIN, FATHER))

    office.refused("paternities", a_paternity(WOMAN, FATHER), "kin_impossible")


def a_card(**changes):
    return {
        "personal_id": SON,
        "issued_on": "2026-03-09",
        "reason": "changed",
        **changes,
    }


def test_a_card_ends_at_the_next_age_of_change(office):
    answer = office.write("identity-cards", a_card())

    card = office.person(SON)["id_card"]
    assert (card["issued_on"], card["expires_on"]) == ("2026-03-09", "2035-08-09")
    assert answer["id_card"]["issued_on"] == "2026-03-09"


def test_a_child_may_have_a_card(office):
    office.write("identity-cards", a_card(personal_id=BOY, reason="issued"))

    assert office.person(BOY)["id_card"]["expires_on"] == "2029-07-08"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"issued_on": "2026-03-11"}, 409, "event_in_future"),
        ({"issued_on": "2024-07-31"}, 409, "card_older_than_held"),
        ({"issued_on": "1994-07-31"}, 409, "event_before_birth"),
        ({"personal_id": HAI}, 409, "person_deceased"),
        ({"reason": "lost"}, 422, "malformed"),
    ],
)
def test_a_card_that_cannot_be_is_refused_by_name(office, change, status, code):
    office.refused("identity-cards", a_card(**change), code, status)


def test_a_contact_is_recorded_in_one_form(office):
    body = {"personal_id": SON, "phone": "+84 9990 12345", "email": "Tu@Example.com"}

    office.write("contacts", body)

    person = office.person(SON)
    assert person["phone"] == "0999012345"
    assert person["email"].endswith("@example.com")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"phone": "0912345678"}, 422, "malformed"),
        ({"email": "tu@gmail.com"}, 422, "malformed"),
        ({}, 422, "malformed"),
        ({"phone": "0999000001"}, 409, "contact_taken"),
    ],
)
def test_a_contact_that_may_be_somebodys_is_refused(office, body, status, code):
    office.refused("contacts", {"personal_id": SON, **body}, code, status)
