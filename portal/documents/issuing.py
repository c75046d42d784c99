"""Results: drawn, signed and kept once; found by their public code; revoked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.documents.authority import office_key, signer_name
from portal.documents.contents import keep_content
from portal.documents.errors import DocumentNotFound
from portal.documents.facts import Facts
from portal.documents.models import RESULT, Document

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 20
"""20 letters of 31 are 99 bits: nobody finds a paper by guessing."""
CODE_INPUT_LIMIT = 200
CODE_GROUP = 5
INITIALS_LIMIT = 12


@dataclass(frozen=True)
class ResultInfo:
    """What anybody who holds a code may know about a result: as little as helps.

    Attributes:
        status: ``valid`` or ``revoked``.
        code: the public code.
        title: kind of paper.
        number: its number.
        office: the office that issued it.
        issued_at: when.
        holder_initials: «N. T. B. Â.», never the name.
        revoked_at: when it was revoked, if it was.
        revoked_reason: why.
    """

    status: Literal["valid", "revoked"]
    code: str
    title: str
    number: str
    office: str
    issued_at: datetime
    holder_initials: str
    revoked_at: datetime | None
    revoked_reason: str | None

    @property
    def code_groups(self) -> str:
        """The code as it is printed on the paper."""
        return grouped(self.code)


def issue_result(  # noqa: PLR0913 - a result is named by all of these
    db: Session,
    *,
    world: str,
    dossier_code: str,
    branch: str,
    result: str,
    template: str,
    facts: Facts,
    office: str,
    number: str,
    now: datetime,
    verify_base_url: str,
) -> Document:
    """Draw, sign and keep a result; a second call returns the first one.

    Args:
        db: the session; the caller commits.
        world: the dossier's world.
        dossier_code: the dossier.
        branch: the branch that decided.
        result: code of the result in the procedure.
        template: name of the drawing.
        facts: from :func:`portal.documents.facts.assemble`.
        office: the office that signs.
        number: number of the paper in the office's book.
        now: the world's time, which is the time of signing.
        verify_base_url: address of the portal, before ``/verify``.

    Raises:
        UnknownTemplate: no drawing has this name.
    """
    where = (dossier_code, branch, result)
    found = _find(db, *where)
    if found is not None:
        return found
    code = new_code()
    document = Document(
        code=code,
        world=world,
        kind=RESULT,
        owner=office,
        dossier_code=dossier_code,
        branch=branch,
        paper=result,
        title=facts["title"],
        number=number,
        holder_initials=initials(facts["holder"]),
        filename=f"{template}-{code[:CODE_GROUP]}.pdf",
        mime="application/pdf",
        created_at=now,
        office=office,
    )
    address = f"{verify_base_url.rstrip('/')}/verify/{code}"
    pdf = _drawn_and_signed(db, document, template, facts, address)
    return _kept_once(db, document, pdf)


def _drawn_and_signed(
    db: Session, document: Document, template: str, facts: Facts, address: str
) -> bytes:
    from portal.documents import results, signing  # noqa: PLC0415 - slow imports

    office, now = str(document.office), document.created_at
    imprint = results.Imprint(
        number=str(document.number),
        code_groups=grouped(str(document.code)),
        verify_url=address,
        signed_by=signer_name(office),
        signed_at=now,
    )
    pdf = results.draw(template, facts, imprint)
    key = office_key(db, office, now=now)
    return signing.sign(pdf, key, at=now, reason=f"{document.title} {document.number}")


def _kept_once(db: Session, document: Document, pdf: bytes) -> Document:
    document.size, document.sha256 = len(pdf), sha256(pdf).hexdigest()
    try:
        with db.begin_nested():
            document.content_id = keep_content(db, document.owner, document.sha256, pdf)
            db.add(document)
    except IntegrityError:
        # Another worker finished the same branch first: its paper is the one.
        where = (document.dossier_code, document.branch, document.paper)
        first = _find(db, *where)
        if first is None:
            raise
        return first
    return document


def find_result(db: Session, code: str) -> ResultInfo | None:
    """Return what a code tells anybody, or ``None`` when no result has it."""
    document = _by_code(db, code)
    return _info(document) if document else None


def find_result_by_bytes(db: Session, pdf: bytes) -> ResultInfo | None:
    """Return the result whose bytes these are exactly, or ``None``."""
    query = select(Document).where(
        Document.kind == RESULT, Document.sha256 == sha256(pdf).hexdigest()
    )
    document = db.scalars(query).first()
    return _info(document) if document else None


def result_document(db: Session, code: str) -> Document:
    """Return a result by its public code.

    Raises:
        DocumentNotFound: no result has this code.
    """
    document = _by_code(db, code)
    if document is None:
        raise DocumentNotFound(code[:CODE_INPUT_LIMIT])
    return document


def results_of(db: Session, dossier_code: str) -> Sequence[Document]:
    """Return the results of a dossier in the order they were issued."""
    query = select(Document).where(
        Document.kind == RESULT, Document.dossier_code == dossier_code
    )
    return db.scalars(query.order_by(Document.id)).all()


def revoke(db: Session, code: str, reason: str, *, now: datetime) -> Document:
    """Withdraw a result; a second call keeps the first reason and date.

    Raises:
        DocumentNotFound: no result has this code.
    """
    document = result_document(db, code)
    if document.revoked_at is None:
        document.revoked_at, document.revoked_reason = now, reason
        db.flush()
    return document


def new_code() -> str:
    """Return a public code: letters and digits that are not mistaken on paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def parse_code(text: str) -> str:
    """Return a code as it is kept; case, spaces and dashes do not matter."""
    kept = text[:CODE_INPUT_LIMIT].upper()
    return "".join(x for x in kept if x.isascii() and x.isalnum())


def grouped(code: str) -> str:
    """Return a code in groups of five letters, as it is printed and read aloud."""
    return " ".join(
        code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP)
    )


def initials(name: str) -> str:
    """Return «N. T. B. Â.» for «Nguyễn Trần Bảo Ân»."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return " ".join(f"{letter}." for letter in letters[:INITIALS_LIMIT])


def _find(
    db: Session, dossier_code: str | None, branch: str | None, result: str
) -> Document | None:
    return db.scalar(
        select(Document).where(
            Document.kind == RESULT,
            Document.dossier_code == dossier_code,
            Document.branch == branch,
            Document.paper == result,
        )
    )


def _by_code(db: Session, code: str) -> Document | None:
    wanted = parse_code(code)
    if len(wanted) != CODE_LENGTH:
        return None
    return db.scalar(
        select(Document).where(Document.kind == RESULT, Document.code == wanted)
    )


def _info(document: Document) -> ResultInfo:
    return ResultInfo(
        status="revoked" if document.revoked_at else "valid",
        code=str(document.code),
        title=document.title,
        number=str(document.number),
        office=str(document.office),
        issued_at=document.created_at,
        holder_initials=str(document.holder_initials),
        revoked_at=document.revoked_at,
        revoked_reason=document.revoked_reason,
    )
