"""A paper of a dossier, shown to officers of an office that needs it."""

from flask import Response, g
from flask.typing import ResponseReturnValue

from portal.agency import blueprint
from portal.agency.sheet import readable_document
from portal.auth.guards import officer, requires
from portal.auth.roles import Role
from portal.documents import service as documents

SAFE_TYPES = {"application/pdf", "image/jpeg", "image/png"}
LOCKED_DOWN = "default-src 'none'; frame-ancestors 'self'"
"""For PDF, whose viewer browsers do not start inside a sandbox."""
SANDBOX = f"{LOCKED_DOWN}; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@blueprint.get("/agency/papers/<int(max=2147483647):document_id>")
@requires(Role.OFFICER)
def paper(document_id: int) -> ResponseReturnValue:
    """Show a file of a dossier that stands at the officer's own office."""
    document = readable_document(g.db, document_id, officer())
    mime = document.mime if document.mime in SAFE_TYPES else "application/octet-stream"
    answer = Response(documents.content(g.db, document.id), mimetype=mime)
    is_pdf = mime == "application/pdf"
    answer.headers["Content-Security-Policy"] = LOCKED_DOWN if is_pdf else SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers.set(
        "Content-Disposition",
        "inline" if mime in SAFE_TYPES else "attachment",
        filename=document.filename,
    )
    return answer
