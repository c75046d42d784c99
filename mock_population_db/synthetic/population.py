"""What the cast consists of, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Address = dict[str, str]

MALE, FEMALE = "1", "2"
SINGLE, MARRIED, WIDOWED_OR_DIVORCED = "1", "2", "3"
ALIVE, DEAD = "1", "2"

AS_OF = date(2026, 3, 9)
"""The base shows the evening of this day; worlds start on the next morning."""


def address(province: str, commune: str, detail: str = "") -> Address:
    """Make an address in Việt Nam."""
    return {
        "country": "VN",
        "province": province,
        "commune": commune,
        "detail": detail,
    }


@dataclass(kw_only=True, slots=True)
class Person:
    """One person; the names are those of the register's table."""

    personal_id: str
    surname: str
    middle_name: str
    given_name: str
    sex: str
    date_of_birth: str
    ethnicity: str
    hometown: Address
    birth_place: Address
    nationality: str = "VN"
    religion: str = "00"
    other_names: list[str] = field(default_factory=list)
    blood_group: str = "00"
    marital_status: str = SINGLE
    life_status: str = ALIVE
    died_on: str | None = None
    death: dict[str, Any] | None = None
    birth_registration_place: Address | None = None
    residence_type: str = "permanent"
    permanent_residence: Address | None = None
    temporary_residence: Address | None = None
    current_residence: Address | None = None
    absence_status: dict[str, Any] | None = None
    id_card: dict[str, Any] | None = None
    old_id_9: str | None = None
    phone: str | None = None
    email: str | None = None
    insurance_number: str | None = None
    occupation: str | None = None
    education: str | None = None
    representatives: list[dict[str, Any]] = field(default_factory=list)
    father_id: str | None = None
    mother_id: str | None = None
    spouse_id: str | None = None
    file_no: str | None = None
    relation_to_head: str | None = None

    @property
    def born_on(self) -> date:
        """The day of birth; the middle of the year when only the year is known."""
        if len(self.date_of_birth) == len("1985"):
            return date(int(self.date_of_birth), 7, 1)
        return date.fromisoformat(self.date_of_birth)

    @property
    def full_name(self) -> str:
        """Họ, chữ đệm và tên."""
        parts = (self.surname, self.middle_name, self.given_name)
        return " ".join(part for part in parts if part)

    @property
    def is_alive(self) -> bool:
        """Whether the person lives on :data:`AS_OF`."""
        return self.life_status == ALIVE

    def age_on(self, day: date) -> int:
        """Completed years of life on a day."""
        born = self.born_on
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(kw_only=True, slots=True)
class Household:
    """One household; its members point at it by ``file_no``."""

    file_no: str
    address: Address
    head_id: str


@dataclass(kw_only=True, slots=True)
class Marriage:
    """One marriage that lasts, or lasted until a death."""

    number: str
    book: str
    registered_on: str
    place: str
    husband_id: str
    wife_id: str


@dataclass(kw_only=True, slots=True)
class BirthNotice:
    """One birth notice of a health facility."""

    code: str
    mother_id: str
    father_id: str | None
    child_no: int
    intended_name: str | None
    sex: str
    born_at: str
    place: Address
    facility_code: str
    facility_name: str
    weight_grams: int
    status: str = "open"


@dataclass(kw_only=True, slots=True)
class Account:
    """One e-ID account."""

    personal_id: str
    level: int
    status: str
    cast: str | None = None
    position: int | None = None
    story: str | None = None
    story_english: str | None = None
    office: str | None = None
    title: str | None = None
    title_english: str | None = None


@dataclass(slots=True)
class Population:
    """Everybody, and what ties them together."""

    people: list[Person] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    marriages: list[Marriage] = field(default_factory=list)
    notices: list[BirthNotice] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[str, list[Any], str]]:
        """Give each kind, its values, and the name of the value's key."""
        yield "person", self.people, "personal_id"
        yield "household", self.households, "file_no"
        yield "marriage", self.marriages, "husband_id"
        yield "birth_notice", self.notices, "code"
        yield "account", self.accounts, "personal_id"
