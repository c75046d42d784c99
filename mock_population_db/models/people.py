"""People, their households, marriages and e-ID accounts."""

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base
from mock_population_db.models.layers import JsonObject, Layered


class Person(Layered, Base):
    """One person as Luật Căn cước Điều 9 lists the facts.

    What a newborn or an older row lacks is None, an empty list, or ``00`` (unknown
    blood group). ``current_residence`` is kept only for those who live elsewhere than
    they are registered.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("personal_id", "world"),
        Index("ix_people_mother_id", "mother_id"),
        Index("ix_people_father_id", "father_id"),
        Index("ix_people_file_no", "file_no"),
        Index("ix_people_old_id_9", "old_id_9"),
        Index("ix_people_world", "world"),
        Index("ix_people_date_of_birth", "date_of_birth"),
    )
    key = "personal_id"

    personal_id: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    surname: Mapped[str]
    middle_name: Mapped[str]
    given_name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    sex: Mapped[str]
    date_of_birth: Mapped[str]
    nationality: Mapped[str]
    ethnicity: Mapped[str]
    religion: Mapped[str]
    blood_group: Mapped[str] = mapped_column(default="00")
    marital_status: Mapped[str]
    life_status: Mapped[str]
    died_on: Mapped[str | None]
    death: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))
    hometown: Mapped[JsonObject] = mapped_column(JSON)
    birth_place: Mapped[JsonObject] = mapped_column(JSON)
    birth_registration_place: Mapped[JsonObject | None] = mapped_column(
        JSON(none_as_null=True)
    )
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
    absence_status: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))
    id_card: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))
    old_id_9: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    insurance_number: Mapped[str | None]
    occupation: Mapped[str | None]
    education: Mapped[str | None]
    father_id: Mapped[str | None]
    mother_id: Mapped[str | None]
    spouse_id: Mapped[str | None]
    representatives: Mapped[list[JsonObject]] = mapped_column(JSON, default=list)
    file_no: Mapped[str | None]
    relation_to_head: Mapped[str | None]

    @property
    def full_name(self) -> str:
        """Họ, chữ đệm và tên as written on papers."""
        parts = (self.surname, self.middle_name, self.given_name)
        return " ".join(part for part in parts if part)


class Household(Layered, Base):
    """One household: its residence file, its address, its head.

    Minors whose head has died wait without one for the court (Luật Cư trú Điều 10).
    """

    __tablename__ = "households"
    __table_args__ = (UniqueConstraint("file_no", "world"),)
    key = "file_no"

    file_no: Mapped[str]
    address: Mapped[JsonObject] = mapped_column(JSON)
    head_id: Mapped[str | None]


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
