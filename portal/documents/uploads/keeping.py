"""Keeps the papers of a draft, and sends them along with its dossier."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.documents.contents import keep_content
from portal.documents.errors import DocumentLocked, DocumentNotFound, TooManyFiles
from portal.documents.models import UPLOAD, Document, DocumentContent
from portal.documents.uploads.checking import checked

MAX_FILES = 10


def keep_upload(  # noqa: PLR0913 - a paper is named by all of these
    db: Session,
    *,
    owner: str,
    draft_token: str,
    paper: str,
    filename: str,
    content: bytes,
    now: datetime,
    world: str = "public",
    title: str = "",
) -> Document:
    """Check a file and keep it as a paper of a draft.

    The same bytes for the same paper return the file already kept.

    Args:
        db: the session; the caller commits.
        owner: personal number of the citizen.
        draft_token: the draft it belongs to.
        paper: code of the paper that was asked for.
        filename: as the browser sent it; shown only after cleaning.
        content: the bytes.
        now: the world's time.
        world: the draft's world.
        title: the paper's title, for lists; its code when empty.

    Raises:
        UploadRefused: a child says why, in the citizen's words.
    """
    file = checked(filename, content)
    digest = sha256(file.content).hexdigest()
    found = _same(db, draft_token, paper, digest)
    if found is not None:
        return found
    if _count(db, draft_token, paper) >= MAX_FILES:
        raise TooManyFiles(limit=MAX_FILES)
    document = Document(
        world=world,
        kind=UPLOAD,
        owner=owner,
        draft_token=draft_token,
        paper=paper,
        title=title or paper,
        filename=file.filename,
        mime=file.mime,
        size=len(file.content),
        sha256=digest,
        created_at=now,
        content_id=keep_content(db, owner, digest, file.content),
    )
    return _added(db, document)


def _added(db: Session, document: Document) -> Document:
    try:
        with db.begin_nested():
            db.add(document)
    except IntegrityError:
        # A second tap of the same button was a moment quicker.
        first = _same(db, document.draft_token or "", document.paper, document.sha256)
        if first is None:
            raise
        return first
    return document


def _same(db: Session, draft_token: str, paper: str, digest: str) -> Document | None:
    return db.scalar(
        select(Document).where(
            Document.kind == UPLOAD,
            Document.draft_token == draft_token,
            Document.paper == paper,
            Document.sha256 == digest,
        )
    )


def _count(db: Session, draft_token: str, paper: str) -> int:
    query = select(func.count()).where(
        Document.kind == UPLOAD,
        Document.draft_token == draft_token,
        Document.paper == paper,
    )
    return db.scalar(query) or 0


def uploads_of(
    db: Session, draft_token: str | None = None, *, dossier_code: str | None = None
) -> Sequence[Document]:
    """Return the papers of a draft, or of a dossier, in the order they were added."""
    query = select(Document).where(Document.kind == UPLOAD).order_by(Document.id)
    if draft_token is not None:
        query = query.where(Document.draft_token == draft_token)
    if dossier_code is not None:
        query = query.where(Document.dossier_code == dossier_code)
    if draft_token is None and dossier_code is None:
        return []
    return db.scalars(query).all()


def attach_to_dossier(db: Session, draft_token: str, dossier_code: str) -> None:
    """Send a draft's papers along with its dossier; they stay from then on."""
    for document in uploads_of(db, draft_token):
        if document.dossier_code is None:
            document.dossier_code = dossier_code
    db.flush()


def remove_upload(db: Session, document_id: int, *, owner: str) -> None:
    """Take a paper away from a draft.

    Raises:
        DocumentNotFound: no such paper of this person.
        DocumentLocked: it already went out with a dossier.
    """
    document = db.get(Document, document_id)
    if document is None or document.kind != UPLOAD or document.owner != owner:
        raise DocumentNotFound(str(document_id))
    if document.dossier_code is not None:
        raise DocumentLocked(str(document_id))
    content_id = document.content_id
    db.delete(document)
    db.flush()
    others = select(Document.id).where(Document.content_id == content_id)
    if db.scalar(others) is None:
        db.execute(delete(DocumentContent).where(DocumentContent.id == content_id))
