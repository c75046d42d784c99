"""What the nation says about a person and a household."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BasePerson:
    """A person of the base, as of the evening of 9 March 2026.

    Attributes:
        index: number of the person in the nation.
        personal_id: twelve digits of the synthetic range.
        surname: as the register stores it; so are the middle and the given name.
        middle_name: may be empty.
        given_name: never empty.
        sex: ``1`` male, ``2`` female.
        date_of_birth: the day.
        ethnicity: two-digit code of the ethnic groups.
        is_alive: false for those who died before the base ends.
        died_on: the day of death, None for the living.
        father: index, None if before the register or unknown; so is ``mother``.
        mother: see ``father``.
        spouse: index of the husband or wife, also a dead one whose widow did not
            marry again.
        married_on: the day of the wedding with this spouse.
        marital_status: ``single``, ``married``, ``widowed`` or ``divorced``.
        household: number of the household; of the dead, their last.
        position: ``head``, ``spouse``, ``child`` … : what they are to the head.
        twin: index of the twin.
        birth_province: three-digit code of the 63-list.
        birth_commune: five-digit code of the commune of birth.
        hometown_commune: five-digit code, where the male line comes from.
        home_commune: five-digit code of the commune of residence.
    """

    index: int
    personal_id: str
    surname: str
    middle_name: str
    given_name: str
    sex: str
    date_of_birth: date
    ethnicity: str
    is_alive: bool
    died_on: date | None
    father: int | None
    mother: int | None
    spouse: int | None
    married_on: date | None
    marital_status: str
    household: int
    position: str
    twin: int | None
    birth_province: str
    birth_commune: str
    hometown_commune: str
    home_commune: str

    @property
    def full_name(self) -> str:
        """The name as it is said: its parts with single spaces."""
        parts = (self.surname, self.middle_name, self.given_name)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Household:
    """A household of the base.

    Attributes:
        id: number of the household in the nation.
        commune: five-digit code.
        plot: number of the home within its commune, from 0; nobody else has it.
        head: index of the head.
        members: indices of all living members, the head among them.
    """

    id: int
    commune: str
    plot: int
    head: int
    members: tuple[int, ...]
