"""An e-ID account of a synthetic person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mock_idp.people.traits import ORDINARY, Traits, read_traits

LEVELS = (0, 1, 2)
STATUSES = ("active", "locked", "none")
ADULT_ACCOUNT_AGE = 14
"""Below this age a parent acts (Nghị định 69/2024/NĐ-CP, Điều 7, Điều 14)."""


@dataclass(frozen=True)
class Staff:
    """The office a person works in, and as what."""

    office: str
    title: str
    title_english: str = ""


@dataclass(frozen=True)
class Account:
    """One person as the e-ID knows them; ``date_of_birth`` may lack day and month."""

    personal_id: str
    full_name: str
    date_of_birth: str
    sex: str
    account_level: int
    account_status: str = "active"
    phone: str | None = None
    email: str | None = None
    cast: str | None = None
    story: str | None = None
    story_english: str | None = None
    staff: Staff | None = None
    traits: Traits = ORDINARY

    @property
    def slug(self) -> str:
        """Return the short name of the cast, or the number of anybody else."""
        return self.cast or self.personal_id

    def age(self, today: date) -> int:
        """Return completed years of life; an unknown day counts as the last."""
        parts = [int(part) for part in self.date_of_birth.split("-")]
        year, month, day = [*parts, *(12, 31)[len(parts) - 1 :]]
        reached = (today.month, today.day) >= (month, day)
        return today.year - year - (0 if reached else 1)

    def is_child(self, today: date) -> bool:
        """Say whether the person is under 14, so that a parent or guardian acts."""
        return self.age(today) < ADULT_ACCOUNT_AGE


def read_account(record: Mapping[str, object]) -> Account:
    """Read an account from the register's JSON or from the cast file.

    Raises:
        ValueError: when something that must be there is missing or malformed.
    """
    status = str(record.get("account_status") or "active")
    level = record.get("account_level", 0)
    born = str(record.get("date_of_birth") or "")
    if status not in STATUSES or level not in LEVELS or isinstance(level, bool):
        raise ValueError("account level or status")
    _check_date(born)
    return Account(
        personal_id=_digits(record.get("personal_id")),
        full_name=_text(record.get("full_name")),
        date_of_birth=born,
        sex="1" if str(record.get("sex")) == "1" else "2",
        account_level=LEVELS[LEVELS.index(level)],
        account_status=status,
        phone=_optional(record.get("phone")),
        email=_optional(record.get("email")),
        cast=_optional(record.get("cast")),
        story=_optional(record.get("story")),
        story_english=_optional(record.get("story_english")),
        staff=_staff(record.get("staff")),
        traits=read_traits(record.get("traits")),
    )


def _check_date(born: str) -> None:
    date.fromisoformat(born + {4: "-01-01", 7: "-01"}.get(len(born), ""))


def _digits(value: object) -> str:
    if not (isinstance(value, str) and value.isascii() and value.isdigit()):
        raise ValueError("personal number")
    return value


def _text(value: object) -> str:
    if not (isinstance(value, str) and value.strip()):
        raise ValueError("full name")
    return value


def _optional(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _staff(value: object) -> Staff | None:
    if not isinstance(value, Mapping):
        return None
    office, title = str(value.get("office", "")), str(value.get("title", ""))
    return Staff(office, title, str(value.get("title_english") or title))
