"""What happens to people: births and the notices that announce them."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime
from mock_population_db.models.layers import JsonObject, Layered


class BirthNotice(Layered, Base):
    """One birth notice of a hospital (giấy chứng sinh), open until it is used."""

    __tablename__ = "birth_notices"
    __table_args__ = (
        UniqueConstraint("code", "world"),
        Index("ix_birth_notices_mother_id", "mother_id"),
        Index("ix_birth_notices_father_id", "father_id"),
    )
    key = "code"

    code: Mapped[str]
    mother_id: Mapped[str]
    father_id: Mapped[str | None]
    child_no: Mapped[int]
    intended_name: Mapped[str | None]
    sex: Mapped[str]
    born_at: Mapped[str]
    place: Mapped[JsonObject] = mapped_column(JSON)
    facility_code: Mapped[str]
    facility_name: Mapped[str]
    weight_grams: Mapped[int]
    status: Mapped[str]


class Birth(Base):
    """A birth registered in a world after the base was made."""

    __tablename__ = "births"
    __table_args__ = (
        UniqueConstraint("world", "notice_code"),
        Index("ix_births_mother_id", "world", "mother_id", "date_of_birth"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    personal_id: Mapped[str] = mapped_column(unique=True)
    mother_id: Mapped[str]
    father_id: Mapped[str | None]
    date_of_birth: Mapped[str]
    folded_given_name: Mapped[str]
    registered_on: Mapped[str]
    registration_place: Mapped[JsonObject] = mapped_column(JSON)
    certificate_number: Mapped[str]
    notice_code: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
