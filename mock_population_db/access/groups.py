"""Groups of facts about a person, as purposes name them.

The groups follow Luật Căn cước 26/2023/QH15 Điều 9, points gathered as procedures
need them together.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "identity": (
        "personal_id",
        "full_name",
        "surname",
        "middle_name",
        "given_name",
        "sex",
        "date_of_birth",
    ),
    "other_names": ("other_names",),
    "birth": ("birth_place", "birth_registration_place"),
    "origin": ("hometown", "ethnicity", "nationality"),
    "religion": ("religion",),
    "health": ("blood_group",),
    "documents": ("id_card", "old_id_9", "cancelled_ids"),
    "marriage": ("marital_status",),
    "family": ("father", "mother", "spouse", "children", "representatives"),
    "residence": (
        "residence_type",
        "residence",
        "permanent_residence",
        "temporary_residence",
        "current_residence",
        "absence_status",
    ),
    "household": ("household", "residence_file_no"),
    "life": ("life_status", "died_on", "death"),
    "contact": ("phone", "email"),
    "insurance": ("insurance_number",),
    "work": ("occupation", "education"),
    "notices": (),
}
"""Group to the fields of a person's record; ``notices`` are the birth notices."""

ALWAYS = "identity"
NOT_PERSONAL = frozenset({"version", "world", "withheld"})
"""Members of a record that say nothing about the person."""

GROUPS = frozenset(FIELDS)
GROUP_OF: Mapping[str, str] = {
    field: group for group, fields in FIELDS.items() for field in fields
}


def withheld(record: Mapping[str, object], groups: frozenset[str]) -> list[str]:
    """Return the fields of a record that these groups do not cover, in its order.

    A field that no group names is withheld from everybody who is not shown all.
    """
    if groups >= GROUPS:
        return []
    allowed = groups | {ALWAYS}
    return [
        name
        for name in record
        if name not in NOT_PERSONAL and GROUP_OF.get(name) not in allowed
    ]
