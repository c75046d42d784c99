"""A small clan for tests: its people are base rows, and every world sees them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from forms import personal_id
from mock_population_db.db import transaction
from mock_population_db.models import Household, Marriage, Person
from tests.mock_population_db.callers import address


def number(sex: str, year: int, serial: int) -> str:
    return personal_id.compose("001", sex, year, 990_000 + serial)


GRANDFATHER, GRANDMOTHER = number("1", 1940, 1), number("2", 1943, 2)
FATHER, MOTHER, AUNT = number("1", 1965, 3), number("2", 1968, 4), number("2", 1970, 5)
SON, DAUGHTER = number("1", 1995, 6), number("2", 1998, 7)
HALF_DAUGHTER = number("2", 2001, 8)
COUSIN, GIRL_COUSIN = number("1", 1994, 9), number("2", 2004, 10)
STRANGER, WOMAN = number("1", 1990, 11), number("2", 1995, 12)
BOY, GIRL = number("1", 2015, 13), number("2", 2018, 14)
YOUNG_MAN, YOUNG_WOMAN = number("1", 2006, 15), number("2", 2008, 16)
OTHER_WOMAN = number("2", 1972, 17)
EVERYBODY = (
    GRANDFATHER,
    GRANDMOTHER,
    FATHER,
    MOTHER,
    AUNT,
    SON,
    DAUGHTER,
    HALF_DAUGHTER,
    COUSIN,
    GIRL_COUSIN,
    STRANGER,
    WOMAN,
    BOY,
    GIRL,
    YOUNG_MAN,
    YOUNG_WOMAN,
    OTHER_WOMAN,
)

HOMES = {
    "01.00070.990001": address("số 1 phố Thử"),
    "01.00070.990002": address("số 2 phố Thử"),
    "01.00082.990003": address("số 3 phố Thử", commune="00082"),
    "01.00082.990004": address("số 4 phố Thử", commune="00082"),
    "01.00070.990005": address("số 5 phố Thử"),
}
(OF_FATHER, OF_WOMAN, OF_STRANGER, OF_AUNT, OF_GRANDFATHER) = HOMES


@dataclass(frozen=True)
class Made:
    """One person of the clan in short."""

    number: str
    born: str
    name: str
    home: str | None
    relation: str | None
    father: str | None = None
    mother: str | None = None
    spouse: str | None = None


CLAN = (
    Made(GRANDFATHER, "1940-05-01", "Tổ", OF_GRANDFATHER, "head", spouse=GRANDMOTHER),
    Made(GRANDMOTHER, "1943", "Mẫu", OF_GRANDFATHER, "wife", spouse=GRANDFATHER),
    Made(
        FATHER,
        "1965-01-02",
        "Phụ",
        OF_FATHER,
        "head",
        GRANDFATHER,
        GRANDMOTHER,
        MOTHER,
    ),
    Made(MOTHER, "1968-03-04", "Từ", OF_FATHER, "wife", spouse=FATHER),
    Made(AUNT, "1970-06-07", "Cô", OF_AUNT, "head", GRANDFATHER, GRANDMOTHER),
    Made(SON, "1995-08-09", "Tử", OF_FATHER, "birth_child", FATHER, MOTHER),
    Made(DAUGHTER, "1998-10-11", "Nữ", OF_FATHER, "birth_child", FATHER, MOTHER),
    Made(HALF_DAUGHTER, "2001-12-01", "Dị", None, None, FATHER, OTHER_WOMAN),
    Made(COUSIN, "1994-02-03", "Biểu", OF_AUNT, "birth_child", None, AUNT),
    Made(GIRL_COUSIN, "2004-04-05", "Muội", OF_AUNT, "birth_child", None, AUNT),
    Made(STRANGER, "1990-11-12", "Khách", OF_STRANGER, "head"),
    Made(WOMAN, "1995-09-10", "Lạ", OF_WOMAN, "head"),
    Made(BOY, "2015-07-08", "Nhi", OF_STRANGER, "birth_child", STRANGER),
    Made(GIRL, "2018-01-09", "Bé", OF_STRANGER, "birth_child", STRANGER),
    Made(YOUNG_MAN, "2006-03-11", "Thiếu", None, None),
    Made(YOUNG_WOMAN, "2008-03-11", "Nhỏ", None, None),
    Made(OTHER_WOMAN, "1972-05-06", "Khác", None, None),
)


def add_clan(engine: Engine) -> None:
    """Add the clan to the base."""
    with transaction(engine) as db:
        db.add_all([_person(made) for made in CLAN])
        heads = {made.home: made.number for made in CLAN if made.relation == "head"}
        db.add_all(
            [
                Household(file_no=file_no, address=home, head_id=heads[file_no])
                for file_no, home in HOMES.items()
            ]
        )
        for husband, wife in ((FATHER, MOTHER), (GRANDFATHER, GRANDMOTHER)):
            db.add(
                Marriage(
                    number="1/1990",
                    book="01/1990",
                    registered_on="1990-01-01",
                    place="UBND phường Thử",
                    husband_id=husband,
                    wife_id=wife,
                )
            )


def _person(made: Made) -> Person:
    facts = personal_id.facts(made.number)
    home: Any = HOMES[made.home] if made.home else address("số 9 phố Ngoài")
    return Person(
        personal_id=made.number,
        surname="Thử",
        middle_name="Văn",
        given_name=made.name,
        sex=facts.sex,
        date_of_birth=made.born,
        nationality="VN",
        ethnicity="01",
        religion="00",
        marital_status="2" if made.spouse else "1",
        life_status="1",
        hometown=address(""),
        birth_place=address("nhà"),
        residence_type="permanent",
        permanent_residence=home,
        father_id=made.father,
        mother_id=made.mother,
        spouse_id=made.spouse,
        file_no=made.home,
        relation_to_head=made.relation,
        id_card={
            "kind": "can_cuoc",
            "issued_on": "2024-08-01",
            "issuer": "Bộ Công an",
            "expires_on": None,
        },
    )
