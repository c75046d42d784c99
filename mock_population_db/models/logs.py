"""What the register remembers of its own work: writes, reads, worlds, faults."""

from datetime import datetime

from sqlalchemy import JSON, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mock_population_db.db import Base, UtcDateTime
from mock_population_db.models.layers import JsonObject


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
    """Who read whose record, why, for which dossier, and when.

    ``caller`` is the calling system; ``shown`` names the groups of facts that were
    shown, ``consent`` the consent that allowed it.
    """

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
    caller: Mapped[str] = mapped_column(default="")
    shown: Mapped[str] = mapped_column(default="")
    consent: Mapped[str | None]


class World(Base):
    """One world and when it was opened."""

    __tablename__ = "worlds"

    code: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Fault(Base):
    """A fault that a trainer has switched on in one world.

    ``caller`` and ``person`` are empty when it is for everybody; ``remaining`` is how
    often it is still played, None for until it is switched off.
    """

    __tablename__ = "faults"
    __table_args__ = (UniqueConstraint("world", "kind", "caller", "person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str]
    kind: Mapped[str]
    caller: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    seconds: Mapped[float]
    remaining: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Foundation(Base):
    """Which population the database holds, so that another is never mixed in."""

    __tablename__ = "foundation"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    seed: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
