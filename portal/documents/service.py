"""What other rooms may ask of papers; the rest of this folder is its own business."""

from sqlalchemy.orm import Session

from portal.documents.authority import authority_certificate, pem
from portal.documents.contents import content
from portal.documents.facts import TEMPLATES, assemble
from portal.documents.issuing import (
    ResultInfo,
    find_result,
    find_result_by_bytes,
    grouped,
    issue_result,
    parse_code,
    result_document,
    results_of,
    revoke,
)
from portal.documents.models import Document
from portal.documents.uploads.keeping import (
    MAX_FILES,
    attach_to_dossier,
    keep_upload,
    remove_upload,
    uploads_of,
)
from portal.documents.verdicts import Verdict

__all__ = [
    "MAX_FILES",
    "TEMPLATES",
    "Document",
    "ResultInfo",
    "Verdict",
    "assemble",
    "attach_to_dossier",
    "authority_certificate",
    "content",
    "find_result",
    "find_result_by_bytes",
    "grouped",
    "issue_result",
    "keep_upload",
    "parse_code",
    "pem",
    "remove_upload",
    "result_document",
    "results_of",
    "revoke",
    "uploads_of",
    "verify",
]


def verify(db: Session, pdf: bytes) -> Verdict:
    """Judge the signature of a PDF; whatever the bytes are, the answer is a verdict."""
    from portal.documents import verification  # noqa: PLC0415 - slow import

    return verification.verify(pdf, authority=authority_certificate(db))
