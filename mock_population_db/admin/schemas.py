"""Shapes of the admin interface."""

from marshmallow import fields, validate

from mock_population_db.api.schemas import Shape
from mock_population_db.api.typed_fields import CleanText
from mock_population_db.faults import KINDS, LONGEST_SECONDS


class NewFault(Shape):
    """A fault to switch on."""

    kind = CleanText(high=20, required=True, metadata={"description": ", ".join(KINDS)})
    seconds = fields.Float(
        load_default=5.0, validate=validate.Range(min=0, max=LONGEST_SECONDS)
    )


class FaultQuery(Shape):
    """Which fault to switch off; without a kind, all of them."""

    kind = CleanText(high=20, load_default=None)


class Fault(Shape):
    """A fault that is on."""

    kind = fields.String(required=True)
    seconds = fields.Float(required=True)
    since = fields.String(required=True)


class Faults(Shape):
    """The faults that are on in a world."""

    faults = fields.List(fields.Nested(Fault), required=True)
