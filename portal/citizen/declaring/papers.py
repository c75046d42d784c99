"""Papers that this case needs as files: add, look at, remove."""

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from forms.i18n import gettext
from forms.procedure import Paper
from portal import clock
from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.citizen.declaring.drafts import OpenDraft, already_sent, own_draft
from portal.documents import service as documents
from portal.documents.errors import UploadRefused
from portal.web.pages import render
from portal.web.widgets import FileBox


@blueprint.get("/drafts/<token>/papers")
@requires(Role.CITIZEN)
def papers(token: str) -> ResponseReturnValue:
    """Show which papers are needed and which files are there."""
    opened = own_draft(token)
    return already_sent(opened) or _page(opened)


@blueprint.post("/drafts/<token>/papers/<code>")
@requires(Role.CITIZEN)
@writes
def add_paper(token: str, code: str) -> ResponseReturnValue:
    """Keep a file for a paper, or say what is wrong with the file."""
    opened = own_draft(token)
    paper = _paper(opened, code)
    if sent := already_sent(opened):
        return sent
    file = request.files.get("file")
    try:
        documents.keep_upload(
            g.db,
            owner=citizen().person_id,
            draft_token=token,
            paper=code,
            filename=(file.filename if file else "") or "",
            content=file.read() if file else b"",
            now=clock.now(g.db, opened.draft.world),
            world=opened.draft.world,
            title=str.__str__(paper.title),
        )
    except UploadRefused as refused:
        g.db.rollback()
        chosen = bool(file and file.filename)
        return _page(own_draft(token), {code: _words(refused, chosen=chosen)}), 422
    return redirect(url_for("citizen.papers", token=token, _anchor=code), 303)


@blueprint.post("/drafts/<token>/papers/<code>/remove/<int:document>")
@requires(Role.CITIZEN)
@writes
def remove_paper(token: str, code: str, document: int) -> ResponseReturnValue:
    """Take a file away again."""
    opened = own_draft(token)
    if sent := already_sent(opened):
        return sent
    if document in {upload.id for upload in opened.uploads}:
        documents.remove_upload(g.db, document, owner=citizen().person_id)
    return redirect(url_for("citizen.papers", token=token, _anchor=code), 303)


def _paper(opened: OpenDraft, code: str) -> Paper:
    for paper in opened.progress.papers:
        if paper.code == code:
            return paper
    raise NotFound


def _words(refused: UploadRefused, *, chosen: bool) -> str:
    if chosen:
        return str(refused)
    return gettext("Bạn chưa chọn tệp. Bấm «Chọn tệp», chọn ảnh hoặc PDF rồi tải lên.")


def _page(opened: OpenDraft, errors: dict[str, str] | None = None) -> str:
    errors = errors or {}
    boxes = {
        paper.code: FileBox(
            id=f"{paper.code}-file",
            name="file",
            text=gettext("Thêm tệp"),
            description=gettext(
                "Ảnh JPEG, PNG hoặc PDF, thấy rõ bốn góc. Tối đa 10 MB."
            ),
            errors=(errors[paper.code],) if paper.code in errors else (),
        )
        for paper in opened.progress.papers
    }
    problems = [(f"#{boxes[code].id}", words) for code, words in errors.items()]
    return render("citizen/papers.html", opened=opened, boxes=boxes, problems=problems)
