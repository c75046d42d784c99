import pytest

from mock_population_db.app import engine_of
from mock_population_db.db import transaction
from mock_population_db.models import Person
from tests.mock_population_db.callers import HAI, NOBODY, REAL, a_birth
from tests.mock_population_db.events.bodies import (
    a_death,
    a_divorce,
    a_marriage,
    a_move,
)
from tests.mock_population_db.events.clan import (
    AUNT,
    COUSIN,
    DAUGHTER,
    FATHER,
    GIRL_COUSIN,
    GRANDFATHER,
    GRANDMOTHER,
    HALF_DAUGHTER,
    MOTHER,
    OF_STRANGER,
    OTHER_WOMAN,
    SON,
    STRANGER,
    WOMAN,
    YOUNG_MAN,
    YOUNG_WOMAN,
)


def test_a_marriage_joins_the_two_in_both_directions(office):
    office.write("marriages", a_marriage(certificate_number="7/2026"))

    his = office.get(f"/v1/people/{STRANGER}/family").json
    hers = office.get(f"/v1/people/{WOMAN}/family").json
    assert his["spouse"]["personal_id"] == WOMAN
    assert hers["spouse"]["personal_id"] == STRANGER
    assert his["spouse"]["marital_status"] == "2"
    assert his["marriage"] == hers["marriage"]
    assert his["marriage"]["number"] == "7/2026"
    assert his["marriage"]["place"].startswith("UBND ")
    assert office.person(WOMAN)["version"] == 2


def test_who_lives_with_the_head_becomes_wife(office):
    office.write("moves", a_move(WOMAN, file_no=OF_STRANGER))

    office.write("marriages", a_marriage())

    assert office.relations(STRANGER)[WOMAN] == "wife"


def test_old_enough_is_to_the_day(office):
    office.refused("marriages", a_marriage(YOUNG_MAN, WOMAN), "too_young_to_marry")

    detail = office.refused(
        "marriages", a_marriage(STRANGER, YOUNG_WOMAN), "too_young_to_marry"
    )

    assert YOUNG_WOMAN in detail


def test_on_the_birthday_they_may_marry(own_office, machine):
    machine.advance(days=1)  # eleventh of March: 20 and 18
    body = a_marriage(YOUNG_MAN, YOUNG_WOMAN, registered_on="2026-03-11")
    own_office.get(f"/v1/people/{WOMAN}")
    machine.advance(days=1)

    own_office.write("marriages", body)

    assert own_office.person(YOUNG_WOMAN)["marital_status"] == "2"


@pytest.mark.parametrize(
    ("husband", "wife", "code"),
    [
        (FATHER, DAUGHTER, "already_married"),
        (SON, DAUGHTER, "marriage_of_siblings"),
        (SON, HALF_DAUGHTER, "marriage_of_half_siblings"),
        (SON, AUNT, "marriage_of_uncle_or_aunt"),
        (COUSIN, DAUGHTER, "marriage_of_cousins"),
        (SON, GIRL_COUSIN, "marriage_of_cousins"),
        (COUSIN, AUNT, "marriage_of_ancestor"),
        (WOMAN, STRANGER, "not_man_and_woman"),
        (STRANGER, STRANGER, "not_man_and_woman"),
        (STRANGER, MOTHER, "already_married"),
        (HAI, WOMAN, "marriage_of_the_dead"),
        (NOBODY, WOMAN, "person_not_found"),
    ],
)
def test_a_couple_that_may_not_marry_is_refused_by_name(office, husband, wife, code):
    status = 404 if code == "person_not_found" else 409

    office.refused("marriages", a_marriage(husband, wife), code, status)


def test_a_widower_does_not_marry_his_wifes_daughter(office):
    office.write("marriages", a_marriage(STRANGER, OTHER_WOMAN))
    office.write(
        "divorces",
        a_divorce(STRANGER, OTHER_WOMAN, decided_on="2026-03-10")
        | {"registered_on": "2026-03-10"},
    )

    office.refused(
        "marriages", a_marriage(STRANGER, HALF_DAUGHTER), "marriage_of_in_laws"
    )


def test_a_grandfather_does_not_marry_his_granddaughter(office):
    office.write("divorces", a_divorce(GRANDFATHER, GRANDMOTHER))

    office.refused(
        "marriages", a_marriage(GRANDFATHER, DAUGHTER), "marriage_of_ancestor"
    )


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"registered_on": "2026-03-11"}, 409, "event_in_future"),
        ({"registered_on": "10/3/2026"}, 422, "malformed"),
        ({"husband_id": REAL}, 422, "real_number"),
        ({"wife_id": "9011"}, 422, "malformed"),
        ({"certificate_number": ""}, 422, "malformed"),
    ],
)
def test_a_marriage_with_wrong_papers_is_refused(office, change, status, code):
    office.refused("marriages", a_marriage(**change), code, status)


def test_one_certificate_joins_one_couple(office):
    office.write("marriages", a_marriage(certificate_number="5/2026"))

    office.refused(
        "marriages",
        a_marriage(COUSIN, OTHER_WOMAN, certificate_number="5/2026"),
        "certificate_used",
    )


def test_a_widow_may_marry_again(office):
    office.write("deaths", a_death())

    office.write("marriages", a_marriage(STRANGER, MOTHER))

    family = office.get(f"/v1/people/{MOTHER}/family").json
    assert family["spouse"]["personal_id"] == STRANGER
    assert office.person(FATHER)["marital_status"] == "2"


def test_a_divorce_parts_the_two(office):
    office.write("divorces", a_divorce())

    for one in (FATHER, MOTHER):
        family = office.get(f"/v1/people/{one}/family").json
        assert (family["spouse"], family["marriage"]) == (None, None)
        assert office.person(one)["marital_status"] == "3"
    assert office.relations(FATHER)[MOTHER] == "other"


def test_the_divorced_may_marry_each_other_again(office):
    office.write("divorces", a_divorce())

    office.write("marriages", a_marriage(FATHER, MOTHER))

    assert office.relations(FATHER)[MOTHER] == "wife"


@pytest.mark.parametrize(
    ("husband", "wife", "code"),
    [
        (STRANGER, WOMAN, "not_married_to_each_other"),
        (FATHER, WOMAN, "not_married_to_each_other"),
        (MOTHER, FATHER, "not_married_to_each_other"),
    ],
)
def test_only_a_couple_can_divorce(office, husband, wife, code):
    office.refused("divorces", a_divorce(husband, wife), code)


def test_death_has_ended_the_marriage_already(office):
    office.write("deaths", a_death())

    office.refused("divorces", a_divorce(), "not_married_to_each_other")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"decided_on": "2026-03-11", "registered_on": "2026-03-11"},
            "event_in_future",
        ),
        ({"registered_on": "2026-02-19"}, "registered_before_event"),
        ({"decided_on": "1989-12-31"}, "not_married_to_each_other"),
    ],
)
def test_a_divorce_lies_in_the_time_of_the_marriage(office, change, code):
    office.refused("divorces", a_divorce(**change), code)


def test_who_shares_a_mother_alone_may_be_full_siblings(own_office):
    with transaction(engine_of(own_office.app)) as db:
        db.query(Person).filter_by(personal_id=DAUGHTER).update({"father_id": None})

    own_office.refused("marriages", a_marriage(SON, DAUGHTER), "marriage_of_siblings")


def test_a_child_born_five_months_after_another_is_refused(office):
    first = {"date_of_birth": "2025-10-01"}
    notice = {"mother_id": WOMAN, "father_id": None, "birth_notice_code": None}
    office.post("/v1/births", a_birth(child=first, **notice), "1")

    second = {"date_of_birth": "2026-03-01", "given_name": "Em"}
    answer = office.post("/v1/births", a_birth(child=second, **notice), "2")

    assert (answer.status_code, answer.json["code"]) == (409, "births_too_close")
    assert "2025-10-01" in answer.json["detail"]


def test_twins_may_be_born_around_midnight(office):
    notice = {"mother_id": WOMAN, "father_id": None, "birth_notice_code": None}
    for turn, day in enumerate(("2026-03-05", "2026-03-06")):
        child = {"date_of_birth": day, "given_name": f"Tên {turn}"}
        answer = office.post("/v1/births", a_birth(child=child, **notice), day)

        assert answer.status_code == 201


def test_a_father_dead_for_three_hundred_and_one_days_is_refused(office):
    office.write("deaths", a_death(STRANGER, died_on="2025-05-10", declarant_id=None))
    body = {"mother_id": WOMAN, "father_id": STRANGER, "birth_notice_code": None}

    late = a_birth(child={"date_of_birth": "2026-03-07"}, **body)
    in_time = a_birth(child={"date_of_birth": "2026-03-06"}, **body)

    refused = office.post("/v1/births", late, "1")
    assert (refused.status_code, refused.json["code"]) == (409, "father_dead_too_long")
    assert office.post("/v1/births", in_time, "2").status_code == 201
