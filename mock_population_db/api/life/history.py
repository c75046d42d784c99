"""A person's history: what changed, when, by whose event; and earlier versions."""

import re
from typing import Any

from marshmallow import fields

from forms.i18n import _
from mock_population_db.access.groups import GROUP_OF
from mock_population_db.access.rights import Rights
from mock_population_db.api import schemas
from mock_population_db.api.calling import at_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.errors import Malformed
from mock_population_db.register import lookups, records
from mock_population_db.register.events import history

GROUP_OF_COLUMN = {
    "father_id": "family",
    "mother_id": "family",
    "spouse_id": "family",
    "file_no": "household",
    "relation_to_head": "household",
}
_NUMBER = re.compile(r"[0-9]{1,6}")

door = Door("history", "/v1/people", "History", check_caller)


class FieldChange(Shape):
    """One field, before and after."""

    field = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class Happening(Shape):
    """One event as it changed one person's record."""

    event_id = fields.Integer(required=True)
    kind = fields.String(required=True)
    version = fields.Integer(required=True)
    role = fields.String(required=True)
    happened_on = fields.String(required=True)
    at = fields.String(required=True)
    requester = fields.String(required=True)
    purpose = fields.String(required=True)
    dossier = fields.String(required=True, allow_none=True)
    certificate_number = fields.String(required=True, allow_none=True)
    book = fields.String(required=True, allow_none=True)
    cancels = fields.Integer(required=True, allow_none=True)
    cancelled_by = fields.Integer(required=True, allow_none=True)
    changes = fields.List(fields.Nested(FieldChange), required=True)
    withheld = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "fields that the purpose does not need"},
    )


class History(Shape):
    """What happened to a person, the latest first."""

    events = fields.List(fields.Nested(Happening), required=True)


@door.get("/<pid>/events", History)
def events(pid: str) -> dict[str, Any]:
    """What changed in a person's record: when, by whose event, before and after."""
    number = lookups.checked_number(pid)
    with at_desk() as desk:
        rights = desk.rights_over(number)
        lookups.get_person(desk.db, number, desk.world)
        desk.remember((number,), rights.groups)
        found = history.events_of(desk.db, number, desk.world)
        return {"events": [_record(one, rights) for one in found]}


@door.get("/<pid>/versions/<version>", schemas.Person)
def version(pid: str, version: str) -> records.Record:
    """A person as an earlier version of the record says."""
    number = lookups.checked_number(pid)
    if not _NUMBER.fullmatch(version):
        raise Malformed(reason=_("Số phiên bản gồm từ 1 đến 6 chữ số."))
    with at_desk() as desk:
        rights = desk.rights_over(number)
        person = lookups.get_person(desk.db, number, desk.world)
        desk.remember((number,), rights.groups)
        earlier = history.version_of(desk.db, person, int(version), desk.world)
        return rights.minimised(records.person_record(earlier, desk.world))


def _record(one: history.Happening, rights: Rights) -> records.Record:
    event, change = one.event, one.change
    shown, withheld = [], []
    for field, before, after in history.differences(change):
        group = GROUP_OF_COLUMN.get(field) or GROUP_OF.get(field)
        if rights.purpose.general or group in rights.groups:
            shown.append({"field": field, "before": before, "after": after})
        else:
            withheld.append(field)
    return {
        "event_id": event.id,
        "kind": event.kind,
        "version": change.version,
        "role": change.role,
        "happened_on": event.happened_on,
        "at": event.at.isoformat(),
        "requester": event.requester,
        "purpose": event.purpose,
        "dossier": event.dossier,
        "certificate_number": event.certificate_number,
        "book": event.book,
        "cancels": event.cancels,
        "cancelled_by": one.cancelled_by,
        "changes": shown,
        "withheld": withheld,
    }
