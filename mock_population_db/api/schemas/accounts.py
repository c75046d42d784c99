"""E-ID accounts, and who read what."""

from marshmallow import fields, validate

from forms.i18n import _
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, PersonalId


class Staff(Shape):
    """An officer's office and title."""

    office = fields.String(required=True)
    title = fields.String(required=True)
    title_english = fields.String(required=True)


class Account(Shape):
    """An e-ID account, as the mock identity provider needs it."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)
    date_of_birth = fields.String(required=True)
    sex = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    account_level = fields.Integer(required=True, validate=validate.Range(0, 2))
    account_status = fields.String(
        required=True, validate=validate.OneOf(("active", "locked", "none"))
    )
    cast = fields.String(required=True, allow_none=True)
    story = fields.String(required=True, allow_none=True)
    story_english = fields.String(required=True, allow_none=True)
    staff = fields.Nested(Staff, required=True, allow_none=True)


class Accounts(Shape):
    """The accounts of the cast."""

    accounts = fields.List(fields.Nested(Account), required=True)


class AccountsQuery(Shape):
    """Which accounts to list; only the cast's can be listed."""

    cast = CleanText(
        high=1, required=True, validate=validate.Equal("1", error=_("Chỉ nhận 1."))
    )


class Read(Shape):
    """One mark of the read log."""

    at = fields.String(required=True)
    requester = fields.String(required=True)
    purpose = fields.String(required=True)
    dossier = fields.String(required=True, allow_none=True)
    path = fields.String(required=True)
    caller = fields.String(
        required=True, metadata={"description": "the calling system"}
    )
    shown = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "the groups of facts that were shown"},
    )
    consent = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "the consent that allowed it"},
    )


class Reads(Shape):
    """Who read a person's record, newest first."""

    reads = fields.List(fields.Nested(Read), required=True)


class ReadsQuery(Shape):
    """Whose record."""

    personal_id = PersonalId(required=True)
