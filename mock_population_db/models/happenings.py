"""The log of events: what happened to whom, written once and never changed.

An event and its changes are written in the transaction that changes the people, so a
killed process leaves all of it or none.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime
from mock_population_db.models.layers import JsonObject, Layered


class DeathNotice(Layered, Base):
    """One death notice of a hospital (giấy báo tử), open until it is used."""

    __tablename__ = "death_notices"
    __table_args__ = (
        UniqueConstraint("code", "world"),
        Index("ix_death_notices_personal_id", "personal_id"),
    )
    key = "code"

    code: Mapped[str]
    personal_id: Mapped[str]
    died_at: Mapped[str]
    place: Mapped[JsonObject] = mapped_column(JSON)
    cause: Mapped[str]
    facility_code: Mapped[str]
    facility_name: Mapped[str]
    status: Mapped[str]


class Event(Base):
    """One event of a world: its kind, its facts, who wrote it and when.

    Attributes:
        happened_on: the day of the event itself, not of its writing.
        office: the commune whose office registered it.
        certificate_number: as the office counts them, together with ``book``.
        cancels: the event that this one takes back.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_certificate", "world", "kind", "office", "certificate_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    kind: Mapped[str]
    happened_on: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    requester: Mapped[str]
    purpose: Mapped[str]
    dossier: Mapped[str | None]
    office: Mapped[str | None]
    certificate_number: Mapped[str | None]
    book: Mapped[str | None]
    facts: Mapped[JsonObject] = mapped_column(JSON)
    cancels: Mapped[int | None] = mapped_column(ForeignKey("events.id"))


class Change(Base):
    """What one event changed in one person's record, field by field.

    Attributes:
        version: the version that the change made.
        role: what the person was in the event, for example ``deceased``.
        before: the fields that changed, as they were; null for a new person.
        after: the same fields, as they are since.
    """

    __tablename__ = "changes"
    __table_args__ = (
        UniqueConstraint("personal_id", "world", "version"),
        Index("ix_changes_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    world: Mapped[str]
    personal_id: Mapped[str]
    version: Mapped[int]
    role: Mapped[str]
    before: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[JsonObject] = mapped_column(JSON)


@event.listens_for(Event, "before_update")
@event.listens_for(Change, "before_update")
def _never_changed(_mapper: Any, _connection: Any, row: object) -> None:  # noqa: ANN401
    raise TypeError(f"{type(row).__name__}: the log is only ever added to.")
