"""Families and households."""

from marshmallow import fields

from mock_population_db.api.schemas.addresses import Address
from mock_population_db.api.schemas.people import Person
from mock_population_db.api.schemas.shape import Shape


class Marriage(Shape):
    """A marriage certificate."""

    number = fields.String(required=True)
    book = fields.String(required=True)
    registered_on = fields.String(required=True)
    place = fields.String(required=True)


class NamedPerson(Shape):
    """A number and a name."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)


class Family(Shape):
    """A person's parents, spouse, children, marriage, and whom they represent."""

    father = fields.Nested(Person, required=True, allow_none=True)
    mother = fields.Nested(Person, required=True, allow_none=True)
    spouse = fields.Nested(Person, required=True, allow_none=True)
    children = fields.List(fields.Nested(Person), required=True)
    represents = fields.List(fields.Nested(NamedPerson), required=True)
    marriage = fields.Nested(Marriage, required=True, allow_none=True)


class Member(NamedPerson):
    """A member of a household."""

    relation_to_head = fields.String(required=True)


class Household(Shape):
    """A household with its members, the head first."""

    file_no = fields.String(required=True)
    address = fields.Nested(Address, required=True)
    head = fields.Nested(
        NamedPerson,
        required=True,
        allow_none=True,
        metadata={"description": "null where minors wait for the court's choice"},
    )
    members = fields.List(fields.Nested(Member), required=True)
