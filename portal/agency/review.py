"""Review (thụ lý): see one branch of a dossier, accept it, decide it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import g, redirect, request
from flask.typing import ResponseReturnValue

from forms.i18n import gettext
from portal.agency import blueprint
from portal.agency.conflicts import Conflict, not_allowed, stale
from portal.agency.said import after, done_sentence
from portal.agency.sheet import Sheet, open_sheet
from portal.auth.guards import officer, requires, writes
from portal.auth.roles import Role
from portal.dossiers import review as desk
from portal.dossiers.errors import ActionNotAllowed, StaleDossier
from portal.dossiers.state import Action
from portal.web.pages import render

LONGEST_VERSION = 9


@blueprint.get("/agency/<code>/<branch>", endpoint="review")
@requires(Role.OFFICER)
def show(code: str, branch: str) -> ResponseReturnValue:
    """Show the answers and papers of one branch, and what may be done."""
    sheet = open_sheet(g.db, code, branch, officer())
    said = done_sentence(request.args, sheet.office)
    return review_page(sheet, done=said, picked=request.args.getlist("at"))


@blueprint.post("/agency/<code>/<branch>/accept")
@requires(Role.OFFICER)
@writes
def accept(code: str, branch: str) -> ResponseReturnValue:
    """Take a received branch up."""
    return _act(Action.ACCEPT, desk.accept, code, branch)


@blueprint.post("/agency/<code>/<branch>/decide")
@requires(Role.OFFICER)
@writes
def decide(code: str, branch: str) -> ResponseReturnValue:
    """Agree: registers are told, the result is signed and issued."""
    return _act(Action.DECIDE, desk.decide, code, branch)


def _act(
    action: Action, verb: Callable[..., Any], code: str, branch: str
) -> ResponseReturnValue:
    sheet = open_sheet(g.db, code, branch, officer())
    try:
        verb(
            g.db,
            code,
            branch=branch,
            officer=officer(),
            version=seen_version(request.form),
        )
    except StaleDossier as error:
        return conflict_page(code, branch, stale(error))
    except ActionNotAllowed as error:
        return conflict_page(code, branch, not_allowed(error))
    return redirect(to_next(action, sheet), 303)


def conflict_page(code: str, branch: str, conflict: Conflict) -> ResponseReturnValue:
    """Show the dossier as it is now, and why nothing was done."""
    g.db.rollback()
    sheet = open_sheet(g.db, code, branch, officer())
    return review_page(sheet, conflict=conflict), 409


def as_it_is_now(sheet: Sheet) -> Sheet:
    """Drop what this request began and read the dossier again."""
    g.db.rollback()
    return open_sheet(g.db, sheet.code, sheet.branch.code, officer())


def review_page(
    sheet: Sheet,
    *,
    done: str = "",
    picked: Sequence[str] = (),
    conflict: Conflict | None = None,
    problem: tuple[str, str] | None = None,
) -> str:
    """Draw the review page; ``problem`` is a link and a message."""
    return render(
        "agency/review.html",
        sheet=sheet,
        may=sheet.may,
        decide_label=gettext("Ký và cấp %(result)s")
        % {"result": sheet.branch.result.title},
        done=done,
        picked=set(picked),
        conflict=conflict,
        problem=problem,
    )


def seen_version(sent: Mapping[str, str]) -> int:
    """Return the version that the officer saw; 0, older than any, for nonsense."""
    text = sent.get("version", "")
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_VERSION:
        return int(text)
    return 0


def to_next(action: Action, sheet: Sheet) -> str:
    """Return where the officer goes after an action on this sheet."""
    return after(
        action,
        code=sheet.code,
        branch=sheet.branch.code,
        office=sheet.office,
        world=sheet.world,
    )
