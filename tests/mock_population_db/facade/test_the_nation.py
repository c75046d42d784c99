"""People who are stored nowhere are answered like the cast."""

import pytest

from mock_population_db.app import engine_of
from mock_population_db.db import reading
from mock_population_db.register.virtual import base_of
from tests.mock_population_db.facade.asking import envelope, text_of

SOME = 25


@pytest.fixture
def people(register_app):
    """Persons of the nation who have an old number."""
    with reading(engine_of(register_app)) as db:
        base = base_of(db)
        numbers = base._numbers(map(int, base.nation.sample(400, 7)))
        rows = [base.person(number) for number in numbers]
    found = [row for row in rows if row and row.old_id_9]
    assert len(found) >= SOME
    return found[:SOME]


def asked(person, code, **changes):
    day = person.date_of_birth.replace("-", "")
    return envelope(
        MaYeuCau=code,
        HoVaTen=person.full_name.upper(),
        NgayThangNamSinh=f"<dan:NgayThangNam>{day}</dan:NgayThangNam>",
        **changes,
    )


def test_people_of_the_nation_are_found_by_either_number(integrator, people):
    for at, person in enumerate(people):
        new = asked(person, f"n{at}", SoDinhDanh=person.personal_id)
        old = asked(person, f"o{at}", SoDinhDanh=None, SoCMND=person.old_id_9)

        by_new, by_old = integrator.post(new), integrator.post(old)

        assert text_of(by_new, "ns1:SoCMND") == person.old_id_9
        assert text_of(by_old, "ns1:SoDinhDanh") == person.personal_id
