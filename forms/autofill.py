"""Where a field's first value comes from."""

from dataclasses import dataclass
from itertools import product
from typing import Literal

Source = Literal["identity", "population", "birth_notice", "computed"]

SOURCES: tuple[Source, ...] = ("identity", "population", "birth_notice", "computed")


@dataclass(frozen=True)
class Autofill:
    """A first value for a field.

    Attributes:
        source: ``identity`` (sign-in claims), ``population`` (the register),
            ``birth_notice`` (the hospital's notice) or ``computed`` (a rule over
            values already known).
        path: what to take, for example ``requester.sex`` or ``mother.surname``.
        locked: the citizen may not change a value that was found there. A value
            that the source lacks is never locked.
    """

    source: Source
    path: str
    locked: bool = False


PEOPLE = ("requester", "mother", "father")
"""The people the register is asked about."""

PERSON_PATHS = (
    "full_name",
    "surname",
    "middle_name",
    "given_name",
    "personal_id",
    "sex",
    "date_of_birth",
    "nationality",
    "ethnicity",
    "deceased",
    "hometown",
    "hometown.country",
    "residence_type",
    "residence",
    "residence.country",
    "permanent_residence",
    "id_card.issued_on",
    "id_card.issuer",
    "household.head.full_name",
    "household.head.personal_id",
)
"""What may be taken from a registered person; ``deceased`` is a tick."""

PATHS: dict[Source, frozenset[str]] = {
    "identity": frozenset(
        {"full_name", "personal_id", "date_of_birth", "phone", "email"}
    ),
    "population": frozenset(
        f"{person}.{path}" for person, path in product(PEOPLE, PERSON_PATHS)
    )
    | {
        "marriage.number",
        "marriage.book",
        "marriage.registered_on",
        "marriage.place",
    },
    "birth_notice": frozenset(
        {
            "intended_middle_name",
            "intended_given_name",
            "date",
            "sex",
            "place",
            "place.country",
            "source",
        }
    ),
    "computed": frozenset(
        {
            "child_surname",
            "child_ethnicity",
            "nationality_vn",
            "date_in_words",
            "same_residence",
            "head_is_father",
            "head_is_mother",
            "child_relation_to_head",
            "requester_relation",
            "card_guardian",
            "birth_notice_source",
        }
    ),
}
"""Every path that a definition may name, by source."""
