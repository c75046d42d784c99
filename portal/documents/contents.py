"""The bytes of papers, in the database, once for each owner."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.documents.errors import DocumentNotFound
from portal.documents.models import Document, DocumentContent


def content(db: Session, document_id: int) -> bytes:
    """Return the bytes of a paper.

    Raises:
        DocumentNotFound: no paper has this number.
    """
    query = (
        select(DocumentContent.content)
        .join(Document, Document.content_id == DocumentContent.id)
        .where(Document.id == document_id)
    )
    found = db.scalar(query)
    if found is None:
        raise DocumentNotFound(str(document_id))
    return found


def keep_content(db: Session, owner: str, digest: str, content: bytes) -> int:
    """Keep bytes for an owner, once, and return where."""
    query = select(DocumentContent.id).where(
        DocumentContent.owner == owner, DocumentContent.sha256 == digest
    )
    found = db.scalar(query)
    if found is not None:
        return found
    row = DocumentContent(owner=owner, sha256=digest, content=content)
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        # Kept by somebody else a moment ago: the same bytes.
        return db.scalars(query).one()
    return row.id
