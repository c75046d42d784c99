"""Following a dossier: one's list, where each stands, its live part, its results."""

import hashlib
from typing import Any

from flask import Response, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms import registry
from forms.agencies import AGENCIES
from forms.i18n import gettext
from forms.procedure import Branch, Procedure
from portal import clock
from portal.auth.guards import citizen, requires
from portal.auth.roles import Role
from portal.citizen import WORLD, blueprint
from portal.citizen.promises import all_done_by, finished, promised
from portal.documents import service as documents
from portal.dossiers import drafting, queries
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.queries import DossierView
from portal.web.pages import render


@blueprint.get("/dossiers")
@requires(Role.CITIZEN)
def dossiers() -> ResponseReturnValue:
    """Show one's dossiers and drafts; ``?code=`` opens the dossier with that code."""
    who = citizen().person_id
    asked = request.args.get("code", "").strip()
    if asked and (found := _own_code(asked, who)):
        return redirect(url_for("citizen.track", code=found))
    drafts = drafting.drafts_of(g.db, person_id=who, world=WORLD)
    page = render(
        "citizen/dossiers.html",
        dossiers=queries.dossiers_of(g.db, person_id=who, world=WORLD),
        drafts=[(d, registry.get_version(d.procedure, d.version)) for d in drafts],
        now=clock.now(g.db, WORLD),
        asked=asked,
        problems=_no_such(asked) if asked else [],
    )
    return page, 422 if asked else 200


@blueprint.get("/dossiers/<code>")
@requires(Role.CITIZEN)
def track(code: str) -> ResponseReturnValue:
    """Show where a dossier is, who holds it, why it still waits, until when."""
    view = own_dossier(code)
    part = _part(view)
    return render("citizen/track.html", part=part, tag=_tag(part), **_facts(view))


@blueprint.get("/dossiers/<code>/part")
@requires(Role.CITIZEN)
def track_part(code: str) -> ResponseReturnValue:
    """Answer the part of the tracking page that changes, or 304 when it has not."""
    part = _part(own_dossier(code))
    response = make_response(part)
    response.set_etag(_tag(part).strip('"'))
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


@blueprint.get("/dossiers/<code>/sent")
@requires(Role.CITIZEN)
def sent(code: str) -> ResponseReturnValue:
    """Confirm a dossier that was just sent: its code, who has it, what comes next."""
    return render("citizen/sent.html", **_facts(own_dossier(code)))


@blueprint.get("/results/<code>.pdf")
@requires(Role.CITIZEN)
def result(code: str) -> ResponseReturnValue:
    """Answer a result's PDF to the person who applied for it."""
    document = documents.result_document(g.db, code)
    own_dossier(document.dossier_code or "")
    response = Response(
        documents.content(g.db, document.id), mimetype="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="{document.filename}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def own_dossier(code: str) -> DossierView:
    """Return the signed-in citizen's dossier.

    Raises:
        DossierNotFound: there is none, or it is another person's.
    """
    return queries.dossier_of(g.db, code=code, person_id=citizen().person_id)


def _own_code(text: str, who: str) -> str | None:
    try:
        return queries.dossier_of(g.db, code=text, person_id=who).code
    except DossierNotFound:
        return None


def _no_such(text: str) -> list[tuple[str, str]]:
    words = gettext(
        "Chưa thấy hồ sơ có mã «%(code)s» trong các hồ sơ của bạn. "
        "Kiểm tra từng chữ trong mã; mã không có 0, O, 1, I, L."
    )
    return [("#code", words % {"code": text[:40]})]


def _part(view: DossierView) -> str:
    return render("citizen/lanes.html", **_facts(view))


def _facts(view: DossierView) -> dict[str, Any]:
    procedure, state = view.procedure, view.state
    submitted_at = view.dossier.submitted_at
    return {
        "view": view,
        "dossier": view.dossier,
        "procedure": procedure,
        "state": state,
        "agencies": AGENCIES,
        "promises": promised(procedure, state, submitted_at),
        "done_by": all_done_by(procedure, state, submitted_at),
        "finished": finished(state),
        "needed_by": lambda branch: _needed_by(procedure, branch),
        "results": {d.code: d for d in documents.results_of(g.db, view.code)},
    }


def _needed_by(procedure: Procedure, branch: Branch) -> str:
    return ", ".join(str(procedure.branch(need).title) for need in branch.needs)


def _tag(part: str) -> str:
    return f'"{hashlib.sha256(part.encode()).hexdigest()[:20]}"'
