"""Who the child's mother and father are, as far as data can tell.

Luật Hôn nhân và gia đình 2014 Điều 88: a child born in marriage is the couple's
child. NĐ 123/2015/NĐ-CP Điều 15: without marriage the father is left out until he
is recognised.
"""

from dataclasses import dataclass

from forms.i18n import Text, _
from portal.clients.records import BirthNotice, Family, Person

MALE, FEMALE = "1", "2"
YOUNGEST_MOTHER, OLDEST_MOTHER = 12, 55
"""Ages, in years, within which data may presume that a woman is the mother."""

OTHER_PARENT = _(
    "Giấy chứng sinh ghi người cha hoặc mẹ khác với vợ, chồng của người yêu cầu trong "
    "CSDL dân cư. Phần của người đó do công dân tự khai; đối chiếu trước khi tiếp nhận."
)


@dataclass(frozen=True)
class Parents:
    """The parents as far as they are known.

    Attributes:
        mother: her record, if it may be read.
        father: his record, if it may be read.
        certain: the hospital's notice names the requester as a parent; otherwise
            the roles are presumed, and nothing that follows from them is locked.
        note: what the officer should know.
    """

    mother: Person | None = None
    father: Person | None = None
    certain: bool = False
    note: Text | None = None


def find_parents(
    requester: Person, family: Family | None, notice: BirthNotice | None, year: int
) -> Parents:
    """Decide who is mother and who is father.

    Args:
        requester: who fills the eForm in.
        family: their family, or ``None`` when it may not be read.
        notice: the birth notice they chose, which names them.
        year: the current year, for ages.
    """
    spouse = _spouse(requester, family)
    if notice is None:
        return _presumed(requester, spouse, year)
    is_mother = notice["mother_id"] == requester["personal_id"]
    named = notice["father_id"] if is_mother else notice["mother_id"]
    note = None
    if spouse is not None and named not in {None, spouse["personal_id"]}:
        spouse, note = None, OTHER_PARENT
    if not is_mother and named is None:
        spouse = None  # the notice leaves the mother open: nobody may be presumed
    mother, father = (requester, spouse) if is_mother else (spouse, requester)
    return Parents(mother, father, certain=True, note=note)


def _spouse(requester: Person, family: Family | None) -> Person | None:
    spouse = family["spouse"] if family else None
    if spouse is None or spouse["sex"] == requester["sex"]:
        return None
    return spouse


def _presumed(requester: Person, spouse: Person | None, year: int) -> Parents:
    couple = [person for person in (requester, spouse) if person is not None]
    mother = next((person for person in couple if person["sex"] == FEMALE), None)
    father = next((person for person in couple if person["sex"] == MALE), None)
    if mother is None or not _may_be_mother(mother, year):
        return Parents()
    return Parents(mother, father)


def _may_be_mother(woman: Person, year: int) -> bool:
    born = (woman["date_of_birth"] or "")[:4]
    return born.isdigit() and YOUNGEST_MOTHER <= year - int(born) <= OLDEST_MOTHER
