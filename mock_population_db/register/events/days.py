"""Days as the register writes them: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

from datetime import date

_PARTS = 3


def earliest(text: str) -> date:
    """The first day that a date may mean.

    The law reads a missing month as January and a missing day as the first.
    """
    parts = [int(part) for part in text.split("-")]
    return date(*(*parts, *[1] * (_PARTS - len(parts))))


def latest_text(text: str) -> str:
    """The last day that a date may mean, as text that sorts after all of them."""
    parts = text.split("-")
    return "-".join([*parts, *["12", "31"][len(parts) - 1 :]])


def is_full(text: str) -> bool:
    """Whether a date names a day."""
    return text.count("-") == _PARTS - 1


def age_on(born: str, day: str) -> int:
    """Completed years on a day."""
    birth, then = earliest(born), earliest(day)
    before_birthday = (then.month, then.day) < (birth.month, birth.day)
    return then.year - birth.year - before_birthday


def days_from(one: str, other: str) -> int:
    """Days from one date to the other; negative when the other comes first."""
    return (earliest(other) - earliest(one)).days


def years_after(text: str, years: int) -> str:
    """The same day some years later; 29 February becomes 1 March."""
    day = earliest(text)
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return date(day.year + years, 3, 1).isoformat()
