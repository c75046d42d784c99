"""The tables. A row of the world ``""`` is the base that every world sees.

A world's change is a row of the same key with the world's code: it hides the base
row for that world and for nobody else (see :mod:`mock_population_db.register.overlay`).
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime

BASE_WORLD = ""

JsonObject = dict[str, Any]


class Layered:
    """A row that belongs to the base or to one world."""

    key: ClassVar[str]

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(default=BASE_WORLD)


class Person(Layered, Base):
    """One person as Luật Căn cước Điều 9 lists the facts."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("personal_id", "world"),
        Index("ix_people_mother_id", "mother_id"),
        Index("ix_people_father_id", "father_id"),
        Index("ix_people_file_no", "file_no"),
        Index("ix_people_world", "world"),
    )
    key = "personal_id"

    personal_id: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    surname: Mapped[str]
    middle_name: Mapped[str]
    given_name: Mapped[str]
    sex: Mapped[str]
    date_of_birth: Mapped[str]
    nationality: Mapped[str]
    ethnicity: Mapped[str]
    religion: Mapped[str]
    marital_status: Mapped[str]
    life_status: Mapped[str]
    died_on: Mapped[str | None]
    hometown: Mapped[JsonObject] = mapped_column(JSON)
    birth_place: Mapped[JsonObject] = mapped_column(JSON)
    residence_type: Mapped[str]
    permanent_residence: Mapped[JsonObject | None] = mapped_column(
        JSON(none_as_null=True)
    )
    temporary_residence: Mapped[JsonObject | None] = mapped_column(
        JSON(none_as_null=True)
    )
    current_residence: Mapped[JsonObject | None] = mapped_column(
        JSON(none_as_null=True)
    )
    id_card: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))
    phone: Mapped[str | None]
    email: Mapped[str | None]
    insurance_number: Mapped[str | None]
    father_id: Mapped[str | None]
    mother_id: Mapped[str | None]
    spouse_id: Mapped[str | None]
    file_no: Mapped[str | None]
    relation_to_head: Mapped[str | None]

    @property
    def full_name(self) -> str:
        """Họ, chữ đệm và tên as written on papers."""
        parts = (self.surname, self.middle_name, self.given_name)
        return " ".join(part for part in parts if part)


class Household(Layered, Base):
    """One household: its residence file, its address, its head."""

    __tablename__ = "households"
    __table_args__ = (UniqueConstraint("file_no", "world"),)
    key = "file_no"

    file_no: Mapped[str]
    address: Mapped[JsonObject] = mapped_column(JSON)
    head_id: Mapped[str]


class Marriage(Layered, Base):
    """The marriage a couple lives in, or lived in until one died (kết hôn)."""

    __tablename__ = "marriages"
    __table_args__ = (
        UniqueConstraint("husband_id", "world"),
        Index("ix_marriages_wife_id", "wife_id"),
    )
    key = "husband_id"

    number: Mapped[str]
    book: Mapped[str]
    registered_on: Mapped[str]
    place: Mapped[str]
    husband_id: Mapped[str]
    wife_id: Mapped[str]


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


class Account(Base):
    """One e-ID account; members of the cast and officers have a story or an office."""

    __tablename__ = "accounts"

    personal_id: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    status: Mapped[str]
    cast: Mapped[str | None] = mapped_column(unique=True)
    position: Mapped[int | None] = mapped_column(index=True)
    story: Mapped[str | None]
    story_english: Mapped[str | None]
    office: Mapped[str | None]
    title: Mapped[str | None]
    title_english: Mapped[str | None]


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


class Write(Base):
    """What a write with an Idempotency-Key answered, to answer the same again."""

    __tablename__ = "writes"
    __table_args__ = (UniqueConstraint("world", "idempotency_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    idempotency_key: Mapped[str]
    payload_sha256: Mapped[str]
    answer: Mapped[JsonObject] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Serial(Base):
    """How many numbers of a series were issued; never goes back, in no world."""

    __tablename__ = "serials"

    series: Mapped[str] = mapped_column(primary_key=True)
    issued: Mapped[int] = mapped_column(Integer, default=0)


class Read(Base):
    """Who read whose record, why, for which dossier, and when."""

    __tablename__ = "reads"
    __table_args__ = (Index("ix_reads_personal_id_world", "personal_id", "world"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    personal_id: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    requester: Mapped[str]
    purpose: Mapped[str]
    dossier: Mapped[str | None]
    path: Mapped[str]


class World(Base):
    """One world and when it was opened."""

    __tablename__ = "worlds"

    code: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Fault(Base):
    """A fault that a trainer has switched on in one world."""

    __tablename__ = "faults"

    world: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    seconds: Mapped[float]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Foundation(Base):
    """Which population the database holds, so that another is never mixed in."""

    __tablename__ = "foundation"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    seed: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
