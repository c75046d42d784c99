"""The table of workers that are alive; it belongs to no world."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class WorkerSlot(Base):
    """A running worker and when it was last seen, by the system's clock."""

    __tablename__ = "worker_slot"

    slot: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
