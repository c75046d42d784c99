"""The staff directory: who works for which office."""

from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Membership(Base):
    """One person's post at an office; a person has one post."""

    __tablename__ = "membership"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    full_name: Mapped[str]
    office: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
