"""``/verify``: is this paper real, unchanged, and still in force?

Nothing is kept of what people ask or send, and an answer shows initials, never a
name: a code that was photographed somewhere must not open a stranger's papers.
"""

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import gettext
from portal.auth.guards import public, writes
from portal.documents import service as documents
from portal.verify import blueprint
from portal.verify.forms import CodeForm, file_box
from portal.verify.outcomes import of_code, of_file
from portal.web.pages import render

READ_LIMIT = 10 * 1024 * 1024 + 1
"""One byte over what is judged, so that a file too large shows itself."""


@blueprint.get("/verify")
@public
def start() -> ResponseReturnValue:
    """Ask for a code or a file; a code leads on to its page."""
    if "code" not in request.args:
        return _start_page(CodeForm())
    return _answer_code(CodeForm(request.args))


@blueprint.post("/verify")
@public
@writes
def check() -> ResponseReturnValue:
    """Judge a file, or go to the page of a code."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return _answer_file(file.stream.read(READ_LIMIT))
    if "code" in request.form:
        return _answer_code(CodeForm(request.form))
    chosen_nothing = gettext("Bạn chưa chọn tệp. Chọn tệp PDF rồi bấm «Kiểm tra tệp».")
    return _start_page(CodeForm(), chosen_nothing), 422


@blueprint.get("/verify/<code>")
@public
def by_code(code: str) -> ResponseReturnValue:
    """Say what is known about the result with this code; the QR leads here."""
    info = documents.find_result(g.db, code)
    page = render("verify/code.html", info=info, outcome=of_code(info))
    return page, 200 if info else 404


@blueprint.get("/verify/ca.pem")
@public
def authority() -> ResponseReturnValue:
    """Offer the demo authority's certificate, for other programs to trust."""
    certificate = documents.authority_certificate(g.db)
    if certificate is None:
        return render("verify/no_authority.html"), 404
    return Response(
        documents.pem(certificate),
        mimetype="application/x-pem-file",
        headers={"Content-Disposition": "attachment; filename=lien-thong-demo-ca.pem"},
    )


def _answer_code(form: CodeForm) -> ResponseReturnValue:
    if not form.validate():
        return _start_page(form), 422
    return redirect(url_for("verify.by_code", code=form.code.data), 303)


def _answer_file(content: bytes) -> ResponseReturnValue:
    verdict = documents.verify(g.db, content)
    info = documents.find_result_by_bytes(g.db, content) if verdict.is_valid else None
    return render(
        "verify/file.html",
        verdict=verdict,
        info=info,
        outcome=of_file(verdict, info),
    )


def _start_page(form: CodeForm, *file_errors: str) -> str:
    box = file_box(*file_errors)
    problems = [(f"#{box.id}", words) for words in file_errors]
    return render("verify/start.html", form=form, box=box, problems=problems)
