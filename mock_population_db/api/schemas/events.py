"""What is registered: births, residences, insurance numbers."""

from marshmallow import fields

from forms import codelists
from mock_population_db.api.schemas.addresses import (
    HOME,
    Address,
    HomeAddress,
    Hometown,
)
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import (
    CleanText,
    Code,
    Day,
    Part,
    PersonalId,
)
from mock_population_db.register.relations import RELATIONS


class Child(Shape):
    """The child as the birth certificate will name it."""

    surname = CleanText(low=0, high=60, required=True)
    middle_name = CleanText(low=0, high=60, load_default="")
    given_name = CleanText(high=60, required=True)
    sex = Code(lambda: codelists.options("sex"), required=True)
    date_of_birth = Day(required=True)
    nationality = Code(codelists.countries, load_default=HOME)
    ethnicity = Code(codelists.ethnic_groups, required=True)
    hometown = Part(Hometown, required=True)
    birth_place = Part(Address, required=True)


class NewBirth(Shape):
    """A birth as the commune registers it."""

    child = Part(Child, required=True)
    mother_id = PersonalId(required=True)
    father_id = PersonalId(load_default=None, allow_none=True)
    registered_on = Day(required=True)
    registration_place = Part(HomeAddress, required=True)
    certificate_number = CleanText(high=60, required=True)
    birth_notice_code = CleanText(high=40, load_default=None, allow_none=True)


class BirthAnswer(Shape):
    """The new person's number."""

    personal_id = fields.String(required=True)
    version = fields.Integer(required=True)


class NewResidence(Shape):
    """A permanent residence as the commune police registers it."""

    personal_id = PersonalId(required=True)
    address = Part(HomeAddress, required=True)
    household_head_id = PersonalId(required=True)
    relation_to_head = Code(codelists.relations_to_head, RELATIONS, required=True)
    registered_on = Day(required=True)


class ResidenceAnswer(Shape):
    """The household's file number."""

    file_no = fields.String(required=True)
    version = fields.Integer(required=True)


class NewInsurance(Shape):
    """A request for an insurance number."""

    personal_id = PersonalId(required=True)
    facility_code = Code(codelists.facilities, required=True)
    issued_on = Day(required=True)


class InsuranceAnswer(Shape):
    """The person's insurance number."""

    insurance_number = fields.String(required=True)
    version = fields.Integer(required=True)
