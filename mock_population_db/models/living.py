"""What the living world has done: days, messages, and a wish to stop."""

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base


class LivingDay(Base):
    """The mark of one whole day of one commune; ``counts`` is per kind of event."""

    __tablename__ = "living_days"
    __table_args__ = (UniqueConstraint("world", "commune", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    commune: Mapped[str]
    day: Mapped[str]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)


class LivingMessage(Base):
    """Who was told of one event, and why.

    ``reference`` is the code of a notice, where the event is one.
    """

    __tablename__ = "living_messages"
    __table_args__ = (
        Index("ix_living_messages_day", "world", "day"),
        Index("ix_living_messages_recipient", "world", "recipient"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    commune: Mapped[str]
    day: Mapped[str]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    kind: Mapped[str]
    about: Mapped[str]
    recipient_kind: Mapped[str]
    recipient: Mapped[str]
    reason: Mapped[str]
    reference: Mapped[str | None]


class LivingStop(Base):
    """Somebody wants the run of a world to stop after the day it is at."""

    __tablename__ = "living_stops"

    world: Mapped[str] = mapped_column(primary_key=True)
