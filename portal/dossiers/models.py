"""The tables of drafts and dossiers; other rooms refer to them by code only."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

SORTED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text that is ordered by its own bytes on every database."""


class Draft(Base):
    """An eForm that a citizen is filling in (bản nháp)."""

    __tablename__ = "draft"

    token: Mapped[str] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(index=True)
    procedure: Mapped[str]
    version: Mapped[str]
    person_id: Mapped[str] = mapped_column(index=True)
    entries: Mapped[dict[str, Any]]
    """What was posted, as typed: key to list of values."""
    prefill: Mapped[dict[str, Any]]
    """Field to first value with its source, as JSON."""
    discrepancies: Mapped[dict[str, Any]]
    """Field to what the citizen says is right instead."""
    notes: Mapped[list[Any]]
    """What autofill wants the officer to know, in Vietnamese."""
    sections_done: Mapped[list[Any]]
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    dossier_code: Mapped[str | None] = mapped_column(unique=True)
    """Set once, when the draft is submitted."""
    row_version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - read by SQLAlchemy


class Dossier(Base):
    """One application (hồ sơ); where it stands is in its events."""

    __tablename__ = "dossier"

    code: Mapped[str] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(index=True)
    procedure: Mapped[str]
    procedure_version: Mapped[str]
    applicant_id: Mapped[str] = mapped_column(index=True)
    applicant_name: Mapped[str]
    subject_name: Mapped[str]
    subject_key: Mapped[str] = mapped_column(index=True)
    """The same for two declarations about the same person by the same applicant."""
    answers: Mapped[dict[str, Any]]
    provenance: Mapped[dict[str, Any]]
    discrepancies: Mapped[dict[str, Any]]
    notes: Mapped[list[Any]]
    submitted_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    """Number of the last event; equals the count of events."""

    __mapper_args__ = {  # noqa: RUF012 - read by SQLAlchemy
        "version_id_col": version,
        "version_id_generator": False,
    }


class DossierEvent(Base):
    """What happened to a dossier: appended, never changed."""

    __tablename__ = "dossier_event"
    __table_args__ = (sa.UniqueConstraint("dossier_code", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(index=True)
    dossier_code: Mapped[str] = mapped_column(sa.ForeignKey("dossier.code"))
    seq: Mapped[int]
    kind: Mapped[str]
    branch: Mapped[str | None]
    at: Mapped[datetime]
    actor: Mapped[str]
    facts: Mapped[dict[str, Any]]


class BranchRow(Base):
    """Where a branch stands, for queues and lists; rewritten from the events."""

    __tablename__ = "branch_row"
    __table_args__ = (sa.Index("ix_branch_row_queue", "world", "office", "status"),)

    dossier_code: Mapped[str] = mapped_column(
        sa.ForeignKey("dossier.code"), primary_key=True
    )
    branch: Mapped[str] = mapped_column(primary_key=True)
    world: Mapped[str]
    office: Mapped[str]
    procedure: Mapped[str]
    procedure_version: Mapped[str]
    status: Mapped[str]
    attempt: Mapped[int]
    returns: Mapped[int]
    applicant_id: Mapped[str] = mapped_column(index=True)
    applicant_name: Mapped[str]
    subject_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SORTED)
    search: Mapped[str]
    submitted_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    """When this branch last moved, in the world's time."""
    failing_since: Mapped[datetime | None]


class RegisterBook(Base):
    """The last number given in an office's book of a year (sổ đăng ký)."""

    __tablename__ = "register_book"

    world: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(primary_key=True)
    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]
