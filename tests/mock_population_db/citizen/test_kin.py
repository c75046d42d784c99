from collections import Counter
from datetime import date

from mock_population_db import citizen
from mock_population_db.nation.nation import AS_OF

OF_SEX = {
    "1": {"husband", "father", "father_in_law", "son_in_law", "older_brother"},
    "2": {"wife", "mother", "mother_in_law", "daughter_in_law", "older_sister"},
}


def test_relations_to_the_head_are_true(living, nation):
    found = Counter()
    for index, row in living.items():
        base = nation.person(index)
        head = nation.household(base.household).head
        chief = nation.person(head)
        parents = {base.father, base.mother}
        checks = {
            "head": head == index,
            "wife": base.spouse == head,
            "husband": base.spouse == head,
            "birth_child": head in parents,
            "wifes_child": chief.spouse in parents and head not in parents,
            "husbands_child": chief.spouse in parents and head not in parents,
            "father": chief.father == index,
            "mother": chief.mother == index,
        }
        assert checks.get(row.relation_to_head, head != index)
        found[row.relation_to_head] += 1

    assert found["head"] > 200
    assert found["birth_child"] > 200
    assert found["paternal_grandchild"] > 20
    assert found["other"] < 40


def test_a_relation_fits_the_sex(living):
    for row in living.values():
        other = "2" if row.sex == "1" else "1"
        assert row.relation_to_head not in OF_SEX[other]


def test_both_spouses_have_one_marriage(living, nation):
    married = [index for index, row in living.items() if row.spouse_id][:150]

    for index in married:
        mine = citizen.marriage_row(nation, index)
        theirs = citizen.marriage_row(nation, nation.person(index).spouse)

        fields = ("number", "book", "registered_on", "place", "husband_id", "wife_id")
        for field in fields:
            assert getattr(mine, field) == getattr(theirs, field)
        assert nation.person(nation.index_of(mine.husband_id)).sex == "1"
        assert mine.registered_on == nation.person(index).married_on.isoformat()
        assert mine.number.endswith(f"/{mine.registered_on[:4]}")
        assert mine.place.startswith("UBND ")


def test_the_single_have_no_marriage(living, nation):
    single = [index for index, row in living.items() if row.marital_status == "1"]

    assert all(citizen.marriage_row(nation, index) is None for index in single[:100])


def test_every_minor_has_living_adults_as_representatives(living, nation):
    minors = {
        index: row for index, row in living.items() if row.date_of_birth > "2008-03-09"
    }

    assert len(minors) > 150
    for row in minors.values():
        assert row.representatives
        for entry in row.representatives:
            who = nation.person(nation.index_of(entry["personal_id"]))
            assert who.is_alive
            assert (AS_OF - who.date_of_birth).days > 16 * 365
            assert date.fromisoformat(entry["until"]) > AS_OF
            if entry["relation"] != "guardian":
                parents = {"father": row.father_id, "mother": row.mother_id}
                assert entry["personal_id"] == parents[entry["relation"]]


def test_few_adults_have_a_guardian_and_none_is_their_own(living):
    adults = [row for row in living.values() if row.date_of_birth <= "2008-03-09"]

    wards = [row for row in adults if row.representatives]

    assert len(wards) < len(adults) / 100
    for row in wards:
        (entry,) = row.representatives
        assert entry["relation"] == "guardian"
        assert entry["personal_id"] != row.personal_id
        assert entry["until"] is None


def test_representatives_know_whom_they_represent(living, nation):
    minors = [
        index for index, row in living.items() if row.date_of_birth > "2008-03-09"
    ]

    for index in minors[:40]:
        for entry in living[index].representatives:
            who = nation.index_of(entry["personal_id"])
            assert index in citizen.represented_by(nation, who)


def test_accounts_belong_to_those_with_card_and_phone(living, nation):
    levels = Counter()
    for index, row in list(living.items())[:500]:
        account = citizen.account_row(nation, index)
        if account is None:
            levels[0] += 1
            continue
        levels[account.level] += 1
        assert account.personal_id == row.personal_id
        assert account.status == "active"
        assert row.phone
        assert row.id_card
        assert (row.id_card["expires_on"] or "9999") > AS_OF.isoformat()

    assert levels[2] > levels[1] > 0
    assert levels[0] > 0
