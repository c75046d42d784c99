"""Whether two names, or two dates, are the same, and how nearly."""

from enum import StrEnum

from forms import names

FULL_DATE = len("2026-03-10")


class Likeness(StrEnum):
    """How two values compare."""

    EQUAL = "equal"
    WITHOUT_MARKS = "without_marks"
    """Equal once diacritics are left out (Hoa, Hoà, Hòa)."""
    PARTIAL = "partial"
    """One of them lacks day or month; what both have agrees."""
    SWAPPED = "swapped"
    """Day and month stand in each other's place."""
    DIFFERENT = "different"


def compare_names(held: str, said: str) -> Likeness:
    """Compare two full names; case, spaces and composed letters do not count."""
    if names.normalise(held).casefold() == names.normalise(said).casefold():
        return Likeness.EQUAL
    if squeezed(held) == squeezed(said):
        return Likeness.WITHOUT_MARKS
    return Likeness.DIFFERENT


def compare_dates(held: str, said: str) -> Likeness:
    """Compare two dates, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    if held == said:
        return Likeness.EQUAL
    shorter = min(len(held), len(said))
    if shorter < FULL_DATE and held[:shorter] == said[:shorter]:
        return Likeness.PARTIAL
    if shorter == FULL_DATE and said == f"{held[:5]}{held[8:]}-{held[5:7]}":
        return Likeness.SWAPPED
    return Likeness.DIFFERENT


def squeezed(name: str) -> str:
    """Return a name as the published services are often asked: ``nguyenvanan``."""
    return names.fold(name).replace(" ", "")
