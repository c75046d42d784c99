"""Refuse to settle a branch (từ chối giải quyết), with the reason."""

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.agency import blueprint
from portal.agency.conflicts import Conflict, not_allowed, stale
from portal.agency.forms import RefuseForm
from portal.agency.review import as_it_is_now, conflict_page, seen_version, to_next
from portal.agency.sheet import Sheet, open_sheet
from portal.auth.guards import officer, requires, writes
from portal.auth.roles import Role
from portal.dossiers import review as desk
from portal.dossiers.errors import ActionNotAllowed, StaleDossier
from portal.dossiers.state import Action
from portal.web.pages import render


@blueprint.get("/agency/<code>/<branch>/refuse")
@requires(Role.OFFICER)
def refusal(code: str, branch: str) -> ResponseReturnValue:
    """Ask for the reason of a refusal, and warn what it ends."""
    sheet = open_sheet(g.db, code, branch, officer())
    return _refuse_page(sheet, RefuseForm(), seen=seen_version(request.args))


@blueprint.post("/agency/<code>/<branch>/refuse")
@requires(Role.OFFICER)
@writes
def refuse(code: str, branch: str) -> ResponseReturnValue:
    """Refuse to settle the branch, with the reason that the citizen will read."""
    sheet = open_sheet(g.db, code, branch, officer())
    form = RefuseForm(request.form)
    if not form.validate():
        return _refuse_page(sheet, form, seen=seen_version(request.form)), 422
    try:
        desk.refuse(
            g.db,
            code,
            branch=branch,
            officer=officer(),
            version=seen_version(request.form),
            reason=form.reason.data or "",
        )
    except StaleDossier as error:
        now = as_it_is_now(sheet)
        return _refuse_page(now, form, seen=now.version, conflict=stale(error)), 409
    except ActionNotAllowed as error:
        return conflict_page(code, branch, not_allowed(error))
    return redirect(to_next(Action.REFUSE, sheet), 303)


def _refuse_page(
    sheet: Sheet, form: RefuseForm, *, seen: int, conflict: Conflict | None = None
) -> str:
    return render(
        "agency/refuse.html",
        sheet=sheet,
        form=form,
        version=seen,
        conflict=conflict,
        problems=[(f"#{form.reason.id}", str(e)) for e in form.reason.errors],
        back=url_for("agency.review", code=sheet.code, branch=sheet.branch.code),
    )
