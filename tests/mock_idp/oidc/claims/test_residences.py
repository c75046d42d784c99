"""The own copy of where the cast lives agrees with the register's cast."""

import tomllib

from forms import codelists
from mock_idp.people.residence import RESIDENCE_FILE
from mock_population_db.synthetic.cast import cast


def test_the_cast_lives_where_the_register_says() -> None:
    written = tomllib.loads(RESIDENCE_FILE.read_text(encoding="utf-8"))["residence"]
    homes = {
        person.personal_id: person.permanent_residence or person.temporary_residence
        for person in cast().people
    }
    permanent = {p.personal_id: p.permanent_residence for p in cast().people}

    expected = {}
    for number in written:
        home = homes[number] or {}
        commune = codelists.commune(home["commune"]).full_name
        province = codelists.province(home["province"]).full_name
        is_permanent = homes[number] == permanent[number]
        kind = [] if is_permanent else ["tạm trú"]
        expected[number] = [home["detail"], commune, province, *kind]

    assert written == expected
    assert "901196004217" in written
