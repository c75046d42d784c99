"""People of a test: added with wishes, drawn by criteria, and what happens to them."""

import pytest

from forms import personal_id
from mock_population_db.testing import BadOrder


def test_somebody_added_is_there_with_what_was_wished(world):
    mai = world.add(
        "Nguyễn Thị Mai",
        sex="female",
        date_of_birth="1998-05-04",
        commune="00070",
        religion="01",
        phone="0999012345",
    )

    with world.session() as session:
        told = session.get(f"{world.address}/v1/people/{mai}", timeout=5).json()

    assert personal_id.parse(mai.personal_id) == mai.personal_id
    assert (told["full_name"], told["sex"]) == ("Nguyễn Thị Mai", "2")
    assert (told["religion"], told["phone"]) == ("01", "0999012345")
    assert mai.age == 27
    assert mai.household == [mai]
    assert "Hà Nội" in mai.address


def test_whatever_is_not_wished_fits(world):
    people = [world.add(sex="male", age=40) for _ in range(3)]

    assert len({one.personal_id for one in people}) == 3
    assert {one.age for one in people} == {40}
    assert {one.sex for one in people} == {"1"}
    assert len({one.address for one in people}) == 3
    assert all(one["id_card"] for one in people)


def test_a_family_is_added_member_by_member(world):
    father = world.add("Trần Văn Sơn", sex="male", age=35)
    mother = world.add(sex="female", age=33, spouse=father)
    child = world.add(mother=mother, father=father, age=4)

    assert father.spouse == mother
    assert mother.children == father.children == [child]
    assert set(child.household) == {father, mother, child}
    assert child["surname"] == "Trần"
    assert child["household"]["relation_to_head"] == "birth_child"
    assert mother.is_married


def test_a_child_is_added_to_a_family_of_the_nation(world):
    family = world.family(children=1)

    child = world.add(mother=family.mother, father=family.father, age=0)

    assert child in family.mother.children
    assert len(family.mother.children) >= 2
    assert child in family.father.household


def test_a_family_that_cannot_be_is_refused_in_words(world):
    girl = world.add(sex="female", age=9)

    with pytest.raises(BadOrder, match="kin_impossible"):
        world.add(mother=girl, age=3)
    with pytest.raises(BadOrder, match="unknown: shoe_size"):
        world.add(shoe_size=43)
    with pytest.raises(BadOrder, match="sex 'x'"):
        world.add(sex="x")
    with pytest.raises(BadOrder, match="no day"):
        world.add(date_of_birth="4.5.1998")
    with pytest.raises(BadOrder, match="after today"):
        world.add(date_of_birth="2031-01-01")
    with pytest.raises(BadOrder):
        world.add(commune="99999")
    with pytest.raises(BadOrder, match="real_number"):
        world.add(personal_id="001098000001")
    assert girl.children == []


def test_a_number_may_be_wished_once(world):
    mai = world.add(personal_id="901198777777", sex="female", age=27)

    assert mai.personal_id == "901198777777"
    with pytest.raises(BadOrder, match="somebody's already"):
        world.add(personal_id="901198777777")


def test_somebody_is_drawn_who_fits(world):
    woman = world.any(sex="female", age=(25, 30), married=True, has_children=True)
    old = world.any(age=80)
    near = world.any(commune="00070", has_children=False)
    thai = world.any(ethnicity="03", province="14")
    waiting = world.any(has_open_notice=True)

    assert woman.sex == "2"
    assert 25 <= woman.age <= 30
    assert woman.spouse is not None
    assert woman.children
    assert old.age == 80
    assert near["permanent_residence"]["commune"] == "00070"
    assert near.children == []
    assert thai["ethnicity"] == "03"
    assert thai["permanent_residence"]["province"] == "14"
    assert waiting.sex == "2"


def test_nobody_is_drawn_twice(world):
    found = [world.any() for _ in range(20)]

    assert len(set(found)) == 20


def test_who_does_not_exist_is_not_drawn(world):
    with pytest.raises(BadOrder, match="nobody"):
        world.any(age=109, twin=True, has_children_under=3)
    with pytest.raises(BadOrder, match="no commune"):
        world.any(commune="99999")
    with pytest.raises(BadOrder, match="unknown: colour"):
        world.any(colour="green")


def test_somebody_is_drawn_by_a_closer_look(world):
    found = world.any(age=(20, 40), accept=lambda one: one["email"] is not None)

    assert found["email"].endswith("@example.vn")


def test_a_family_lives_together(world):
    family = world.family(children=2)

    assert len(family.children) >= 2
    assert family.father.spouse == family.mother
    assert all(child.mother == family.mother for child in family.children)
    assert all(child.father == family.father for child in family.children)
    assert set(family.members) <= set(family.mother.household)


def test_the_cast_is_known_by_short_name(world):
    assert world.person("dao").full_name == "Trần Thị Hồng Đào"
    with pytest.raises(BadOrder):
        world.person("nobody")


def test_a_death_widows_the_spouse(world):
    family = world.family()

    world.event.death(family.father, cause="tai nạn")

    assert not family.father.is_alive
    assert not family.mother.is_married
    assert family.father not in family.mother.household
    with pytest.raises(BadOrder, match="death_recorded"):
        world.event.death(family.father)


def test_a_birth_after_a_notice_brings_a_child_home(world):
    couple = world.add(sex="male", age=30)
    mother = world.add(sex="female", age=28, spouse=couple)
    code = world.event.birth_notice(mother, sex="female")

    child = world.event.birth(mother, sex="female", notice=code)
    world.event.residence(child, head=couple)

    assert mother.children == [child]
    assert child.father == couple
    assert child.age == 0
    assert child in mother.household
    with pytest.raises(BadOrder, match="notice_used"):
        world.event.birth(mother, sex="female", notice=code)


def test_people_marry_move_divorce_and_are_corrected(world):
    man, woman = world.add(sex="male", age=30), world.add(sex="female", age=28)

    world.event.marriage(woman, man)
    world.event.move(woman, to=man)
    world.event.correction(woman, given_name="Lan")

    assert woman.spouse == man
    assert man.household == [man, woman]
    assert woman["given_name"] == "Lan"
    world.event.divorce(man, woman)
    assert woman.spouse is None


def test_days_pass_in_a_commune(world):
    counts = world.live(days=2, commune="00070")

    assert counts["birth_notice"] > 0
    assert world.clock.today.isoformat() == "2026-03-12"
    assert world.any(has_open_notice=True, commune="00070").is_alive
    with pytest.raises(BadOrder):
        world.live(commune="99999")
