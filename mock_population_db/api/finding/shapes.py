"""Shapes of questions, pages and reservations."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from forms import codelists
from forms.i18n import _, gettext
from mock_population_db.api.life.typed import Word
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import MESSAGES, CleanText, Code, Day, Part
from mock_population_db.finding.reservations import LONGEST_MINUTES

OLDEST = 130
MOST_PEOPLE = 100
MOST_MEMBERS = 50
SCOPE = ("commune", "province")
PAGING = ("limit", "after")


class Whole(fields.Integer):
    """A whole number between two others."""

    default_error_messages: dict[str, Any] = MESSAGES | {
        "invalid": _("Ô này cần là một số nguyên.")
    }

    def __init__(self, low: int, high: int, description: str, **options: Any) -> None:  # noqa: ANN401 - marshmallow's own options
        message = _("Ô này cần từ {min} đến {max}.")
        super().__init__(
            validate=validate.Range(low, high, error=message),
            metadata={"description": description},
            **{"load_default": None, **options},
        )

    def _deserialize(self, value: object, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - marshmallow's signature
        if isinstance(value, bool | float) or len(str(value)) > len("1000000000"):
            raise self.make_error("invalid")
        return super()._deserialize(value, *more, **named)


class Flag(fields.Boolean):
    """True or false."""

    default_error_messages: dict[str, Any] = MESSAGES | {
        "invalid": _("Ô này cần là true hoặc false.")
    }
    truthy = {True, "true", "1"}  # noqa: RUF012 - marshmallow's name
    falsy = {False, "false", "0"}  # noqa: RUF012 - marshmallow's name

    def __init__(self, description: str) -> None:
        super().__init__(load_default=None, metadata={"description": description})


class Criteria(Shape):
    """What a living person is like; what is not named is open."""

    full_name = CleanText(
        high=200,
        load_default=None,
        metadata={"description": "with date_of_birth: everybody, nationwide"},
    )
    date_of_birth = Day(load_default=None)
    name = CleanText(
        high=100,
        load_default=None,
        metadata={"description": "words of the name in order; marks do not count"},
    )
    age_from = Whole(0, OLDEST, "completed years on the world's day, at least")
    age_to = Whole(0, OLDEST, "the same, at most")
    sex = Code(lambda: codelists.options("sex"), load_default=None)
    ethnicity = Code(codelists.ethnic_groups, load_default=None)
    marital_status = Word(("1", "2", "3"), load_default=None)
    has_children = Flag("of any age, dead or alive")
    has_children_under = Whole(1, OLDEST, "has a living child younger than this")
    unmarried_mother = Flag("a mother who is single")
    twin = Flag("has a brother or sister of the same day")
    head_of_household = Flag("heads a household")
    household_from = Whole(1, MOST_MEMBERS, "members of the household, at least")
    household_to = Whole(1, MOST_MEMBERS, "members of the household, at most")
    lives_elsewhere = Flag("is not where the permanent residence is")
    gave_birth_elsewhere = Flag("the youngest child was born in another commune")
    spouse_foreign = Flag("is married to a foreigner")
    account_level = Whole(0, 2, "level of the e-ID account; 0 for none")
    has_open_notice = Flag("is named as mother in an open birth notice")
    has_valid_card = Flag("holds an identity card that is in force")
    insured = Flag("has an insurance number")
    commune = CleanText(
        high=5,
        load_default=None,
        metadata={"description": "where to look; the register's own when absent"},
    )
    province = CleanText(
        high=2, load_default=None, metadata={"description": "instead of a commune"}
    )

    @validates_schema(skip_on_field_errors=True)
    def belong_together(self, asked: dict[str, Any], **_more: object) -> None:
        """A full name goes with its day, and the other way round."""
        if (asked["full_name"] is None) != (asked["date_of_birth"] is None):
            raise ValidationError(
                gettext("Ghi cả full_name và date_of_birth, hoặc bỏ cả hai."),
                "full_name",
            )


class Search(Criteria):
    """A question with its paging."""

    limit = Whole(1, MOST_PEOPLE, "people of a page", load_default=20)
    after = CleanText(
        high=60,
        load_default=None,
        metadata={"description": "the value of next of the page before"},
    )


class Found(Shape):
    """One who was found; more is read under the number."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)
    sex = fields.String(required=True)
    date_of_birth = fields.String(required=True)
    commune = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "of permanent residence, when the purpose shows it"},
    )


class Page(Shape):
    """One page; with ``next`` there is more to look at, even when nobody is here."""

    people = fields.List(fields.Nested(Found), required=True)
    next = fields.String(required=True, allow_none=True)


class NewReservation(Shape):
    """Whom to keep, and for how long of the world's time."""

    criteria = Part(Criteria, required=True)
    minutes = Whole(1, LONGEST_MINUTES, "of the world's time", load_default=60)


class Reservation(Shape):
    """A person kept for a test."""

    reference = fields.String(required=True)
    personal_id = fields.String(required=True)
    requester = fields.String(required=True)
    criteria = fields.Dict(required=True)
    reserved_at = fields.String(required=True)
    until = fields.String(required=True)


class Reservations(Shape):
    """What the calling system keeps in this world, the oldest first."""

    reservations = fields.List(fields.Nested(Reservation), required=True)


class Nothing(Shape):
    """A question without parameters."""
