"""What people agreed to, how much callers asked, which requests the facade took."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime


class Consent(Base):
    """One person's consent to one purpose of one recipient (sự đồng ý)."""

    __tablename__ = "consents"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_consents_personal_id_world", "personal_id", "world"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    reference: Mapped[str]
    personal_id: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    scope: Mapped[list[str]] = mapped_column(JSON)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QuotaCount(Base):
    """How much a limited caller asked in the current day and minute."""

    __tablename__ = "quota_counts"

    caller: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str]
    day_used: Mapped[int]
    minute: Mapped[str]
    minute_used: Mapped[int]


class FacadeRequest(Base):
    """One request code (MaYeuCau) that a caller has used; it is used once."""

    __tablename__ = "facade_requests"

    world: Mapped[str] = mapped_column(primary_key=True)
    caller: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
