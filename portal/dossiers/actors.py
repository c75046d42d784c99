"""Who acts on a dossier."""

from dataclasses import dataclass

PORTAL = "portal"
"""Actor of what no person did: sending, receiving, completing."""

AUTOPILOT = "autopilot"


@dataclass(frozen=True)
class Officer:
    """An officer at work for one office (cán bộ, công chức)."""

    person_id: str
    full_name: str
    office: str
    """For example ``commune_police.00070``."""
