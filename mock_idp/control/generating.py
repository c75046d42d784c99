"""People made up on demand: same seed, same people, numbers that cannot be real."""

import random
from datetime import date, timedelta

from forms import personal_id
from mock_idp.people.account import Account

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLE = {"1": ("Văn", "Đức", "Quốc", "Minh"), "2": ("Thị", "Ngọc", "Thu", "Diệu")}
GIVEN = {
    "1": ("Ân", "Bảo", "Cường", "Dũng", "Hải", "Khôi", "Long", "Nam", "Phúc", "Quân"),
    "2": ("An", "Bình", "Chi", "Dung", "Hạnh", "Lan", "Mai", "Nga", "Oanh", "Yến"),
}
PROVINCES = ("01", "31", "36", "48", "75", "79", "92")
PHONE = "09990"


def generate(
    *, seed: int, count: int, born: tuple[int, int], level: int
) -> list[Account]:
    """Make people up.

    Args:
        seed: where chance begins.
        count: how many.
        born: first and last year of birth.
        level: the level of their accounts; 0 for none.
    """
    chance = random.Random(seed)  # noqa: S311 - chance for tests, not secrecy
    return [_person(chance, born, level) for _number in range(count)]


def _person(chance: random.Random, born: tuple[int, int], level: int) -> Account:
    sex = chance.choice(("1", "2"))
    year = chance.randint(*born)
    day = date(year, 1, 1) + timedelta(days=chance.randint(0, 364))
    number = personal_id.compose(
        chance.choice(PROVINCES), sex, year, chance.randrange(1_000_000)
    )
    surname, middle = chance.choice(SURNAMES), chance.choice(MIDDLE[sex])
    name = f"{surname} {middle} {chance.choice(GIVEN[sex])}"
    return Account(
        personal_id=number,
        full_name=name,
        date_of_birth=day.isoformat(),
        sex=sex,
        account_level=level,
        account_status="active" if level else "none",
        phone=f"{PHONE}{chance.randrange(100_000):05}",
        email=f"{number}@example.vn",
    )
