"""A provider for Faker: citizens, families, numbers, names and addresses that agree.

``fake.add_provider(RegisterProvider)`` draws them from the nation that the register
computes, with Faker's own chance: the same seed gives the same citizens. Kin are kin:
a citizen's mother is a citizen too, under the number that stands there.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

from faker.providers import BaseProvider

from forms import codelists
from mock_population_db.citizen import person_row
from mock_population_db.models import Person
from mock_population_db.nation.nation import Nation
from mock_population_db.nation.person import BasePerson
from mock_population_db.register.virtual import nation_of
from mock_population_db.sampling import KINH, draw_name, sex_code
from mock_population_db.settings import Settings
from mock_population_db.synthetic.cast import cast

FEMALE, MARRIED = "2", "married"
TRIES = 4_000


@dataclass(frozen=True)
class FakeCitizen:
    """A citizen of the nation; codes are the register's.

    Attributes:
        personal_id: twelve digits that belong to nobody real.
        sex: ``1`` male, ``2`` female.
        marital_status: ``1`` single, ``2`` married, ``3`` widowed or divorced.
        ethnicity: two-digit code.
        address: the permanent residence as people write it.
        commune: its five-digit code.
        household: number of the residence file.
        father_id: number of the father, if the register knows him; so are
            ``mother_id`` and ``spouse_id``.
    """

    personal_id: str
    full_name: str
    surname: str
    middle_name: str
    given_name: str
    sex: str
    date_of_birth: date
    marital_status: str
    ethnicity: str
    hometown: str
    address: str
    commune: str
    household: str | None
    phone: str | None
    email: str | None
    occupation: str | None
    insurance_number: str | None
    father_id: str | None
    mother_id: str | None
    spouse_id: str | None


@dataclass(frozen=True)
class FakeFamily:
    """A couple and their children, all of one household."""

    father: FakeCitizen
    mother: FakeCitizen
    children: tuple[FakeCitizen, ...]

    @property
    def members(self) -> tuple[FakeCitizen, ...]:
        """Return all of them."""
        return (self.father, self.mother, *self.children)


class RegisterProvider(BaseProvider):
    """Draws from the nation of ``POPULATION_SEED`` and ``POPULATION_SIZE``."""

    size: int | None = None
    seed: str | None = None
    commune: str | None = None

    @classmethod
    def of(
        cls,
        *,
        size: int | None = None,
        seed: str | None = None,
        commune: str | None = None,
    ) -> type["RegisterProvider"]:
        """Return a provider of another nation, or of one commune of it.

        Args:
            size: how many people live in the nation.
            seed: which nation of this size.
            commune: five-digit code; only those who live there are drawn.
        """
        members = {"size": size, "seed": seed, "commune": commune}
        return type("RegisterProvider", (cls,), members)

    def citizen(self) -> FakeCitizen:
        """Return somebody who lives in the nation."""
        return self._citizen(self._anybody().index)

    def family(self, children: int = 1) -> FakeFamily:
        """Return a couple with at least so many of their children at home.

        Raises:
            ValueError: there is no such family.
        """
        for _ in range(TRIES):
            found = self._family_of(self._anybody(), children)
            if found is not None:
                return found
        raise ValueError(f"no family with {children} children at home was found")

    def personal_id(self) -> str:
        """Return the personal number of somebody in the nation."""
        return self._anybody().personal_id

    def vietnamese_name(
        self, sex: str | None = None, year: int | None = None, ethnicity: str = KINH
    ) -> str:
        """Return a full name as it is given to people of a sex in a time.

        Args:
            sex: ``female`` or ``male``; either when absent.
            year: year of birth; any when absent.
            ethnicity: two-digit code.

        Raises:
            ValueError: there is no such sex.
        """
        like = self._anybody()
        parts = draw_name(
            self._nation,
            sex_code(sex) if sex else like.sex,
            year or like.date_of_birth.year,
            ethnicity,
            self._chance,
        )
        return " ".join(part for part in parts if part)

    def address_vn(self) -> str:
        """Return the address of a home, as people write it."""
        return self.citizen().address

    @property
    def _chance(self) -> Random:
        found: Random = self.generator.random
        return found

    @cached_property
    def _nation(self) -> Nation:
        usual = Settings()
        taken = frozenset(person.personal_id for person in cast().people)
        return nation_of(self.seed or usual.seed, self.size or usual.size, taken)

    @cached_property
    def _residents(self) -> Any:  # noqa: ANN401 - a column of numbers, or None
        """All who live in the commune."""
        if self.commune is None:
            return None
        homes = self._nation.homes_in(self.commune)
        found = self._nation.residents(self.commune, 0, homes)[0]
        if not len(found):
            raise ValueError(f"nobody lives in commune {self.commune} of this nation")
        return found

    def _anybody(self) -> BasePerson:
        """Draw a living person; all are equally likely."""
        if self._residents is not None:
            drawn = self._chance.randrange(len(self._residents))
            return self._nation.person(int(self._residents[drawn]))
        while True:
            person = self._nation.person(self._chance.randrange(self._nation.capacity))
            if person.is_alive:
                return person

    def _family_of(self, mother: BasePerson, least: int) -> FakeFamily | None:
        is_wife = mother.sex == FEMALE and mother.marital_status == MARRIED
        if not is_wife or mother.spouse is None:
            return None
        home = self._nation.household(mother.household).members
        young = [one for one in self._nation.children(mother.index) if one in home]
        if mother.spouse not in home or len(young) < least:
            return None
        return FakeFamily(
            self._citizen(mother.spouse),
            self._citizen(mother.index),
            tuple(self._citizen(child) for child in young),
        )

    def _citizen(self, index: int) -> FakeCitizen:
        return _citizen(person_row(self._nation, index))


def _citizen(row: Person) -> FakeCitizen:
    home = row.permanent_residence or {}
    same = (
        *("personal_id", "full_name", "surname", "middle_name", "given_name", "sex"),
        *("marital_status", "ethnicity", "phone", "email", "occupation"),
        *("insurance_number", "father_id", "mother_id", "spouse_id"),
    )
    return FakeCitizen(
        **{name: getattr(row, name) for name in same},
        date_of_birth=date.fromisoformat(row.date_of_birth),
        hometown=codelists.address_text(row.hometown),
        address=codelists.address_text(home),
        commune=home.get("commune", ""),
        household=row.file_no,
    )
