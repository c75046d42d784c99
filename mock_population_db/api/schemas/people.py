"""People in full."""

from marshmallow import fields

from mock_population_db.api.schemas.addresses import Address
from mock_population_db.api.schemas.minimised import Minimised
from mock_population_db.api.schemas.shape import Shape


class IdCard(Shape):
    """An identity card."""

    kind = fields.String(
        required=True,
        metadata={"description": "cccd_barcode, cccd_chip or can_cuoc"},
    )
    issued_on = fields.String(required=True)
    issuer = fields.String(required=True)
    expires_on = fields.String(required=True, allow_none=True)


class Membership(Shape):
    """A person's place in a household."""

    file_no = fields.String(required=True)
    relation_to_head = fields.String(required=True)


class Absence(Shape):
    """A declared absence (khai báo tạm vắng)."""

    declared_on = fields.String(required=True)
    until = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    place = fields.Nested(Address, required=True, allow_none=True)


class Death(Shape):
    """A death; what is not known of it is null."""

    date = fields.String(required=True)
    place = fields.Nested(Address, required=True, allow_none=True)
    registered_on = fields.String(required=True, allow_none=True)
    registration_place = fields.Nested(Address, required=True, allow_none=True)
    certificate_number = fields.String(required=True, allow_none=True)
    book = fields.String(required=True, allow_none=True)


class Representative(Shape):
    """Somebody who represents a minor or a ward."""

    personal_id = fields.String(required=True)
    relation = fields.String(
        required=True, metadata={"description": "father, mother or guardian"}
    )
    until = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "the day a minor comes of age; null for a ward"},
    )


class Person(Minimised):
    """One person in full."""

    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)
    surname = fields.String(required=True)
    middle_name = fields.String(required=True)
    given_name = fields.String(required=True)
    other_names = fields.List(fields.String(), required=True)
    sex = fields.String(required=True, metadata={"description": "1 nam, 2 nữ"})
    date_of_birth = fields.String(
        required=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD"}
    )
    nationality = fields.String(required=True)
    ethnicity = fields.String(
        required=True, metadata={"description": "code of QĐ 121-TCTK/PPCĐ 1979"}
    )
    religion = fields.String(
        required=True, metadata={"description": "00 none; see GET /v1/dictionary"}
    )
    blood_group = fields.String(
        required=True,
        metadata={"description": "00 not on record, 01 A, 02 B, 03 AB, 04 O, 05 other"},
    )
    marital_status = fields.String(
        required=True,
        metadata={"description": "1 single, 2 married, 3 divorced or widowed"},
    )
    life_status = fields.String(
        required=True, metadata={"description": "1 alive, 2 dead"}
    )
    death = fields.Nested(Death, required=True, allow_none=True)
    hometown = fields.Nested(Address, required=True)
    birth_place = fields.Nested(Address, required=True)
    birth_registration_place = fields.Nested(Address, required=True, allow_none=True)
    residence_type = fields.String(required=True)
    residence = fields.Nested(
        Address,
        required=True,
        allow_none=True,
        metadata={"description": "null until a newborn's residence is registered"},
    )
    permanent_residence = fields.Nested(Address, required=True, allow_none=True)
    temporary_residence = fields.Nested(Address, required=True, allow_none=True)
    current_residence = fields.Nested(
        Address,
        required=True,
        allow_none=True,
        metadata={"description": "where the person is: elsewhere, or as registered"},
    )
    absence_status = fields.Nested(Absence, required=True, allow_none=True)
    id_card = fields.Nested(IdCard, required=True, allow_none=True)
    old_id_9 = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "9-digit number (CMND), out of use since 2025"},
    )
    household = fields.Nested(Membership, required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    insurance_number = fields.String(required=True, allow_none=True)
    occupation = fields.String(required=True, allow_none=True)
    education = fields.String(required=True, allow_none=True)
    representatives = fields.List(fields.Nested(Representative), required=True)
    version = fields.Integer(required=True)
    world = fields.String(required=True)
