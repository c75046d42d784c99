"""What an agency's intake has received, one row per delivery."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class AgencyReceipt(Base):
    """The agency's own proof that a branch of a dossier arrived (biên nhận chặng).

    A delivery may be repeated: the same key finds the same receipt.
    """

    __tablename__ = "agency_receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    office: Mapped[str] = mapped_column(index=True)
    world: Mapped[str]
    dossier: Mapped[str] = mapped_column(index=True)
    branch: Mapped[str]
    attempt: Mapped[int]
    payload_sha256: Mapped[str]
    received_at: Mapped[datetime]

    @property
    def number(self) -> str:
        """The receipt's number as the sender sees it, for example ``BN-000042``."""
        return f"BN-{self.id:06d}"
