import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_population_db.access.groups import FIELDS, GROUPS, NOT_PERSONAL, withheld
from mock_population_db.access.purposes import purposes, read_purposes
from tests.mock_population_db.callers import DAO, NOBODY, REAL, UNG

OFFICIAL = "901090017743"


def test_a_purpose_receives_what_it_needs_and_the_rest_is_named(caller):
    everything = caller.with_headers(X_Purpose="demonstration")

    person = caller.with_headers(X_Purpose="coverage").get(f"/v1/people/{DAO}").json
    full = everything.get(f"/v1/people/{DAO}").json

    assert (person["full_name"], person["phone"]) == (full["full_name"], full["phone"])
    assert person["ethnicity"] is None
    assert {"ethnicity", "residence", "id_card"} <= set(person["withheld"])
    assert full["withheld"] == []
    assert full["ethnicity"] == "01"


def test_relatives_are_narrowed_too(caller):
    family = caller.get(f"/v1/people/{DAO}/family").json

    assert family["spouse"]["hometown"]
    assert family["spouse"]["religion"] is None
    assert "religion" in family["spouse"]["withheld"]


@pytest.mark.parametrize(
    ("path", "group"),
    [("family", "family"), ("household", "household"), ("birth-notices", "notices")],
)
def test_a_group_that_is_not_needed_is_refused(caller, path, group):
    answer = caller.with_headers(X_Purpose="coverage").get(f"/v1/people/{DAO}/{path}")

    assert (answer.status_code, answer.json["code"]) == (403, "group_not_needed")
    assert group in answer.json["detail"]


def test_an_unknown_purpose_is_refused(caller):
    answer = caller.with_headers(X_Purpose="curiosity").get(f"/v1/people/{DAO}")

    assert (answer.status_code, answer.json["code"]) == (403, "purpose_unknown")


@pytest.mark.parametrize(
    ("requester", "code"),
    [
        ("lienthong-portal", "official_missing"),
        (NOBODY, "official_unknown"),
        ("901055027713", "official_unknown"),
        (REAL, "real_number"),
    ],
)
def test_an_officials_purpose_wants_a_living_official(caller, requester, code):
    officer = caller.with_headers(X_Purpose="civil_status_check", X_Requester=requester)

    assert officer.get(f"/v1/people/{DAO}").json["code"] == code


def test_an_official_is_answered(caller):
    officer = caller.with_headers(X_Purpose="civil_status_check", X_Requester=OFFICIAL)

    assert officer.get(f"/v1/people/{DAO}").json["personal_id"] == DAO


def test_ones_own_record_is_for_oneself(caller):
    dao = caller.with_headers(X_Purpose="own_record", X_Requester=DAO)

    mine, anothers = dao.get(f"/v1/people/{DAO}"), dao.get(f"/v1/people/{UNG}")

    assert mine.json["withheld"] == []
    assert (anothers.status_code, anothers.json["code"]) == (403, "not_the_person")


def test_the_table_is_shown_with_its_groups(caller):
    table = caller.get("/v1/purposes").json

    by_code = {row["code"]: row for row in table["purposes"]}
    assert by_code.keys() == purposes().keys()
    assert by_code["birth_declaration"]["groups"][0] == "identity"
    assert "3.000722" in by_code["birth_declaration"]["procedures"]
    assert table["groups"].keys() == GROUPS
    assert all(
        row["legal"] and row["title"] and row["english"] for row in table["purposes"]
    )


def test_every_field_of_a_record_belongs_to_a_group(caller):
    person = caller.get(f"/v1/people/{DAO}").json

    grouped = {name for names in FIELDS.values() for name in names}
    assert person.keys() <= grouped | NOT_PERSONAL


@settings(max_examples=80, deadline=None)
@given(
    groups=st.frozensets(st.sampled_from(sorted(GROUPS))),
    names=st.lists(
        st.sampled_from(sorted({n for ns in FIELDS.values() for n in ns} | {"new"})),
        unique=True,
    ),
)
def test_what_is_withheld_and_what_is_shown_make_the_record(groups, names):
    left_out = withheld(dict.fromkeys(names), groups)

    shown = [name for name in names if name not in left_out]
    allowed = {n for group in groups | {"identity"} for n in FIELDS[group]}
    if groups < GROUPS:
        assert set(shown) <= allowed
        assert not set(left_out) & allowed


@pytest.mark.parametrize(
    "row",
    [
        'groups = ["shoe_size"]',
        'groups = []\n[[purpose]]\ncode = "a"\ntitle = "t"\nlegal = "l"',
        'procedures = ["1", "1"]',
    ],
)
def test_a_wrong_table_is_refused(row):
    with pytest.raises(ValueError, match=r"unknown groups|twice"):
        read_purposes(f'[[purpose]]\ncode = "a"\ntitle = "t"\nlegal = "l"\n{row}')
