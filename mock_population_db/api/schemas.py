"""Shapes of what callers send and receive."""

from marshmallow import (
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from forms import codelists
from forms.errors import UnknownCode
from forms.i18n import _, gettext
from mock_population_db.api.typed_fields import (
    CleanText,
    Code,
    Day,
    Part,
    PartialDay,
    PersonalId,
)
from mock_population_db.register.relations import RELATIONS

HOME = "VN"


class Shape(Schema):
    """An object with exactly the fields it names."""

    error_messages: dict[str, str] = {  # noqa: RUF012 - marshmallow's name
        "unknown": _("Không có ô này."),
        "type": _("Ô này cần là một đối tượng JSON."),
    }


class Address(Shape):
    """An address: codes of province and commune, and the rest as text."""

    country = Code(codelists.countries, load_default=HOME)
    province = CleanText(low=0, high=2, load_default="", allow_none=True)
    commune = CleanText(low=0, high=5, load_default="", allow_none=True)
    detail = CleanText(low=0, high=250, load_default="", allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def commune_lies_in_province(
        self, address: dict[str, str], **_more: object
    ) -> None:
        """In Việt Nam the commune must exist and lie in the province."""
        if address["country"] != HOME:
            return
        try:
            unit = codelists.commune(address["commune"])
        except UnknownCode as error:
            raise ValidationError(
                gettext("Không có xã, phường mang mã này."), "commune"
            ) from error
        if unit.province != address["province"]:
            raise ValidationError(
                gettext("Xã, phường này không thuộc tỉnh, thành phố đã ghi."), "commune"
            )

    @post_load
    def nothing_is_empty_text(
        self,
        address: dict[str, str | None],
        **_more: object,
    ) -> dict[str, str]:
        """A part sent as null is kept as an empty text."""
        return {name: part or "" for name, part in address.items()}


class Hometown(Address):
    """A home town (quê quán): the province must be known, the commune may be."""

    @validates_schema(skip_on_field_errors=True)
    def commune_lies_in_province(self, address: dict[str, str], **more: object) -> None:
        """Check the commune where there is one, else the province."""
        if address["country"] != HOME or address["commune"]:
            super().commune_lies_in_province(address, **more)
            return
        try:
            codelists.province(address["province"])
        except UnknownCode as error:
            raise ValidationError(
                gettext("Không có tỉnh, thành phố mang mã này."), "province"
            ) from error


class HomeAddress(Address):
    """An address in Việt Nam."""

    country = Code(
        codelists.countries,
        load_default=HOME,
        validate=validate.Equal(HOME, error=_("Địa chỉ này phải ở Việt Nam.")),
    )


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


class Claim(Shape):
    """What somebody says of a person; all three must be right."""

    personal_id = PersonalId(required=True)
    full_name = CleanText(high=200, required=True)
    date_of_birth = PartialDay(required=True)


class Verdict(Shape):
    """Whether the three belong together; it never says which one is wrong."""

    exists = fields.Boolean(required=True)


class IdCard(Shape):
    """An identity card."""

    issued_on = fields.String(required=True)
    issuer = fields.String(required=True)
    expires_on = fields.String(required=True, allow_none=True)


class Membership(Shape):
    """A person's place in a household."""

    file_no = fields.String(required=True)
    relation_to_head = fields.String(required=True)


class Person(Shape):
    """One person in full."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)
    surname = fields.String(required=True)
    middle_name = fields.String(required=True)
    given_name = fields.String(required=True)
    sex = fields.String(required=True, metadata={"description": "1 nam, 2 nữ"})
    date_of_birth = fields.String(
        required=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD"}
    )
    nationality = fields.String(required=True)
    ethnicity = fields.String(
        required=True, metadata={"description": "code of QĐ 121-TCTK/PPCĐ 1979"}
    )
    religion = fields.String(required=True)
    marital_status = fields.String(
        required=True,
        metadata={"description": "1 single, 2 married, 3 divorced or widowed"},
    )
    life_status = fields.String(
        required=True, metadata={"description": "1 alive, 2 dead"}
    )
    hometown = fields.Nested(Address, required=True)
    birth_place = fields.Nested(Address, required=True)
    residence_type = fields.String(required=True)
    residence = fields.Nested(
        Address,
        required=True,
        allow_none=True,
        metadata={"description": "null until a newborn's residence is registered"},
    )
    permanent_residence = fields.Nested(Address, required=True, allow_none=True)
    temporary_residence = fields.Nested(Address, required=True, allow_none=True)
    id_card = fields.Nested(IdCard, required=True, allow_none=True)
    household = fields.Nested(Membership, required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    insurance_number = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    world = fields.String(required=True)


class Marriage(Shape):
    """A marriage certificate."""

    number = fields.String(required=True)
    book = fields.String(required=True)
    registered_on = fields.String(required=True)
    place = fields.String(required=True)


class Family(Shape):
    """A person's parents, spouse, children and marriage."""

    father = fields.Nested(Person, required=True, allow_none=True)
    mother = fields.Nested(Person, required=True, allow_none=True)
    spouse = fields.Nested(Person, required=True, allow_none=True)
    children = fields.List(fields.Nested(Person), required=True)
    marriage = fields.Nested(Marriage, required=True, allow_none=True)


class NamedPerson(Shape):
    """A number and a name."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)


class Member(NamedPerson):
    """A member of a household."""

    relation_to_head = fields.String(required=True)


class Household(Shape):
    """A household with its members, the head first."""

    file_no = fields.String(required=True)
    address = fields.Nested(Address, required=True)
    head = fields.Nested(NamedPerson, required=True)
    members = fields.List(fields.Nested(Member), required=True)


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


class Reads(Shape):
    """Who read a person's record, newest first."""

    reads = fields.List(fields.Nested(Read), required=True)


class ReadsQuery(Shape):
    """Whose record."""

    personal_id = PersonalId(required=True)
