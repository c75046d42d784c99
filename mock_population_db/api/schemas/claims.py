"""A yes-or-no check of what somebody says of a person."""

from marshmallow import fields

from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, PartialDay, PersonalId


class Claim(Shape):
    """What somebody says of a person; all three must be right."""

    personal_id = PersonalId(required=True)
    full_name = CleanText(high=200, required=True)
    date_of_birth = PartialDay(required=True)


class Verdict(Shape):
    """Whether the three belong together; it never says which one is wrong."""

    exists = fields.Boolean(required=True)
