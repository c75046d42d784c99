import numpy as np

from mock_population_db.quality.scopes import NationRegistry, read_scope
from mock_population_db.quality.sources.nation import NationSource
from mock_population_db.quality.sources.source import Query


def test_everybody_of_a_sample_is_found_by_number(nation, clean):
    numbers = np.array([int(one["personal_id"]) for one in clean])

    found = NationSource(nation).by_numbers(numbers)

    assert found.number.tolist() == numbers.tolist()
    assert found.name == [one["full_name"] for one in clean]
    assert found.is_alive.all()


def test_everybody_is_found_by_name_and_day_without_marks(nation):
    indices = np.arange(0, nation.capacity, nation.capacity // 400)
    facts = nation.batch(indices)
    source = NationSource(nation)
    rows = list(
        zip(
            facts.names(),
            facts.date_of_birth.tolist(),
            facts.number.tolist(),
            strict=True,
        )
    )

    near = source.by_name_date([Query(name.upper(), day, n) for name, day, n in rows])
    wide = source.by_name_date([Query(name, day) for name, day, _n in rows[:100]])

    for found, (_name, _day, number) in zip(
        near + wide, rows + rows[:100], strict=True
    ):
        assert number in {one.number for one in found}


def test_a_search_finds_the_same_people_as_the_nations_own(nation):
    indices = np.arange(3, nation.capacity, nation.capacity // 60)
    facts = nation.batch(indices)
    people = [nation.person(index) for index in indices.tolist()]

    found = NationSource(nation).by_name_date(
        [
            Query(person.full_name, day)
            for person, day in zip(people, facts.date_of_birth.tolist(), strict=True)
        ]
    )

    for person, some in zip(people, found, strict=True):
        own = nation.find_by_name(person.full_name, person.date_of_birth)
        exact = [one.number for one in some if one.name == person.full_name]
        assert sorted(exact) == sorted(int(nation.person(i).personal_id) for i in own)


def test_more_searches_than_allowed_are_not_made(nation):
    queries = [Query("Không Có Ai", 730000)] * 5

    found = NationSource(nation).by_name_date(queries, most=2)

    assert found == [[], [], None, None, None]


def test_old_numbers_and_households_lead_to_people(nation, clean):
    source, registry = NationSource(nation), NationRegistry(nation)
    old = registry.old_numbers([one["personal_id"] for one in clean[:200]])
    asked = [
        (int(number), one) for number, one in zip(old, clean, strict=False) if number
    ]

    found = source.by_old_numbers(np.array([number for number, _one in asked]))
    homes = source.households([int(one["household"]) for one in clean[:20]])

    assert found.name == [one["full_name"] for _number, one in asked]
    for members, one in zip(homes, clean, strict=False):
        assert int(one["personal_id"]) in {member.number for member in members}


def test_a_commune_is_listed_whole(nation):
    commune = next(code for code, homes in nation.communes().items() if homes > 20)

    rows = [
        one
        for block in read_scope(f"commune:{commune}", nation).blocks()
        for one in block.rows()
    ]

    homes = list(nation.households_of(commune))
    members = [m for home in homes for m in nation.household(home).members]
    assert [one["personal_id"] for one in rows] == [
        nation.person(member).personal_id for member in members
    ]
    assert {one["office"] for one in rows} == {commune}
