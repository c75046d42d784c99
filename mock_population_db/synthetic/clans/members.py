"""Members of a clan while it grows: a person with links, dates and kin."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.numbers import Numbers
from mock_population_db.synthetic.population import (
    ALIVE,
    AS_OF,
    DEAD,
    FEMALE,
    MARRIED,
    SINGLE,
    WIDOWED_OR_DIVORCED,
    Address,
    Person,
)
from mock_population_db.synthetic.words.names import ETHNICITIES, Name
from mock_population_db.synthetic.words.places import Home

LIFESPANS = {  # completed years from .. to -> weight in a thousand
    (0, 1): 6,
    (2, 20): 6,
    (21, 40): 16,
    (41, 55): 48,
    (56, 65): 94,
    (66, 75): 200,
    (76, 85): 330,
    (86, 95): 270,
    (96, 100): 30,
}


def birthday(born: date, age: int) -> date:
    """Return the day a person turns an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)


@dataclass(eq=False)
class Member:
    """A person of a clan with links to kin."""

    name: Name
    sex: str
    born: date
    people: str
    former: str
    hometown: Address
    birth_place: Address
    draw: Draw
    lineage: frozenset[str]
    dies: date
    father: "Member | None" = None
    mother: "Member | None" = None
    marriage: "Couple | None" = None
    children: list["Member"] = field(default_factory=list)
    person: Person | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the person lives today."""
        return self.dies > AS_OF

    @property
    def last_day(self) -> date:
        """Today, or the day the person died."""
        return min(self.dies, AS_OF)

    @property
    def age(self) -> int:
        """Completed years today, or at death."""
        return self.age_on(self.last_day)

    @property
    def spouse(self) -> "Member | None":
        """The husband or wife, dead or alive; none after a divorce."""
        couple = self.marriage
        if couple is None or couple.divorced_on:
            return None
        return couple.husband if self is couple.wife else couple.wife

    @property
    def parents(self) -> tuple["Member", ...]:
        """The known parents."""
        return tuple(parent for parent in (self.father, self.mother) if parent)

    @property
    def made(self) -> Person:
        """The person, once :func:`give_numbers` has made it."""
        if self.person is None:
            raise ValueError("The member has no number yet.")
        return self.person

    def age_on(self, day: date) -> int:
        """Completed years on a day."""
        before_birthday = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - before_birthday


@dataclass(eq=False)
class Couple:
    """Two who married."""

    husband: Member
    wife: Member
    wed_on: date
    draw: Draw
    divorced_on: date | None = None
    children: list[Member] = field(default_factory=list)

    def lasts_on(self, day: date) -> bool:
        """Whether both lived together on a day."""
        ends = [self.husband.dies, self.wife.dies]
        if self.divorced_on:
            ends.append(self.divorced_on)
        return self.wed_on <= day < min(ends)


@dataclass(eq=False)
class Clan:
    """All who come from a few founding couples, and those who married in."""

    home: Home
    draw: Draw
    members: list[Member] = field(default_factory=list)
    couples: list[Couple] = field(default_factory=list)


def lifespan_end(born: date, draw: Draw, *, at_least: int = 0) -> date:
    """Draw the day of death, after a given age."""
    fitting = {
        (max(low, at_least), high): weight
        for (low, high), weight in LIFESPANS.items()
        if high >= at_least
    }
    low, high = draw.weigh("lifespan", fitting)
    years = draw.number("years of life", low, high)
    return birthday(born, years) + timedelta(days=draw.number("last days", 1, 364))


def give_numbers(clan: Clan, numbers: Numbers) -> None:
    """Make a person with a number of every member, and tie kin by number."""
    for member in clan.members:
        member.person = _person(member, numbers)
    for member in clan.members:
        person = member.made
        person.father_id = _number_of(member.father)
        person.mother_id = _number_of(member.mother)
        person.spouse_id = _number_of(member.spouse)


def _person(member: Member, numbers: Numbers) -> Person:
    number = numbers.personal_id(
        member.former, member.sex, member.born.year, member.draw
    )
    return Person(
        personal_id=number,
        surname=member.name.surname,
        middle_name=member.name.middle_name,
        given_name=member.name.given_name,
        sex=member.sex,
        date_of_birth=member.born.isoformat(),
        ethnicity=ETHNICITIES[member.people],
        hometown=member.hometown,
        birth_place=member.birth_place,
        marital_status=_marital_status(member),
        life_status=ALIVE if member.is_alive else DEAD,
        died_on=None if member.is_alive else member.dies.isoformat(),
    )


def _marital_status(member: Member) -> str:
    if member.marriage is None:
        return SINGLE
    spouse = member.spouse
    if spouse is None or spouse.dies < member.last_day:
        return WIDOWED_OR_DIVORCED
    return MARRIED


def _number_of(member: Member | None) -> str | None:
    return member.made.personal_id if member else None


def is_woman(member: Member) -> bool:
    """Whether a member is a woman."""
    return member.sex == FEMALE
