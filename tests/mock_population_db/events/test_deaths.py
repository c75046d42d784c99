import pytest

from tests.mock_population_db.callers import HAI, NOBODY, REAL, UNG, a_birth, address
from tests.mock_population_db.events.bodies import (
    a_cancellation,
    a_correction,
    a_death,
    a_death_notice,
    a_marriage,
    a_move,
)
from tests.mock_population_db.events.clan import (
    AUNT,
    BOY,
    COUSIN,
    DAUGHTER,
    FATHER,
    GIRL,
    GRANDFATHER,
    GRANDMOTHER,
    MOTHER,
    OF_WOMAN,
    SON,
    STRANGER,
    WOMAN,
)


def test_a_death_is_written_in_the_record_of_the_dead(office):
    answer = office.write("deaths", a_death())

    dead = office.person(FATHER)
    assert answer["kind"] == "death"
    assert answer["versions"][FATHER] == 2
    assert (dead["life_status"], dead["version"]) == ("2", 2)
    assert dead["household"] is None
    assert dead["id_card"] is None
    assert dead["residence"]["detail"] == "số 1 phố Thử"


def test_the_spouse_is_widowed_and_still_the_spouse(office):
    office.write("deaths", a_death())

    family = office.get(f"/v1/people/{MOTHER}/family").json
    assert office.person(MOTHER)["marital_status"] == "3"
    assert family["spouse"]["personal_id"] == FATHER
    assert office.person(FATHER)["marital_status"] == "2"


def test_the_spouse_heads_the_household_next_and_relations_follow(office):
    office.write("deaths", a_death())

    assert office.household(MOTHER)["head"]["personal_id"] == MOTHER
    assert office.relations(MOTHER) == {
        MOTHER: "head",
        SON: "birth_child",
        DAUGHTER: "birth_child",
    }


def test_the_eldest_adult_heads_when_there_is_no_spouse(office):
    office.write("deaths", a_death(AUNT))

    assert office.relations(COUSIN)[COUSIN] == "head"


def test_the_members_may_name_the_next_head(office):
    office.write("deaths", a_death(new_head_id=DAUGHTER))

    relations = office.relations(DAUGHTER)
    assert relations == {DAUGHTER: "head", MOTHER: "mother", SON: "older_brother"}


@pytest.mark.parametrize(
    ("who", "head", "code"),
    [(FATHER, WOMAN, "not_a_member"), (STRANGER, BOY, "head_too_young")],
)
def test_only_an_adult_member_can_be_named(office, who, head, code):
    office.refused("deaths", a_death(who, new_head_id=head), code)


def test_minors_wait_without_a_head_for_the_court(office):
    office.write("deaths", a_death(STRANGER))

    household = office.household(BOY)
    assert household["head"] is None
    assert office.relations(BOY) == {BOY: "other", GIRL: "other"}


def test_who_is_left_alone_heads_a_household_of_one(office):
    office.write("deaths", a_death(STRANGER))

    office.write("deaths", a_death(BOY))

    assert office.relations(GIRL) == {GIRL: "head"}


def test_the_children_keep_their_parent(office):
    office.write("deaths", a_death())

    family = office.get(f"/v1/people/{SON}/family").json
    assert family["father"]["personal_id"] == FATHER


def test_the_account_of_the_dead_is_locked_in_this_world_alone(office):
    office.write("deaths", a_death(UNG))

    elsewhere = office.with_headers(X_World="other")
    here = office.get(f"/v1/accounts/{UNG}").json["account_status"]
    there = elsewhere.get(f"/v1/accounts/{UNG}").json["account_status"]
    assert (here, there) == ("locked", "active")


def test_a_death_uses_the_notice_of_the_hospital(office):
    code = office.write("death-notices", a_death_notice())["codes"][0]

    office.write("deaths", a_death(notice_code=code))

    assert office.get(f"/v1/death-notices/{code}").json["status"] == "used"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"died_on": "2026-03-07"}, "notice_mismatch"),
        ({"personal_id": GRANDFATHER}, "notice_mismatch"),
    ],
)
def test_a_death_notice_must_say_the_same(office, change, code):
    notice = office.write("death-notices", a_death_notice())["codes"][0]

    office.refused("deaths", a_death(**{"notice_code": notice, **change}), code)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"died_on": "1964-12-31"}, 409, "death_before_birth"),
        ({"died_on": "2026-03-11"}, 409, "death_in_future"),
        ({"died_on": "1995-01-01"}, 409, "died_before_child"),
        ({"registered_on": "2026-03-11"}, 409, "event_in_future"),
        ({"registered_on": "2026-03-07"}, 409, "registered_before_event"),
        ({"declarant_id": FATHER}, 409, "declarant_unfit"),
        ({"declarant_id": HAI}, 409, "declarant_unfit"),
        ({"declarant_id": NOBODY}, 404, "person_not_found"),
        ({"personal_id": NOBODY}, 404, "person_not_found"),
        ({"personal_id": HAI}, 409, "death_recorded"),
        ({"notice_code": "00001.GBT.01001.26"}, 404, "notice_not_found"),
        ({"personal_id": REAL}, 422, "real_number"),
        ({"declarant_id": REAL}, 422, "real_number"),
        ({"new_head_id": REAL}, 422, "real_number"),
        ({"died_on": "2026-03-08+07:00"}, 422, "malformed"),
        ({"died_on": "2026-03-08T00:00:00Z"}, 422, "malformed"),
        ({"died_on": "20260308"}, 422, "malformed"),
        ({"died_on": "2026-02-30"}, 422, "malformed"),
        ({"died_at": "24:00"}, 422, "malformed"),
        ({"died_at": "9h"}, 422, "malformed"),
        ({"place": address(commune="99999")}, 422, "malformed"),
    ],
)
def test_a_death_that_cannot_be_is_refused_by_name(office, change, status, code):
    office.refused("deaths", a_death(**change), code, status)


def test_nobody_dies_twice(office):
    office.write("deaths", a_death())

    detail = office.refused("deaths", a_death(died_on="2026-03-07"), "death_recorded")

    assert "2026-03-08" in detail


def test_nobody_dies_before_an_act_of_their_own(office):
    office.write("marriages", a_marriage())

    office.refused("deaths", a_death(WOMAN), "acted_after_death")


def test_a_repeat_under_the_same_key_is_no_second_death(office):
    body = a_death()
    first = office.send("deaths", body, key="once")

    second = office.send("deaths", body, key="once")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert len(office.history(FATHER)) == 1


def test_a_certificate_number_is_given_once(office):
    office.write("deaths", a_death(certificate_number="1/2026"))

    again = a_death(GRANDFATHER, certificate_number="1/2026")
    office.refused("deaths", again, "certificate_used")


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("moves", a_move(FATHER)),
        ("marriages", a_marriage(FATHER, WOMAN)),
        ("corrections", a_correction(FATHER)),
        ("identity-cards", {"issued_on": "2026-03-09", "reason": "changed"}),
        ("contacts", {"phone": "0999012345"}),
        ("absences", {"from_on": "2026-03-09", "reason": "Đi xa"}),
    ],
)
def test_the_dead_do_nothing_more(office, what, body):
    office.write("deaths", a_death())
    about = {"personal_id": FATHER} if len(body) < 3 else {}

    answer = office.send(what, {**body, **about})

    assert answer.status_code == 409
    assert answer.json["code"] in {"person_deceased", "marriage_of_the_dead"}


def test_a_dead_mother_has_no_child_after_her_death(office):
    office.write("deaths", a_death(WOMAN, died_on="2026-03-01"))
    child = {"date_of_birth": "2026-03-02"}
    body = a_birth(mother_id=WOMAN, father_id=None, birth_notice_code=None, child=child)

    answer = office.post("/v1/births", body, "b")

    assert (answer.status_code, answer.json["code"]) == (
        409,
        "birth_after_mothers_death",
    )


def test_a_death_that_was_recorded_wrongly_is_taken_back(office):
    before = office.person(FATHER), office.relations(FATHER), office.person(MOTHER)
    office.write("deaths", a_death())

    office.write("deaths/cancellations", a_cancellation())

    after = office.person(FATHER), office.relations(FATHER), office.person(MOTHER)
    assert after[1] == before[1]
    for was, now in ((before[0], after[0]), (before[2], after[2])):
        assert {**now, "version": 0} == {**was, "version": 0}
    assert after[0]["version"] == 3


def test_a_cancelled_death_is_marked_in_the_history(office):
    death = office.write("deaths", a_death())["event_id"]

    taken_back = office.write("deaths/cancellations", a_cancellation())["event_id"]

    last, first = office.history(FATHER)
    assert (last["event_id"], last["cancels"]) == (taken_back, death)
    assert (first["event_id"], first["cancelled_by"]) == (death, taken_back)


def test_after_a_cancellation_the_person_can_die_again(office):
    office.write("deaths", a_death())
    office.write("deaths/cancellations", a_cancellation())

    office.write("deaths", a_death(died_on="2026-03-09"))

    assert office.person(FATHER)["version"] == 4


def test_a_spouse_who_married_again_stays_married(office):
    office.write("deaths", a_death())
    office.write("marriages", a_marriage(STRANGER, MOTHER))

    office.write("deaths/cancellations", a_cancellation())

    back = office.get(f"/v1/people/{FATHER}/family").json
    assert back["spouse"] is None
    assert office.person(FATHER)["marital_status"] == "3"
    kept = office.get(f"/v1/people/{MOTHER}/family").json["spouse"]
    assert kept["personal_id"] == STRANGER


def test_a_household_that_died_out_takes_its_restored_member_back(office):
    office.write("deaths", a_death(WOMAN, declarant_id=None))
    assert office.get(f"/v1/people/{WOMAN}/household").status_code == 404

    office.write("deaths/cancellations", a_cancellation(WOMAN))

    assert office.relations(WOMAN) == {WOMAN: "head"}
    assert office.household(WOMAN)["file_no"] == OF_WOMAN


@pytest.mark.parametrize("who", [FATHER, HAI])
def test_only_a_death_of_the_log_can_be_taken_back(office, who):
    office.refused("deaths/cancellations", a_cancellation(who), "death_not_recorded")


def test_the_widowed_grandmother_heads_after_the_grandfather(office):
    office.write("deaths", a_death(GRANDFATHER))

    assert office.relations(GRANDMOTHER) == {GRANDMOTHER: "head"}
