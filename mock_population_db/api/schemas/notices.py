"""Birth notices of health facilities (giấy chứng sinh)."""

from marshmallow import fields, validate

from mock_population_db.api.schemas.addresses import Address
from mock_population_db.api.schemas.shape import Shape


class Facility(Shape):
    """A health facility."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class BirthNotice(Shape):
    """A birth notice of a health facility (giấy chứng sinh)."""

    code = fields.String(required=True)
    mother_id = fields.String(required=True)
    mother_name = fields.String(required=True)
    father_id = fields.String(required=True, allow_none=True)
    child_no = fields.Integer(required=True)
    intended_name = fields.String(required=True, allow_none=True)
    sex = fields.String(required=True)
    born_at = fields.String(required=True)
    place = fields.Nested(Address, required=True)
    facility = fields.Nested(Facility, required=True)
    weight_grams = fields.Integer(required=True)
    status = fields.String(required=True, validate=validate.OneOf(("open", "used")))


class BirthNotices(Shape):
    """A parent's birth notices, open ones first."""

    notices = fields.List(fields.Nested(BirthNotice), required=True)
