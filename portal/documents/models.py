"""Tables of papers: what they are, their bytes, and the demo keys that sign them."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, UtcDateTime

RESULT = "result"
UPLOAD = "upload"


class DocumentContent(Base):
    """The bytes of a paper, kept once for each owner however often it is used."""

    __tablename__ = "document_content"
    __table_args__ = (UniqueConstraint("owner", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(120))
    """A person's number, or the office that issued it."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Base):
    """A result of an agency, or a paper that a citizen added."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("dossier_code", "branch", "paper"),
        UniqueConstraint("draft_token", "paper", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    """Public code of a result, printed beside its QR; an upload has none."""
    world: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    """``result`` or ``upload``."""
    owner: Mapped[str] = mapped_column(String(120), index=True)
    dossier_code: Mapped[str | None] = mapped_column(String(40), index=True)
    draft_token: Mapped[str | None] = mapped_column(String(80), index=True)
    branch: Mapped[str | None] = mapped_column(String(60))
    paper: Mapped[str] = mapped_column(String(60))
    """Code of the result, or of the paper that was asked for."""
    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str | None] = mapped_column(String(60))
    holder_initials: Mapped[str | None] = mapped_column(String(60))
    filename: Mapped[str] = mapped_column(String(120))
    """For display and download only; never a path."""
    mime: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    office: Mapped[str | None] = mapped_column(String(120))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_reason: Mapped[str | None] = mapped_column(String(500))
    content_id: Mapped[int] = mapped_column(ForeignKey("document_content.id"))


class SigningKey(Base):
    """A demo key with its certificate: of the demo authority, or of one office.

    The private key stands here in clear text. That is acceptable only because these
    certificates say «giả lập» and nobody outside the demonstration trusts them.
    """

    __tablename__ = "signing_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(String(120), unique=True)
    """``authority``, or an office code."""
    certificate_pem: Mapped[str]
    private_key_pem: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
