"""The living world over the admin interface: days pass, and who was told of what."""

from datetime import date
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate, validates_schema
from sqlalchemy import select

from forms.i18n import _, gettext
from mock_population_db.admin.api import check_admin
from mock_population_db.api.calling import register
from mock_population_db.api.doors import Door
from mock_population_db.api.finding.shapes import Whole
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, Day
from mock_population_db.db import reading, transaction
from mock_population_db.living.running import Wish, days_lived, run, stop
from mock_population_db.living.telling import REASONS
from mock_population_db.models.living import LivingDay, LivingMessage
from mock_population_db.register.overlay import DEFAULT_WORLD, world_code

MOST_DAYS, MOST_COMMUNES, MOST_MESSAGES = 31, 5, 200

door = Door("living", "/admin/living", "The living world", check_admin)


class Run(Shape):
    """Which days to live: so many more, or until a day; up to the world's day."""

    days = Whole(1, MOST_DAYS, "days after the last one that was lived")
    until = Day(load_default=None)
    communes = fields.List(
        CleanText(high=5),
        load_default=list,
        validate=validate.Length(
            0, MOST_COMMUNES, error=_("Danh sách có tối đa {max} xã, phường.")
        ),
        metadata={"description": "the register's own commune when there is none"},
    )

    @validates_schema(skip_on_field_errors=True)
    def either(self, wish: dict[str, Any], **_more: object) -> None:
        """One of the two is named."""
        if (wish["days"] is None) == (wish["until"] is None):
            raise ValidationError(gettext("Ghi một trong hai ô: days hoặc until."))


class LivedDay(Shape):
    """One whole day of one commune."""

    day = fields.String(required=True)
    commune = fields.String(required=True)
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "per kind of event; refused ones left no trace"},
    )


class Lived(Shape):
    """Days that were lived, in their order."""

    days = fields.List(fields.Nested(LivedDay), required=True)


class MessagesQuery(Shape):
    """Which messages; all that is named must be true."""

    day = Day(load_default=None)
    recipient = CleanText(high=20, load_default=None)
    about = CleanText(high=12, load_default=None)
    kind = CleanText(high=20, load_default=None)
    after = Whole(0, 2_000_000_000, "id of the last message of the page before")


class Message(Shape):
    """Who was told of one event, and why."""

    id = fields.Integer(required=True)
    day = fields.String(required=True)
    commune = fields.String(required=True)
    event_id = fields.Integer(required=True)
    kind = fields.String(required=True)
    about = fields.String(required=True)
    recipient_kind = fields.String(required=True)
    recipient = fields.String(required=True)
    reason = fields.String(required=True)
    text = fields.String(required=True)
    reference = fields.String(required=True, allow_none=True)


class Messages(Shape):
    """Messages in the order in which they were sent."""

    messages = fields.List(fields.Nested(Message), required=True)


@door.get("", Lived)
def state() -> dict[str, Any]:
    """The days that this world has lived."""
    return {"days": _records(days_lived(register().engine, _world()))}


@door.post("", Run, Lived)
def live(body: dict[str, Any]) -> dict[str, Any]:
    """Live days that are not lived yet; the answer lists those that were lived now."""
    wired = register()
    wish = Wish(
        communes=tuple(body["communes"]) or (wired.settings.commune,),
        days=body["days"],
        until=date.fromisoformat(body["until"]) if body["until"] else None,
    )
    if wish.until:
        wish = Wish(wish.communes, MOST_DAYS, wish.until)
    return {"days": _records(run(wired.engine, wired.clock, _world(), wish))}


@door.post("/stop", None, None, status=204)
def end() -> None:
    """Let the run that is at work end after the day that it is at."""
    with transaction(register().engine) as db:
        stop(db, _world())


@door.get("/messages", Messages, query=MessagesQuery)
def messages(asked: dict[str, Any]) -> dict[str, Any]:
    """Who was told of what, and why; 200 messages at a time."""
    query = select(LivingMessage).where(LivingMessage.world == _world())
    for name in ("day", "recipient", "about", "kind"):
        if asked[name] is not None:
            query = query.where(getattr(LivingMessage, name) == asked[name])
    query = query.where(LivingMessage.id > (asked["after"] or 0))
    with reading(register().engine) as db:
        rows = db.scalars(query.order_by(LivingMessage.id).limit(MOST_MESSAGES))
        return {"messages": [_message(row) for row in rows]}


def _message(row: LivingMessage) -> dict[str, Any]:
    names = Message().fields.keys() - {"text"}
    said = {name: getattr(row, name) for name in names}
    return {**said, "text": str(REASONS[row.reason])}


def _records(days: list[LivingDay]) -> list[dict[str, Any]]:
    return [
        {"day": one.day, "commune": one.commune, "counts": one.counts} for one in days
    ]


def _world() -> str:
    return world_code(request.headers.get("X-World") or DEFAULT_WORLD)
