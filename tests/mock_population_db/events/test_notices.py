import re

import pytest

from tests.mock_population_db.callers import (
    DAO,
    HAI,
    NOBODY,
    REAL,
    a_birth,
    address,
)
from tests.mock_population_db.events.bodies import (
    a_birth_notice,
    a_death,
    a_death_notice,
    a_move,
    a_newborn,
)
from tests.mock_population_db.events.clan import (
    FATHER,
    GRANDFATHER,
    STRANGER,
    WOMAN,
)

DAY = "2026-03-09T06:15:00+07:00"


def told(office, commune="00070", **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return office.get(f"/v1/notices?commune={commune}{more}").json


def births_of(office, who, **query):
    return [one for one in told(office, **query)["births"] if one["mother_id"] == who]


def test_a_hospital_tells_of_a_birth(office):
    answer = office.write("birth-notices", a_birth_notice())

    code = answer["codes"][0]
    notice = office.get(f"/v1/birth-notices/{code}").json
    assert re.fullmatch(r"5[0-9]{4}\.GCS\.01001\.26", code)
    assert notice["mother_id"] == WOMAN
    assert notice["born_at"] == DAY
    assert (notice["status"], notice["child_no"]) == ("open", 1)
    assert notice["facility"]["code"] == "01001"


def test_twins_get_a_notice_each_with_the_next_number(office):
    children = [a_newborn(sex="1"), a_newborn(born_at="2026-03-09T06:27+07:00")]

    codes = office.write("birth-notices", a_birth_notice(children=children))["codes"]

    notices = [office.get(f"/v1/birth-notices/{code}").json for code in codes]
    assert int(codes[1][:5]) == int(codes[0][:5]) + 1
    assert [one["child_no"] for one in notices] == [1, 2]
    assert [one["sex"] for one in notices] == ["1", "2"]


def test_the_commune_of_the_mother_is_told(office):
    office.write("birth-notices", a_birth_notice())

    assert len(births_of(office, WOMAN)) == 1
    assert births_of(office, WOMAN, commune="00082") == []


def test_who_is_told_follows_the_mother(office):
    office.write("birth-notices", a_birth_notice())

    office.write("moves", a_move(WOMAN, address=address("xa", commune="00082")))

    assert births_of(office, WOMAN) == []
    assert len(births_of(office, WOMAN, commune="00082")) == 1


def test_a_registered_birth_uses_its_notice(office):
    code = office.write("birth-notices", a_birth_notice())["codes"][0]
    child = {"date_of_birth": "2026-03-09"}
    body = a_birth(mother_id=WOMAN, father_id=None, birth_notice_code=code, child=child)

    office.post("/v1/births", body, "b")

    assert births_of(office, WOMAN) == []
    assert births_of(office, WOMAN, status="used")[0]["code"] == code


def test_a_hospital_may_number_its_notices_itself(office):
    children = [a_newborn(code="00777.GCS.01001.26")]

    answer = office.write("birth-notices", a_birth_notice(children=children))

    assert answer["codes"] == ["00777.GCS.01001.26"]
    body = a_birth_notice(DAO, children=children)
    assert office.send("birth-notices", body).json["code"] in {
        "notice_exists",
        "births_too_close",
    }


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"mother_id": STRANGER}, 409, "implausible_birth"),
        ({"mother_id": NOBODY}, 404, "person_not_found"),
        ({"mother_id": REAL}, 422, "real_number"),
        ({"father_id": WOMAN}, 409, "implausible_birth"),
        ({"facility_code": "99999"}, 422, "malformed"),
        ({"children": []}, 422, "malformed"),
        ({"children": [a_newborn()] * 9}, 422, "malformed"),
        ({"children": [a_newborn(weight_grams=0)]}, 422, "malformed"),
        ({"children": [a_newborn(weight_grams="3200")]}, 422, "malformed"),
        ({"children": [a_newborn(born_at="2026-03-11T00:10+07:00")]}, 409, ""),
        ({"children": [a_newborn(born_at="2026-03-09T06:15:00Z")]}, 422, "malformed"),
        ({"children": [a_newborn(born_at="2026-03-09")]}, 422, "malformed"),
        ({"children": [a_newborn(born_at="2026-03-09T25:15+07:00")]}, 422, "malformed"),
        (
            {"children": [a_newborn(code="00001.GCS.01002.26")]},
            409,
            "notice_not_of_facility",
        ),
        ({"children": [a_newborn(code="x")]}, 409, "notice_not_of_facility"),
    ],
)
def test_a_birth_notice_that_cannot_be_is_refused(office, change, status, code):
    body = a_birth_notice(**change)

    office.refused("birth-notices", body, code or "event_in_future", status)


def test_a_second_birth_within_months_is_refused(office):
    earlier = [a_newborn(born_at="2025-10-09T06:15+07:00")]
    office.write("birth-notices", a_birth_notice(children=earlier))

    office.refused("birth-notices", a_birth_notice(), "births_too_close")


def test_a_hospital_tells_of_a_death(office):
    code = office.write("death-notices", a_death_notice())["codes"][0]

    notice = office.get(f"/v1/death-notices/{code}").json
    assert re.fullmatch(r"5[0-9]{4}\.GBT\.01001\.26", code)
    assert (notice["personal_id"], notice["status"]) == (FATHER, "open")
    assert [one["code"] for one in told(office)["deaths"]] == [code]


def test_a_registered_death_uses_the_notice_even_unnamed(office):
    code = office.write("death-notices", a_death_notice())["codes"][0]

    office.write("deaths", a_death())

    assert told(office)["deaths"] == []
    assert [one["code"] for one in told(office, status="used")["deaths"]] == [code]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"personal_id": HAI}, 409, "death_recorded"),
        ({"died_at": "2026-03-11T00:00+07:00"}, 409, "death_in_future"),
        ({"died_at": "1964-03-11T00:00+07:00"}, 409, "death_before_birth"),
        ({"died_at": "2026-03-08T21:40:00+00:00"}, 422, "malformed"),
        ({"code": "00001.GCS.01001.26"}, 409, "notice_not_of_facility"),
        ({"personal_id": REAL}, 422, "real_number"),
    ],
)
def test_a_death_notice_that_cannot_be_is_refused(office, change, status, code):
    office.refused("death-notices", a_death_notice(**change), code, status)


def test_one_death_is_told_once(office):
    office.write("death-notices", a_death_notice(code="00009.GBT.01001.26"))

    office.refused("death-notices", a_death_notice(), "notice_exists")
    other = a_death_notice(GRANDFATHER, code="00009.GBT.01001.26")
    office.refused("death-notices", other, "notice_exists")


@pytest.mark.parametrize(
    "query", ["", "?commune=", "?commune=abcde", "?commune=000700"]
)
def test_a_commune_must_be_named(office, query):
    answer = office.get(f"/v1/notices{query}")

    assert answer.status_code == 422


def test_notices_are_for_those_whose_purpose_needs_them(office):
    sign_in = office.with_headers(X_Purpose="sign_in")

    answers = [
        sign_in.get("/v1/notices?commune=00070"),
        sign_in.get("/v1/death-notices/50001.GBT.01001.26"),
    ]

    assert {one.json["code"] for one in answers} == {"group_not_needed"}
    assert {one.status_code for one in answers} == {403}
