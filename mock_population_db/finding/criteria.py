"""The vocabulary of questions: what somebody who is looked for is like."""

from dataclasses import dataclass, fields
from datetime import date

GROUPS = {
    "marital_status": "marriage",
    "has_children": "family",
    "has_children_under": "family",
    "unmarried_mother": "family",
    "twin": "family",
    "spouse_foreign": "family",
    "gave_birth_elsewhere": "family",
    "ethnicity": "origin",
    "head_of_household": "household",
    "household_from": "household",
    "household_to": "household",
    "lives_elsewhere": "residence",
    "account_level": "contact",
    "has_open_notice": "notices",
    "has_valid_card": "documents",
    "insured": "insurance",
}
"""Criterion to the group of facts that it tells about whoever is found."""


@dataclass(frozen=True)
class Criteria:
    """What must be true of a living person; None leaves a fact open.

    Attributes:
        full_name: with ``date_of_birth`` everybody of this name and day, nationwide.
        date_of_birth: see ``full_name``.
        name: words of the name in their order; case and marks do not count.
        age_from: completed years on the world's day, at least.
        age_to: the same, at most.
        sex: ``1`` male, ``2`` female.
        ethnicity: two-digit code.
        marital_status: ``1`` single, ``2`` married, ``3`` divorced or widowed.
        has_children: has a child, dead or alive, of any age.
        has_children_under: has a living child younger than this.
        unmarried_mother: a mother who is single.
        twin: has a brother or sister of the same day.
        head_of_household: heads a household.
        household_from: the household has so many members, at least.
        household_to: the same, at most.
        lives_elsewhere: is not where the permanent residence is.
        gave_birth_elsewhere: the youngest child was born in a commune where she has
            no permanent residence.
        spouse_foreign: is married to somebody of another nationality.
        account_level: level of the e-ID account; 0 for none that is active.
        has_open_notice: is mother of a child whose birth notice is still open.
        has_valid_card: holds an identity card that is in force.
        insured: has an insurance number.
    """

    full_name: str | None = None
    date_of_birth: date | None = None
    name: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    sex: str | None = None
    ethnicity: str | None = None
    marital_status: str | None = None
    has_children: bool | None = None
    has_children_under: int | None = None
    unmarried_mother: bool | None = None
    twin: bool | None = None
    head_of_household: bool | None = None
    household_from: int | None = None
    household_to: int | None = None
    lives_elsewhere: bool | None = None
    gave_birth_elsewhere: bool | None = None
    spouse_foreign: bool | None = None
    account_level: int | None = None
    has_open_notice: bool | None = None
    has_valid_card: bool | None = None
    insured: bool | None = None

    def asked(self) -> dict[str, object]:
        """Return the criteria that were named."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    def groups(self) -> frozenset[str]:
        """Return the groups of facts that an answer tells."""
        return frozenset(GROUPS[name] for name in self.asked() if name in GROUPS)
