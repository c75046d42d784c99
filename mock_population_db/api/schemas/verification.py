"""Shapes of verification: one person field by field, many people by row."""

from marshmallow import fields, validate

from forms import codelists
from forms.i18n import _
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import (
    CleanText,
    Code,
    Part,
    PartialDay,
    PersonalId,
)
from mock_population_db.verification.batch import RowClass
from mock_population_db.verification.claims import VERDICTS

LARGEST_BATCH = 1000


class PlaceCodes(Shape):
    """Where something is: codes only; the rest of an address is not compared."""

    country = CleanText(high=2)
    province = CleanText(high=2)
    commune = CleanText(high=5)


class Facts(Shape):
    """What is said of a person; what is left out is not compared."""

    full_name = CleanText()
    date_of_birth = PartialDay()
    sex = Code(lambda: codelists.options("sex"))
    nationality = Code(codelists.countries)
    ethnicity = Code(codelists.ethnic_groups)
    religion = CleanText(high=10)
    marital_status = CleanText(high=10)
    life_status = CleanText(high=10)
    phone = CleanText(high=20)
    email = CleanText(high=200)
    insurance_number = CleanText(high=20)
    father_id = PersonalId()
    mother_id = PersonalId()
    spouse_id = PersonalId()
    hometown = Part(PlaceCodes)
    birth_place = Part(PlaceCodes)
    residence = Part(PlaceCodes)
    permanent_residence = Part(PlaceCodes)


class FieldsClaim(Shape):
    """Facts said of the person with a number."""

    personal_id = PersonalId(required=True)
    fields_ = Part(Facts, required=True, data_key="fields")


class FieldsVerdict(Shape):
    """Each fact in turn: match, differ, or unknown."""

    personal_id = fields.String(required=True)
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(VERDICTS)),
        required=True,
        data_key="fields",
        metadata={
            "description": "unknown: not held, not needed for the purpose, or nobody"
        },
    )


class BatchClaim(Shape):
    """Many rows; a row that is not well formed does not stop the others."""

    rows = fields.List(
        fields.Raw(
            allow_none=True,
            metadata={
                "description": (
                    "personal_id, full_name, date_of_birth and, if you like, your own "
                    "reference of at most 64 characters"
                )
            },
        ),
        required=True,
        validate=validate.Length(
            1, LARGEST_BATCH, error=_("Gửi từ {min} đến {max} dòng mỗi lần.")
        ),
        error_messages={
            "required": _("Thiếu ô này."),
            "null": _("Ô này không được để trống."),
            "invalid": _("Ô này cần là một danh sách."),
        },
    )


class RowVerdict(Shape):
    """What became of one row."""

    row = fields.Integer(required=True, metadata={"description": "from 1"})
    reference = fields.String(required=True, allow_none=True)
    class_ = fields.String(
        required=True,
        data_key="class",
        validate=validate.OneOf([str(one) for one in RowClass]),
    )
    matches = fields.Boolean(
        required=True, metadata={"description": "as /v1/people/verify would say"}
    )
    deceased = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "null when not found or not needed for the purpose"},
    )
    reason = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Vietnamese; of rows that could not be compared"},
    )


class BatchVerdict(Shape):
    """All rows in their order, and how many are in each class."""

    rows = fields.List(fields.Nested(RowVerdict), required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
