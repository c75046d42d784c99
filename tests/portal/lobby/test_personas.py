from portal.clients.errors import RegisterDown
from portal.lobby.personas import shelf

MOTHER = {
    "slug": "dao",
    "full_name": "Trần Thị Hồng Đào",
    "personal_id": "901196004217",
    "story": "Sinh con đầu lòng.",
    "staff": None,
}
OFFICER = {
    "slug": "khoi",
    "full_name": "Phạm Minh Khôi",
    "personal_id": "901088000001",
    "story": "",
    "staff": {"office": "commune_civil_status.00070", "title": "Công chức"},
}


class Register:
    """Stands where the register's client stands; answers what it is told to."""

    def __init__(self, answer):
        self.answer = answer

    def cast(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_the_shelf_keeps_citizens_and_officers_apart():
    register = Register([MOTHER, OFFICER])

    found = shelf(register)

    assert [who.slug for who in found.citizens] == ["dao"]
    assert [who.slug for who in found.officers] == ["khoi"]
    assert "Hoàn Kiếm" in found.officers[0].post
    assert found.names()["901196004217"] == "Trần Thị Hồng Đào"


def test_a_register_that_is_down_leaves_the_shelf_empty_and_says_so():
    register = Register(RegisterDown("no answer"))

    found = shelf(register)

    assert found.is_down
    assert found.citizens == found.officers == ()


def test_a_post_at_an_unknown_office_still_shows_the_person():
    lost = OFFICER | {"staff": {"office": "nowhere", "title": "Công chức"}}

    found = shelf(Register([lost]))

    assert found.officers[0].post == "Công chức, nowhere"
