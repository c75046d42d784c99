import pytest

from tests.mock_population_db.callers import HAI, NOBODY, REAL, address
from tests.mock_population_db.events.bodies import (
    PAPER,
    a_death,
    a_move,
    a_stay,
    home_of,
)
from tests.mock_population_db.events.clan import (
    AUNT,
    BOY,
    COUSIN,
    DAUGHTER,
    FATHER,
    GIRL,
    GIRL_COUSIN,
    HALF_DAUGHTER,
    MOTHER,
    OF_AUNT,
    OF_FATHER,
    OF_WOMAN,
    SON,
    STRANGER,
    WOMAN,
    YOUNG_MAN,
)

FAR = address("số 99 phố Xa", commune="00082")


def test_a_move_leaves_one_household_and_joins_another(office):
    file_no = office.write("moves", a_move(SON))["file_no"]

    moved = office.person(SON)
    assert file_no == OF_WOMAN
    assert office.relations(WOMAN) == {WOMAN: "head", SON: "other"}
    assert SON not in office.relations(FATHER)
    assert moved["permanent_residence"] == home_of(OF_WOMAN)
    assert moved["version"] == 2


def test_a_move_to_an_address_opens_a_household(office):
    file_no = office.write("moves", a_move(SON, address=FAR))["file_no"]

    household = office.household(SON)
    assert household["file_no"] == file_no
    assert household["address"] == {**FAR, "country": "VN"}
    assert office.relations(SON) == {SON: "head"}


def test_a_family_moves_together_and_keeps_its_relations(office):
    body = a_move(STRANGER, BOY, GIRL, address=FAR)

    office.write("moves", body)

    assert office.relations(GIRL) == {
        STRANGER: "head",
        BOY: "birth_child",
        GIRL: "birth_child",
    }


def test_a_head_who_moves_leaves_a_head_behind(office):
    office.write("moves", a_move(FATHER, address=FAR))

    assert office.relations(MOTHER)[MOTHER] == "head"
    assert office.relations(FATHER) == {FATHER: "head"}


def test_those_who_stay_may_name_their_head(office):
    office.write("moves", a_move(FATHER, address=FAR, next_head_id=SON))

    assert office.relations(MOTHER) == {
        SON: "head",
        MOTHER: "mother",
        DAUGHTER: "younger_full_sibling",
    }


def test_kin_links_say_what_a_mover_is_to_the_head(office):
    body = a_move(HALF_DAUGHTER, file_no=OF_FATHER)

    office.write("moves", body)

    assert office.relations(FATHER)[HALF_DAUGHTER] == "birth_child"


def test_what_links_do_not_say_is_declared(office):
    movers = [{"personal_id": YOUNG_MAN, "relation_to_head": "lodger"}]

    office.write("moves", a_move(movers=movers))

    assert office.relations(WOMAN)[YOUNG_MAN] == "lodger"


def test_members_choose_another_head(office):
    body = {"file_no": OF_AUNT, "head_id": COUSIN, "changed_on": "2026-03-09"}

    office.write("household-heads", {**body, **PAPER, "certificate_number": "1/2026"})

    assert office.relations(AUNT) == {
        COUSIN: "head",
        AUNT: "mother",
        GIRL_COUSIN: "younger_full_sibling",
    }


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (a_move(file_no="01.00070.123456"), 404, "no_such_household"),
        (a_move(SON, NOBODY), 404, "person_not_found"),
        (a_move(HAI), 409, "person_deceased"),
        (a_move(SON, SON), 409, "named_twice"),
        (a_move(SON, file_no=OF_FATHER), 409, "already_member"),
        (a_move(BOY, address=FAR), 409, "head_too_young"),
        (a_move(STRANGER, BOY, address=FAR, head_id=BOY), 409, "head_too_young"),
        (a_move(FATHER, next_head_id=WOMAN), 409, "not_a_member"),
        (a_move(SON, moved_on="1990-01-01"), 409, "event_before_birth"),
        (a_move(SON, moved_on="2026-03-11"), 409, "event_in_future"),
        (a_move(REAL), 422, "real_number"),
        (a_move(head_id=REAL), 422, "real_number"),
        (a_move(movers=[]), 422, "malformed"),
        (a_move(movers="x"), 422, "malformed"),
        (a_move(file_no=None), 422, "malformed"),
        (a_move(file_no=OF_WOMAN, address=FAR), 422, "malformed"),
        (a_move(moved_on="2026-03-09T00:00+07:00"), 422, "malformed"),
        (
            a_move(movers=[{"personal_id": SON, "relation_to_head": "husband"}]),
            409,
            "relation_untrue",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused_by_name(office, body, status, code):
    office.refused("moves", body, code, status)


def test_nobody_moves_into_a_household_that_died_out(office):
    office.write("deaths", a_death(WOMAN, declarant_id=None))

    office.refused("moves", a_move(SON), "household_gone")


def test_nobody_moves_into_a_household_that_everybody_left(office):
    office.write("moves", a_move(WOMAN, address=FAR))

    office.refused("moves", a_move(SON), "household_gone")


def test_a_person_stays_elsewhere_for_a_term(office):
    office.write("temporary-residences", a_stay())

    staying = office.person(SON)
    assert staying["residence_type"] == "temporary"
    assert staying["residence"]["detail"] == "phòng 3, số 7 phố Trọ"
    assert staying["household"]["file_no"] == OF_FATHER
    assert staying["permanent_residence"] == home_of(OF_FATHER)


def test_a_stay_ends_and_the_permanent_residence_counts_again(office):
    office.write("temporary-residences", a_stay())

    office.write(
        "temporary-residences/end", {"personal_id": SON, "ended_on": "2026-03-10"}
    )

    assert office.person(SON)["temporary_residence"] is None
    assert office.person(SON)["residence"] == home_of(OF_FATHER)


def test_a_permanent_residence_where_one_stayed_ends_the_stay(office):
    place = home_of("01.00082.990003")
    office.write("temporary-residences", a_stay(WOMAN, address=place))

    office.write("moves", a_move(WOMAN, file_no="01.00082.990003"))

    assert office.person(WOMAN)["temporary_residence"] is None


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"until_on": "2028-03-10"}, 409, "term_too_long"),
        ({"until_on": "2026-03-09"}, 409, "term_reversed"),
        ({"from_on": "2025-01-01", "until_on": "2026-01-01"}, 409, "term_reversed"),
        ({"address": address("khác")}, 409, "stay_in_home_commune"),
        ({"from_on": "1990-01-01"}, 409, "event_before_birth"),
        ({"personal_id": HAI}, 409, "person_deceased"),
        ({"personal_id": NOBODY}, 404, "person_not_found"),
        ({"personal_id": REAL}, 422, "real_number"),
    ],
)
def test_a_stay_that_cannot_be_is_refused_by_name(office, change, status, code):
    office.refused("temporary-residences", a_stay(**change), code, status)


def test_there_must_be_a_stay_to_end_it(office):
    body = {"personal_id": SON, "ended_on": "2026-03-10"}

    office.refused("temporary-residences/end", body, "no_temporary_residence")


def test_a_stay_does_not_end_before_it_began(office):
    office.write("temporary-residences", a_stay())

    body = {"personal_id": SON, "ended_on": "2026-03-08"}
    office.refused("temporary-residences/end", body, "term_reversed")


def an_absence(**changes):
    return {
        "personal_id": SON,
        "from_on": "2026-03-09",
        "reason": "Đi học",
        "place": {"country": "FR", "detail": "Paris"},
        **changes,
    }


def test_an_absence_is_declared_and_ended(office):
    office.write("absences", an_absence())
    office.refused("absences", an_absence(), "already_absent")

    office.write("absences/end", {"personal_id": SON, "ended_on": "2026-03-10"})

    last, first = office.history(SON)
    after = {one["field"]: one["after"] for one in first["changes"]}
    assert after["absence_status"]["reason"] == "Đi học"
    assert after["current_residence"]["detail"] == "Paris"
    assert {one["after"] for one in last["changes"]} == {None}


def test_an_absence_that_is_over_needs_no_end(own_office, machine):
    own_office.write("absences", an_absence(until_on="2026-03-12"))

    machine.advance(days=5)

    own_office.write("absences", an_absence(from_on="2026-03-14"))


@pytest.mark.parametrize(
    ("what", "change", "code"),
    [
        ("absences", {"until_on": "2026-03-09"}, "term_reversed"),
        ("absences", {"from_on": "1990-01-01"}, "event_before_birth"),
        ("absences", {"personal_id": HAI}, "person_deceased"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_by_name(office, what, change, code):
    office.refused(what, an_absence(**change), code)


def test_there_must_be_an_absence_to_end_it(office):
    office.refused(
        "absences/end", {"personal_id": SON, "ended_on": "2026-03-10"}, "not_absent"
    )


def test_an_adult_who_joins_minors_heads_their_household(office):
    file_no = office.household(BOY)["file_no"]
    office.write("deaths", a_death(STRANGER))

    office.write("moves", a_move(SON, file_no=file_no))

    assert office.household(BOY)["head"]["personal_id"] == SON
    assert office.relations(BOY)[SON] == "head"
