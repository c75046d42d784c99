"""Every table of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_agency_receipt()
    _create_document_content()
    _create_dossier()
    _create_draft()
    _create_membership()
    _create_message()
    _create_register_book()
    _create_signing_key()
    _create_worker_slot()
    _create_world()
    _create_branch_row()
    _create_document()
    _create_dossier_event()


def downgrade() -> None:
    for table in (
        "dossier_event",
        "document",
        "branch_row",
        "world",
        "worker_slot",
        "signing_key",
        "register_book",
        "message",
        "membership",
        "draft",
        "dossier",
        "document_content",
        "agency_receipt",
    ):
        op.drop_table(table)


def _create_agency_receipt() -> None:
    op.create_table(
        "agency_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_receipt")),
        sa.UniqueConstraint("key", name=op.f("uq_agency_receipt_key")),
    )
    op.create_index(
        op.f("ix_agency_receipt_dossier"), "agency_receipt", ["dossier"], unique=False
    )
    op.create_index(
        op.f("ix_agency_receipt_office"), "agency_receipt", ["office"], unique=False
    )


def _create_document_content() -> None:
    op.create_table(
        "document_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_content")),
        sa.UniqueConstraint(
            "owner", "sha256", name=op.f("uq_document_content_owner_sha256")
        ),
    )
    op.create_index(
        op.f("ix_document_content_sha256"), "document_content", ["sha256"], unique=False
    )


def _create_dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("procedure_version", sa.String(), nullable=False),
        sa.Column("applicant_id", sa.String(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.Column("discrepancies", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dossier")),
    )
    op.create_index(
        op.f("ix_dossier_applicant_id"), "dossier", ["applicant_id"], unique=False
    )
    op.create_index(
        op.f("ix_dossier_subject_key"), "dossier", ["subject_key"], unique=False
    )
    op.create_index(op.f("ix_dossier_world"), "dossier", ["world"], unique=False)


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("prefill", sa.JSON(), nullable=False),
        sa.Column("discrepancies", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("sections_done", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dossier_code", sa.String(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_draft")),
        sa.UniqueConstraint("dossier_code", name=op.f("uq_draft_dossier_code")),
    )
    op.create_index(op.f("ix_draft_person_id"), "draft", ["person_id"], unique=False)
    op.create_index(op.f("ix_draft_world"), "draft", ["world"], unique=False)


def _create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_membership")),
    )
    op.create_index(
        op.f("ix_membership_office"), "membership", ["office"], unique=False
    )


def _create_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("dossier_code", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index(
        "ix_message_inbox", "message", ["person_id", "channel", "at"], unique=False
    )
    op.create_index("ix_message_outbox", "message", ["world", "at"], unique=False)


def _create_register_book() -> None:
    op.create_table(
        "register_book",
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "world", "office", "book", "year", name=op.f("pk_register_book")
        ),
    )


def _create_signing_key() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("certificate_pem", sa.String(), nullable=False),
        sa.Column("private_key_pem", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("holder", name=op.f("uq_signing_key_holder")),
    )


def _create_worker_slot() -> None:
    op.create_table(
        "worker_slot",
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_worker_slot")),
    )


def _create_world() -> None:
    op.create_table(
        "world",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("offset_seconds", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("autopilot", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_world")),
    )


def _create_branch_row() -> None:
    op.create_table(
        "branch_row",
        sa.Column("dossier_code", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("procedure_version", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.String(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column(
            "name_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_code"],
            ["dossier.code"],
            name=op.f("fk_branch_row_dossier_code_dossier"),
        ),
        sa.PrimaryKeyConstraint("dossier_code", "branch", name=op.f("pk_branch_row")),
    )
    op.create_index(
        op.f("ix_branch_row_applicant_id"), "branch_row", ["applicant_id"], unique=False
    )
    op.create_index(
        "ix_branch_row_queue", "branch_row", ["world", "office", "status"], unique=False
    )


def _create_document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("world", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("dossier_code", sa.String(length=40), nullable=True),
        sa.Column("draft_token", sa.String(length=80), nullable=True),
        sa.Column("branch", sa.String(length=60), nullable=True),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("holder_initials", sa.String(length=60), nullable=True),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("mime", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(length=500), nullable=True),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_id"],
            ["document_content.id"],
            name=op.f("fk_document_content_id_document_content"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("code", name=op.f("uq_document_code")),
        sa.UniqueConstraint(
            "dossier_code",
            "branch",
            "paper",
            name=op.f("uq_document_dossier_code_branch_paper"),
        ),
        sa.UniqueConstraint(
            "draft_token",
            "paper",
            "sha256",
            name=op.f("uq_document_draft_token_paper_sha256"),
        ),
    )
    op.create_index(
        op.f("ix_document_dossier_code"), "document", ["dossier_code"], unique=False
    )
    op.create_index(
        op.f("ix_document_draft_token"), "document", ["draft_token"], unique=False
    )
    op.create_index(op.f("ix_document_owner"), "document", ["owner"], unique=False)
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(op.f("ix_document_world"), "document", ["world"], unique=False)


def _create_dossier_event() -> None:
    op.create_table(
        "dossier_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("dossier_code", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_code"],
            ["dossier.code"],
            name=op.f("fk_dossier_event_dossier_code_dossier"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_event")),
        sa.UniqueConstraint(
            "dossier_code", "seq", name=op.f("uq_dossier_event_dossier_code_seq")
        ),
    )
    op.create_index(
        op.f("ix_dossier_event_world"), "dossier_event", ["world"], unique=False
    )
