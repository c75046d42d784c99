from mock_population_db.api import schemas
from mock_population_db.nation.sources import rows as table
from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.register.dictionary.groups import GROUPS
from mock_population_db.register.relations import RELATIONS
from tests.mock_population_db.callers import DAO, THANG
from tools.reference import dictionary as reference


def test_the_law_has_26_groups():
    assert [group.number for group in GROUPS] == list(range(1, 27))
    assert len({group.name for group in GROUPS}) == 26


def test_every_field_of_a_group_is_in_the_contract():
    shapes = {
        "/v1/people/{pid}": schemas.Person,
        "/v1/people/{pid}/family": schemas.Family,
        "/v1/people/{pid}/household": schemas.Household,
    }

    for group in GROUPS:
        known = shapes[group.path]().fields.keys() | schemas.Person().fields.keys()
        assert {field.split(".")[0] for field in group.fields} <= known


def test_every_fact_of_the_record_is_in_a_group():
    named = {field.split(".")[0] for group in GROUPS for field in group.fields}

    assert schemas.Person().fields.keys() - named == {"version", "world", "withheld"}


def test_the_dictionary_is_answered(caller):
    answer = caller.get("/v1/dictionary")

    assert answer.status_code == 200
    assert [group["number"] for group in answer.json["groups"]] == list(range(1, 27))
    lists = {one["list"]: one["codes"] for one in answer.json["codes"]}
    assert {"code": "04", "name": "O", "english": "O"} in lists["blood_group"]
    assert len(lists["ethnicity"]) == 55


def test_the_dictionary_asks_for_a_key(caller):
    nobody = caller.with_headers(Authorization=None)

    assert nobody.get("/v1/dictionary").status_code == 401


def test_a_record_of_the_cast_has_the_new_groups(caller):
    record = (
        caller.with_headers(X_Purpose="demonstration").get(f"/v1/people/{DAO}").json
    )

    lists = {
        name: {code.code for code in codes} for name, codes in code_lists().items()
    }
    assert record["blood_group"] in lists["blood_group"]
    assert record["old_id_9"].startswith("60")
    assert record["birth_registration_place"]["country"] == "VN"
    assert record["current_residence"] == record["residence"]
    assert record["occupation"] in lists["occupation"]
    assert record["id_card"]["kind"] in lists["card_kind"]
    assert record["death"] is None


def test_the_family_names_whom_a_parent_represents(caller):
    asking = caller.with_headers(X_Purpose="demonstration")

    family = asking.get(f"/v1/people/{THANG}/family").json

    minors = [one for one in family["children"] if one["date_of_birth"] > "2008-03-10"]
    assert minors
    assert [one["personal_id"] for one in family["represents"]] == [
        one["personal_id"] for one in minors
    ]
    for child in minors:
        assert {"father", "mother"} >= {
            entry["relation"] for entry in child["representatives"]
        }


def test_codes_agree_with_the_tables_they_are_drawn_from():
    lists = code_lists()
    for name, file in (
        ("religion", "religions"),
        ("occupation", "occupation_names"),
        ("education", "education_levels"),
    ):
        wanted = [(row["code"], row["name"]) for row in table(file)]
        assert [(code.code, code.name) for code in lists[name]] == wanted
    assert {code.code for code in lists["relation_to_head"]} > set(RELATIONS)


def test_no_code_stands_twice_in_a_list():
    for codes in code_lists().values():
        assert len({code.code for code in codes}) == len(codes)


def test_the_reference_shows_groups_and_short_lists():
    groups, codes = reference.groups(), reference.codes()

    assert groups.count("\n") == 27
    assert "Số định danh cá nhân" in groups
    assert "### blood_group" in codes
    assert "### country" not in codes
