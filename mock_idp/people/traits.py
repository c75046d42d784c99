"""What only the e-ID knows of a person: the phone, habits, an old number, wards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Device(StrEnum):
    """The state of a person's phone; replaced: the account is active on another one."""

    OK = "ok"
    OFF = "off"
    LOST = "lost"
    OUTDATED = "outdated"
    REPLACED = "replaced"
    NONE = "none"


class Habit(StrEnum):
    """What a person always does; ``none`` is to do what the reader does."""

    NONE = "none"
    REFUSES = "refuses"
    IGNORES = "ignores"
    LATE = "late"
    FACE_FAILS = "face_fails"


@dataclass(frozen=True)
class Organisation:
    """Whom a person's account speaks for; the tax code is invented."""

    name: str
    tax_code: str


@dataclass(frozen=True)
class Traits:
    """What makes an account special; a new one is of an ordinary person.

    Attributes:
        is_special: shown among the special situations, not among the demo's people.
        locked_for: seconds for which the account is locked when the e-ID starts.
        card_expires_on: the day the identity card expired, if that matters.
        former_ids: personal numbers the person had before.
        former_card: the number of an old card with nine digits.
        guardian_of: personal numbers of the children this person acts for.
    """

    is_special: bool = False
    device: Device = Device.OK
    habit: Habit = Habit.NONE
    locked_for: int = 0
    card_expires_on: date | None = None
    former_ids: tuple[str, ...] = ()
    former_card: str | None = None
    renumbered_on: date | None = None
    moved_on: date | None = None
    nationality: str = "VN"
    guardian_of: tuple[str, ...] = ()
    organisation: Organisation | None = None


ORDINARY = Traits()


def read_traits(record: object) -> Traits:
    """Read traits from a table of the cast file.

    Raises:
        ValueError: something is unknown or malformed.
    """
    if record is None:
        return ORDINARY
    try:
        return _traits(record)
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"traits: {error}") from error


def _traits(record: object) -> Traits:
    if not isinstance(record, Mapping):
        raise TypeError("a table is expected")
    unknown = set(record) - set(_READ)
    if unknown:
        raise ValueError(f"unknown trait {', '.join(sorted(map(str, unknown)))}")
    return Traits(**{name: _READ[name](record[name]) for name in record})


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("a list is expected")
    return tuple(str(word) for word in value)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _organisation(value: object) -> Organisation:
    if not isinstance(value, Mapping):
        raise TypeError("a table with name and tax_code is expected")
    return Organisation(str(value["name"]), str(value["tax_code"]))


_READ: dict[str, Callable[[Any], Any]] = {
    "is_special": bool,
    "device": Device,
    "habit": Habit,
    "locked_for": int,
    "card_expires_on": _day,
    "former_ids": _words,
    "former_card": str,
    "renumbered_on": _day,
    "moved_on": _day,
    "nationality": str,
    "guardian_of": _words,
    "organisation": _organisation,
}
