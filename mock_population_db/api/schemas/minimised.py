"""Records that a purpose may narrow: what is withheld is null, and named."""

from typing import Any

from marshmallow import fields

from mock_population_db.access.groups import ALWAYS, FIELDS, NOT_PERSONAL
from mock_population_db.api.schemas.shape import Shape

SURE = NOT_PERSONAL | frozenset(FIELDS[ALWAYS])
"""Members that every purpose receives."""


class Minimised(Shape):
    """A record whose other members may be null because the purpose needs them not."""

    withheld = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "fields that are null because the purpose does not need them"
        },
    )

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Let every member that a purpose can withhold be null."""
        if field_name not in SURE:
            field_obj.allow_none = True
