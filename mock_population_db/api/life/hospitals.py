"""What hospitals tell, and the communes that are to act on it."""

from typing import Any

from marshmallow import fields, validate

from forms.i18n import _
from mock_population_db.api.calling import Desk, at_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.api.life import shapes
from mock_population_db.api.life.typed import Word
from mock_population_db.api.schemas import Address, BirthNotice, Facility
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText
from mock_population_db.api.writing import KEY_HEADER, write_event
from mock_population_db.errors import GroupNotNeeded
from mock_population_db.models import DeathNotice as DeathNoticeRow
from mock_population_db.models import JsonObject, Person
from mock_population_db.register import records
from mock_population_db.register.events import notices
from mock_population_db.register.lookups import get_person

Answer = tuple[JsonObject, int]
KEYS = [KEY_HEADER]
COMMUNE = validate.Regexp("^[0-9]{5}$", error=_("Mã xã, phường gồm 5 chữ số."))

door = Door("hospital-notices", "/v1", "Hospital notices", check_caller)


class DeathNotice(Shape):
    """A death notice of a health facility (giấy báo tử)."""

    code = fields.String(required=True)
    personal_id = fields.String(required=True)
    full_name = fields.String(required=True)
    died_at = fields.String(required=True)
    place = fields.Nested(Address, required=True)
    cause = fields.String(required=True)
    facility = fields.Nested(Facility, required=True)
    status = fields.String(required=True, validate=validate.OneOf(("open", "used")))


class NoticesQuery(Shape):
    """Which notices: of which commune, open or used."""

    commune = CleanText(high=5, required=True, validate=COMMUNE)
    status = Word(("open", "used"), load_default="open")


class Notices(Shape):
    """Notices that concern a commune, the newest first."""

    births = fields.List(fields.Nested(BirthNotice), required=True)
    deaths = fields.List(fields.Nested(DeathNotice), required=True)


@door.post(
    "/events/birth-notices",
    shapes.NewBirthNotice,
    shapes.NoticeAnswer,
    status=201,
    parameters=KEYS,
)
def birth_notice(body: dict[str, Any]) -> Answer:
    """Tell of a birth; each child gets a notice of its own."""
    new = notices.NewBirthNotice(
        facility_code=body["facility_code"],
        mother_id=body["mother_id"],
        father_id=body["father_id"],
        children=tuple(notices.Newborn(**child) for child in body["children"]),
    )
    return write_event(
        "birth-notices", body, lambda entry: notices.post_birth_notice(entry, new)
    )


@door.post(
    "/events/death-notices",
    shapes.NewDeathNotice,
    shapes.NoticeAnswer,
    status=201,
    parameters=KEYS,
)
def death_notice(body: dict[str, Any]) -> Answer:
    """Tell of a death."""
    new = notices.NewDeathNotice(**body)
    return write_event(
        "death-notices", body, lambda entry: notices.post_death_notice(entry, new)
    )


@door.get("/death-notices/<code>", DeathNotice)
def one_death_notice(code: str) -> records.Record:
    """One death notice."""
    with at_desk() as desk:
        _require_notices(desk)
        notice = notices.get_death_notice(desk.db, code, desk.world)
        person = get_person(desk.db, notice.personal_id, desk.world)
        desk.remember((notice.personal_id,), ("notices",))
        return _death_record(notice, person)


@door.get("/notices", Notices, query=NoticesQuery)
def for_commune(query: dict[str, str]) -> dict[str, Any]:
    """The notices a commune should act on: where mother or deceased are resident."""
    with at_desk() as desk:
        _require_notices(desk)
        told = notices.notices_for(
            desk.db, query["commune"], world=desk.world, status=query["status"]
        )
        shown = [person.personal_id for _row, person in (*told.births, *told.deaths)]
        desk.remember(shown, ("notices",))
        return {
            "births": [
                records.notice_record(row, mother.full_name)
                for row, mother in told.births
            ],
            "deaths": [_death_record(row, person) for row, person in told.deaths],
        }


def _require_notices(desk: Desk) -> None:
    purpose = desk.purpose
    if "notices" not in purpose.groups or purpose.own or purpose.consent:
        raise GroupNotNeeded(purpose=purpose.code, group="notices")


def _death_record(notice: DeathNoticeRow, person: Person) -> records.Record:
    return {
        **records.name_record(person),
        "code": notice.code,
        "died_at": notice.died_at,
        "place": notice.place,
        "cause": notice.cause,
        "facility": {"code": notice.facility_code, "name": notice.facility_name},
        "status": notice.status,
    }
