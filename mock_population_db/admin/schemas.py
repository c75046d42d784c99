"""Shapes of the admin interface."""

from marshmallow import fields, validate

from mock_population_db.api.schemas import Shape
from mock_population_db.api.typed_fields import CleanText, PersonalId
from mock_population_db.faults import KINDS, LONGEST_SECONDS, MOST_TIMES


class NewFault(Shape):
    """A fault to switch on; for everybody until it is switched off, unless said."""

    kind = CleanText(high=20, required=True, metadata={"description": ", ".join(KINDS)})
    seconds = fields.Float(
        load_default=5.0, validate=validate.Range(min=0, max=LONGEST_SECONDS)
    )
    caller = CleanText(
        high=100,
        load_default=None,
        allow_none=True,
        metadata={"description": "name of a calling system, or an X-Requester"},
    )
    person = PersonalId(
        load_default=None,
        allow_none=True,
        metadata={"description": "only requests that name this personal id"},
    )
    times = fields.Integer(
        strict=True,
        load_default=None,
        allow_none=True,
        validate=validate.Range(min=1, max=MOST_TIMES),
        metadata={"description": "how often it is played"},
    )


class FaultQuery(Shape):
    """Which faults to switch off; without anything named, all of them."""

    kind = CleanText(high=20, load_default=None)
    caller = CleanText(high=100, load_default=None)
    person = PersonalId(load_default=None)


class Fault(Shape):
    """A fault that is on."""

    kind = fields.String(required=True)
    seconds = fields.Float(required=True)
    since = fields.String(required=True)
    caller = fields.String(required=True, allow_none=True)
    person = fields.String(required=True, allow_none=True)
    remaining = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "how often it is still played; null for always"},
    )


class Faults(Shape):
    """The faults that are on in a world."""

    faults = fields.List(fields.Nested(Fault), required=True)
