from typing import Any

import pytest

from portal.clients.errors import RegisterDown
from portal.lobby.personas import shelf
from tests.portal.lobby.cast import MOTHER, OFFICER


class Register:
    """Stands where the register's client stands; answers what it is told to."""

    def __init__(self, answer: Any, seed: Any = "") -> None:
        self.answer = answer
        self.told = seed

    def cast(self) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return [known | {"slug": known["cast"]} for known in self.answer]

    def seed(self) -> str:
        if isinstance(self.told, Exception):
            raise self.told
        return str(self.told)


def test_the_shelf_keeps_citizens_and_officers_apart() -> None:
    register = Register([MOTHER, OFFICER])

    found = shelf(register)

    assert [who.slug for who in found.citizens] == ["dao"]
    assert [who.slug for who in found.officers] == ["khoi"]
    assert "Hoàn Kiếm" in found.officers[0].post
    assert found.names()["901196004217"] == "Trần Thị Hồng Đào"


def test_a_register_that_is_down_leaves_the_shelf_empty_and_says_so() -> None:
    register = Register(RegisterDown("no answer"))

    found = shelf(register)

    assert found.is_down
    assert found.citizens == found.officers == ()


@pytest.mark.parametrize("office", ["nowhere", "", "commune_police.99999"])
def test_a_post_at_an_unknown_office_still_shows_the_person(office: str) -> None:
    lost = OFFICER | {"staff": {"office": office, "title": "Công chức"}}

    found = shelf(Register([lost]))

    assert found.officers[0].post.startswith("Công chức")


def test_the_shelf_knows_the_seed_when_the_register_tells_it() -> None:
    told = shelf(Register([MOTHER], seed="lien-thong-2026"))
    silent = shelf(Register([MOTHER], seed=RegisterDown("no answer")))

    assert told.seed == "lien-thong-2026"
    assert silent.seed == ""
    assert silent.citizens
