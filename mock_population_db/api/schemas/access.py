"""Shapes of consents, purposes and quotas."""

from marshmallow import fields, validate

from forms.i18n import _
from mock_population_db.access.groups import GROUPS
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, Day, PersonalId

STATES = ("active", "revoked", "expired")


class NewConsent(Shape):
    """What a person agrees to."""

    personal_id = PersonalId(required=True)
    recipient = CleanText(
        high=64, required=True, metadata={"description": "name of the caller"}
    )
    purpose = CleanText(high=64, required=True)
    scope = fields.List(
        CleanText(
            high=40,
            validate=validate.OneOf(
                sorted(GROUPS), error=_("Không có nhóm dữ liệu này.")
            ),
        ),
        load_default=list,
        validate=validate.Length(max=len(GROUPS), error=_("Danh sách quá dài.")),
        error_messages={"invalid": _("Ô này cần là một danh sách.")},
        metadata={"description": "groups; all that the purpose needs when empty"},
    )
    until = Day(required=True, metadata={"description": "last day it holds"})


class Consent(Shape):
    """A recorded consent."""

    reference = fields.String(required=True)
    personal_id = fields.String(required=True)
    recipient = fields.String(required=True)
    purpose = fields.String(required=True)
    scope = fields.List(fields.String(), required=True)
    given_at = fields.String(required=True)
    until = fields.String(required=True)
    revoked_at = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))


class Consents(Shape):
    """A person's consents, newest first."""

    consents = fields.List(fields.Nested(Consent), required=True)


class ConsentsQuery(Shape):
    """Whose consents."""

    personal_id = PersonalId(required=True)


class Window(Shape):
    """One quota."""

    per = fields.String(required=True, validate=validate.OneOf(("minute", "day")))
    limit = fields.Integer(
        required=True, allow_none=True, metadata={"description": "null: no limit"}
    )
    used = fields.Integer(required=True)
    resets_at = fields.String(required=True)


class Quota(Shape):
    """What the calling system may ask for, and what it has asked."""

    caller = fields.String(required=True)
    purposes = fields.List(fields.String(), required=True)
    counted_by = fields.String(
        required=True,
        validate=validate.OneOf(("register", "process")),
        metadata={"description": "process: without a limit each process counts alone"},
    )
    windows = fields.List(fields.Nested(Window), required=True)


class Purpose(Shape):
    """A purpose, and what it may be shown."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    english = fields.String(required=True)
    legal = fields.String(required=True)
    groups = fields.List(fields.String(), required=True)
    procedures = fields.List(fields.String(), required=True)
    official = fields.Boolean(required=True)
    consent = fields.Boolean(required=True)
    own = fields.Boolean(required=True)
    batch = fields.Boolean(required=True)
    search = fields.Boolean(required=True)
    general = fields.Boolean(required=True)


class Purposes(Shape):
    """The table of purposes."""

    purposes = fields.List(fields.Nested(Purpose), required=True)
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        required=True,
        metadata={"description": "fields of each group"},
    )
