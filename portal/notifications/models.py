"""The table of messages: what was sent to whom on which channel."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

PORTAL, SMS, EVNEID = "portal", "sms", "evneid"
CHANNELS = (PORTAL, SMS, EVNEID)
"""The three that Nghị định 63/2024/NĐ-CP names: portal, SMS, e-ID app."""


class Message(Base):
    """One text to one person on one channel."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_inbox", "person_id", "channel", "at"),
        sa.Index("ix_message_outbox", "world", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """What it is about and on which channel; sent once."""
    world: Mapped[str]
    person_id: Mapped[str]
    dossier_code: Mapped[str]
    channel: Mapped[str]
    template: Mapped[str]
    facts: Mapped[dict[str, Any]]
    subject: Mapped[str]
    """As it was sent, in Vietnamese."""
    body: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
