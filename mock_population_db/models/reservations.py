"""People kept for tests."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime
from mock_population_db.models.layers import JsonObject


class Reservation(Base):
    """One person kept for one test in one world, until released or over."""

    __tablename__ = "reservations"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("world", "personal_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    reference: Mapped[str]
    personal_id: Mapped[str]
    caller: Mapped[str]
    requester: Mapped[str]
    criteria: Mapped[JsonObject] = mapped_column(JSON)
    reserved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
