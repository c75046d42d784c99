"""Who may do what: a citizen acts for their own dossiers, an officer for an office."""

from dataclasses import dataclass, field
from enum import StrEnum

SCOPES_RESIDENCE = "cu_tru"
SCOPES_FAMILY = "nhan_than"


class Role(StrEnum):
    """What a person is signed in as; both may be true in one browser."""

    CITIZEN = "citizen"
    OFFICER = "officer"


@dataclass(frozen=True)
class Citizen:
    """A signed-in citizen, as the identity provider vouches for them."""

    person_id: str
    full_name: str
    level: int
    scopes: frozenset[str] = field(default_factory=frozenset)
    claims: dict[str, str] = field(default_factory=dict)
