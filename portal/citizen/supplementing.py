"""Answer what an officer asked for: only those fields and papers, sent once."""

from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import gettext
from forms.procedure import Paper
from portal import clock
from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Role
from portal.citizen import WORLD, blueprint
from portal.citizen.tracking import own_dossier
from portal.documents import service as documents
from portal.documents.errors import UploadRefused
from portal.dossiers import supplementing
from portal.dossiers.errors import ActionNotAllowed, IncompleteDraft, StaleDossier
from portal.dossiers.queries import DossierView
from portal.dossiers.supplementing import SupplementForm
from portal.web.pages import render
from portal.web.widgets import FileBox, error_target

LONGEST_VERSION = 9
Problems = dict[str, str]
"""Field, or ``paper.<code>``, to what is wrong with it."""


@blueprint.get("/dossiers/<code>/supplement/<branch>")
@requires(Role.CITIZEN)
def supplement(code: str, branch: str) -> ResponseReturnValue:
    """Show the reasons, each beside what can be corrected."""
    view = own_dossier(code)
    try:
        asked = _form(view, branch, {})
    except ActionNotAllowed:
        return redirect(url_for("citizen.track", code=view.code), 303)
    return _page(view, branch, asked)


@blueprint.post("/dossiers/<code>/supplement/<branch>")
@requires(Role.CITIZEN)
@writes
def send_supplement(code: str, branch: str) -> ResponseReturnValue:
    """Send the corrections; a second press leads to the dossier."""
    view = own_dossier(code)
    try:
        asked = _form(view, branch, {})
        asked = _form(view, branch, _entries(asked))
    except ActionNotAllowed:
        return redirect(url_for("citizen.track", code=view.code), 303)
    refused = _keep_files(asked)
    # What was uploaded or removed stays, whatever becomes of the rest.
    g.db.commit()
    if refused or "remove" in request.form:
        return _page(view, branch, asked, refused), 422 if refused else 200
    try:
        supplementing.supplement(
            g.db,
            view.code,
            branch=branch,
            person_id=citizen().person_id,
            entries=_entries(asked),
            version=_seen_version(),
        )
    except IncompleteDraft as incomplete:
        g.db.rollback()
        found = {name: texts[0] for name, texts in incomplete.errors.items() if texts}
        return _page(view, branch, _form(view, branch, _entries(asked)), found), 422
    except (StaleDossier, ActionNotAllowed):
        g.db.rollback()
        return _changed_meanwhile(code, branch)
    return redirect(url_for("citizen.track", code=view.code), 303)


def _changed_meanwhile(code: str, branch: str) -> ResponseReturnValue:
    view = own_dossier(code)
    try:
        asked = _form(view, branch, {})
        asked = _form(view, branch, _entries(asked))
    except ActionNotAllowed:
        return redirect(url_for("citizen.track", code=view.code), 303)
    return _page(view, branch, asked, changed=True), 409


def _form(
    view: DossierView, branch: str, entries: dict[str, list[str]]
) -> SupplementForm:
    return supplementing.supplement_form(
        g.db, view.code, branch, citizen().person_id, entries
    )


def _entries(asked: SupplementForm) -> dict[str, list[str]]:
    return asked.form.entries_from(request.form, asked.fields)


def _seen_version() -> int:
    text = request.form.get("version", "")
    plain = text.isascii() and text.isdecimal() and len(text) <= LONGEST_VERSION
    return int(text) if plain else -1


def _keep_files(asked: SupplementForm) -> Problems:
    """Keep the posted files and take away the one that was struck out."""
    who = citizen().person_id
    removed = request.form.get("remove", "")
    kept = documents.uploads_of(g.db, asked.upload_token)
    for document in kept:
        if str(document.id) == removed:
            documents.remove_upload(g.db, document.id, owner=who)
    refused: Problems = {}
    for code in asked.papers:
        file = request.files.get(f"paper-{code}")
        if file is None or not file.filename:
            continue
        try:
            documents.keep_upload(
                g.db,
                owner=who,
                draft_token=asked.upload_token,
                paper=code,
                filename=file.filename,
                content=file.read(),
                now=clock.now(g.db, WORLD),
                world=WORLD,
            )
        except UploadRefused as error:
            refused[f"paper.{code}"] = str(error)
    return refused


def _boxes(asked: SupplementForm, papers: dict[str, Paper], found: Problems) -> Any:  # noqa: ANN401
    return {
        code: FileBox(
            id=f"paper-{code}",
            name=f"paper-{code}",
            text=str(papers[code].title),
            description=gettext(
                "Ảnh JPEG, PNG hoặc PDF, thấy rõ bốn góc. Tối đa 10 MB."
            ),
            errors=(found[f"paper.{code}"],) if f"paper.{code}" in found else (),
        )
        for code in asked.papers
        if code in papers
    }


def _page(
    view: DossierView,
    branch: str,
    asked: SupplementForm,
    found: Problems | None = None,
    *,
    changed: bool = False,
) -> str:
    found = found or {}
    form = asked.form
    for name, words in found.items():
        if name in asked.fields:
            form[name].errors = [words]
    papers = {paper.code: paper for paper in view.procedure.papers}
    problems = [(f"#{_target(asked, name)}", words) for name, words in found.items()]
    return render(
        "citizen/supplement.html",
        view=view,
        branch=view.procedure.branch(branch),
        lane=view.state.branches[branch],
        asked=asked,
        form=form,
        boxes=_boxes(asked, papers, found),
        uploads=documents.uploads_of(g.db, asked.upload_token),
        problems=problems,
        changed=changed,
    )


def _target(asked: SupplementForm, name: str) -> str:
    kind, _dot, code = name.partition(".")
    return f"paper-{code}" if kind == "paper" else error_target(asked.form[name])
