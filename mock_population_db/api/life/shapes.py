"""Shapes of the events that agencies write."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from forms import codelists
from forms.i18n import _, gettext
from mock_population_db.api.life.typed import (
    DayOfBirth,
    Email,
    Moment,
    Phone,
    Several,
    TimeOfDay,
    Word,
)
from mock_population_db.api.schemas.addresses import Address, HomeAddress, Hometown
from mock_population_db.api.schemas.people import IdCard
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import (
    CleanText,
    Code,
    Day,
    Part,
    PersonalId,
)
from mock_population_db.register.events.corrections import EVIDENCE
from mock_population_db.register.relations import RELATIONS

DEATH_PAPERS = (
    "hospital_notice",  # giấy báo tử của cơ sở khám bệnh, chữa bệnh
    "commune_notice",  # giấy báo tử của UBND cấp xã nơi chết
    "execution_record",  # biên bản xác nhận việc thi hành án tử hình
    "court_judgment",  # bản án, quyết định tuyên bố chết
    "police_record",  # văn bản xác nhận của công an, giám định pháp y
)
CARD_REASONS = ("issued", "changed", "issued_again")
DECLARED_RELATIONS = tuple(code for code in RELATIONS if code != "head")


class Registered(Shape):
    """What an office writes on the certificate of an event."""

    registered_on = Day(required=True)
    certificate_number = CleanText(high=60, required=True)
    book = CleanText(low=0, high=30, load_default="")
    registration_place = Part(HomeAddress, required=True)


class NewDeath(Registered):
    """A death as the commune registers it."""

    personal_id = PersonalId(required=True)
    died_on = Day(required=True)
    died_at = TimeOfDay(load_default=None, allow_none=True)
    place = Part(Address, required=True)
    cause = CleanText(high=200, load_default=None, allow_none=True)
    notice_type = Word(DEATH_PAPERS, load_default=None, allow_none=True)
    notice_number = CleanText(high=60, load_default=None, allow_none=True)
    notice_code = CleanText(high=40, load_default=None, allow_none=True)
    declarant_id = PersonalId(load_default=None, allow_none=True)
    declarant_relation = CleanText(high=60, load_default=None, allow_none=True)
    new_head_id = PersonalId(load_default=None, allow_none=True)


class DeathCancellation(Registered):
    """A decision that a death was recorded wrongly."""

    personal_id = PersonalId(required=True)
    reason = CleanText(high=500, required=True)


class Mover(Shape):
    """One of those who move."""

    personal_id = PersonalId(required=True)
    relation_to_head = Code(
        codelists.relations_to_head,
        DECLARED_RELATIONS,
        load_default=None,
        allow_none=True,
    )


class NewMove(Registered):
    """A move into a household (``file_no``) or to a new one (``address``)."""

    movers = Several(Mover, 1, 20)
    moved_on = Day(required=True)
    file_no = CleanText(high=40, load_default=None, allow_none=True)
    address = Part(HomeAddress, load_default=None, allow_none=True)
    head_id = PersonalId(load_default=None, allow_none=True)
    next_head_id = PersonalId(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def either_household_or_address(
        self, move: dict[str, Any], **_more: object
    ) -> None:
        """A move has one destination."""
        if (move["file_no"] is None) == (move["address"] is None):
            raise ValidationError(
                gettext(
                    "Ghi một trong hai ô: file_no (hộ đã có) hoặc address (hộ mới)."
                ),
                "file_no",
            )


class NewHead(Registered):
    """Who heads a household from now on."""

    file_no = CleanText(high=40, required=True)
    head_id = PersonalId(required=True)
    changed_on = Day(required=True)


class NewStay(Registered):
    """A temporary residence with its term."""

    personal_id = PersonalId(required=True)
    address = Part(HomeAddress, required=True)
    from_on = Day(required=True)
    until_on = Day(required=True)


class Ending(Shape):
    """The end of a temporary residence or an absence."""

    personal_id = PersonalId(required=True)
    ended_on = Day(required=True)
    reason = CleanText(high=200, load_default=None, allow_none=True)


class NewAbsence(Shape):
    """A declared absence."""

    personal_id = PersonalId(required=True)
    from_on = Day(required=True)
    until_on = Day(load_default=None, allow_none=True)
    reason = CleanText(high=200, required=True)
    place = Part(Address, load_default=None, allow_none=True)


class NewMarriage(Registered):
    """A marriage as the commune registers it."""

    husband_id = PersonalId(required=True)
    wife_id = PersonalId(required=True)


class NewDivorce(Shape):
    """A divorce as a court decided it."""

    husband_id = PersonalId(required=True)
    wife_id = PersonalId(required=True)
    decided_on = Day(required=True)
    registered_on = Day(required=True)
    decision_number = CleanText(high=60, required=True)
    court = CleanText(high=200, required=True)


class Corrected(Shape):
    """The facts as they should read; only those that are wrong."""

    surname = CleanText(low=0, high=60)
    middle_name = CleanText(low=0, high=60)
    given_name = CleanText(high=60)
    date_of_birth = DayOfBirth()
    sex = Code(lambda: codelists.options("sex"))
    ethnicity = Code(codelists.ethnic_groups)
    nationality = Code(codelists.countries)
    religion = Word(f"{code:02}" for code in range(17))
    hometown = Part(Hometown)
    birth_place = Part(Address)


class NewCorrection(Registered):
    """A correction with its reason and its evidence."""

    personal_id = PersonalId(required=True)
    changes = Part(Corrected, required=True)
    reason = CleanText(high=500, required=True)
    evidence_kind = Word(EVIDENCE, required=True)
    evidence_number = CleanText(high=60, load_default=None, allow_none=True)


class NewPaternity(Registered):
    """A recognition of a father."""

    child_id = PersonalId(required=True)
    father_id = PersonalId(required=True)
    evidence = CleanText(high=200, required=True)


class NewCard(Shape):
    """An identity card."""

    personal_id = PersonalId(required=True)
    issued_on = Day(required=True)
    reason = Word(CARD_REASONS, required=True)


class NewContact(Shape):
    """A phone, an e-mail, or both."""

    personal_id = PersonalId(required=True)
    phone = Phone(high=40, load_default=None, allow_none=True)
    email = Email(high=120, load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def has_one(self, contact: dict[str, str | None], **_more: object) -> None:
        """There is something to record."""
        if contact["phone"] is None and contact["email"] is None:
            raise ValidationError(
                gettext("Ghi số điện thoại, thư điện tử hoặc cả hai."), "phone"
            )


class Newborn(Shape):
    """One child of a birth."""

    sex = Code(lambda: codelists.options("sex"), required=True)
    born_at = Moment(required=True)
    weight_grams = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(200, 8000, error=_("Cân nặng từ 200 đến 8000 gam.")),
    )
    intended_name = CleanText(high=200, load_default=None, allow_none=True)
    code = CleanText(high=40, load_default=None, allow_none=True)


class NewBirthNotice(Shape):
    """A birth as a facility tells it; twins are children of one birth."""

    facility_code = Code(codelists.facilities, required=True)
    mother_id = PersonalId(required=True)
    father_id = PersonalId(load_default=None, allow_none=True)
    children = Several(Newborn, 1, 8)


class NewDeathNotice(Shape):
    """A death as a facility tells it."""

    facility_code = Code(codelists.facilities, required=True)
    personal_id = PersonalId(required=True)
    died_at = Moment(required=True)
    cause = CleanText(high=200, required=True)
    code = CleanText(high=40, load_default=None, allow_none=True)


class EventAnswer(Shape):
    """The event and the version that each person's record has since."""

    event_id = fields.Integer(required=True)
    kind = fields.String(required=True)
    versions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class MoveAnswer(EventAnswer):
    """The event and the household's file number."""

    file_no = fields.String(required=True)


class CardAnswer(EventAnswer):
    """The event and the card."""

    id_card = fields.Nested(IdCard, required=True)


class NoticeAnswer(EventAnswer):
    """The event and the notices' codes, in the children's order."""

    codes = fields.List(fields.String(), required=True)
