"""Return for supplement (yêu cầu bổ sung), with reasons pinned to places."""

from collections.abc import Sequence
from dataclasses import asdict

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import SOURCE_LANGUAGE, gettext, use_language
from portal.agency import blueprint
from portal.agency.conflicts import Conflict, not_allowed, not_answerable, stale
from portal.agency.forms import ReturnForm
from portal.agency.review import (
    as_it_is_now,
    conflict_page,
    review_page,
    seen_version,
    to_next,
)
from portal.agency.sheet import Sheet, open_sheet
from portal.agency.sheet.places import Place
from portal.auth.guards import officer, requires, writes
from portal.auth.roles import Role
from portal.dossiers import review as desk
from portal.dossiers.errors import (
    ActionNotAllowed,
    ReasonNotAnswerable,
    StaleDossier,
)
from portal.dossiers.events import Reason
from portal.dossiers.state import Action
from portal.notifications.templates import TEMPLATES, Words
from portal.web.pages import render


@blueprint.get("/agency/<code>/<branch>/return")
@requires(Role.OFFICER)
def reasons(code: str, branch: str) -> ResponseReturnValue:
    """Ask for the reasons at the places that the officer has ticked."""
    sheet = open_sheet(g.db, code, branch, officer())
    chosen = _chosen(sheet, request.args.getlist("at"))
    if not chosen:
        return review_page(sheet, problem=_nothing_ticked(sheet)), 422
    return _return_page(sheet, ReturnForm(chosen), seen=seen_version(request.args))


@blueprint.post("/agency/<code>/<branch>/return")
@requires(Role.OFFICER)
@writes
def return_for_supplement(code: str, branch: str) -> ResponseReturnValue:
    """Preview the reasons, or send the branch back to the citizen with them."""
    sheet = open_sheet(g.db, code, branch, officer())
    chosen = _chosen(sheet, request.form.getlist("at"))
    if not chosen:
        return review_page(sheet, problem=_nothing_ticked(sheet)), 422
    form = ReturnForm(chosen, request.form)
    if not form.validate():
        return _return_page(sheet, form, seen=seen_version(request.form)), 422
    if request.form.get("step") == "preview":
        seen = seen_version(request.form)
        return _return_page(sheet, form, seen=seen, preview=_message(sheet, form))
    return _send_back(sheet, form)


def _send_back(sheet: Sheet, form: ReturnForm) -> ResponseReturnValue:
    code, branch = sheet.code, sheet.branch.code
    try:
        desk.return_for_supplement(
            g.db,
            code,
            branch=branch,
            officer=officer(),
            version=seen_version(request.form),
            reasons=_reasons(form),
        )
    except StaleDossier as error:
        now = as_it_is_now(sheet)
        return _return_page(now, form, seen=now.version, conflict=stale(error)), 409
    except ActionNotAllowed as error:
        return conflict_page(code, branch, not_allowed(error))
    except ReasonNotAnswerable as error:
        now = as_it_is_now(sheet)
        conflict = not_answerable(sheet.places(), error)
        return _return_page(now, form, seen=now.version, conflict=conflict), 409
    return redirect(to_next(Action.RETURN, sheet), 303)


def _chosen(sheet: Sheet, keys: Sequence[str]) -> list[Place]:
    wanted = set(keys)
    return [place for key, place in sheet.places().items() if key in wanted]


def _nothing_ticked(sheet: Sheet) -> tuple[str, str]:
    first = next(iter(sheet.places().values()), None)
    message = gettext(
        "Chưa đánh dấu chỗ nào cần bổ sung. Đánh dấu ít nhất một thông tin "
        "hoặc giấy tờ, rồi chọn lý do."
    )
    if first is None:
        return "#work", message
    return f"#tick-{first.key}", message


def _reasons(form: ReturnForm) -> list[Reason]:
    return [
        Reason(
            text=text,
            field=pinned.place.name if pinned.place.sort == "field" else None,
            paper=pinned.place.name if pinned.place.sort == "paper" else None,
        )
        for pinned in form.pinned
        for text in pinned.texts()
    ]


def _message(sheet: Sheet, form: ReturnForm) -> Words:
    """Return the message as it would be sent now."""
    facts = {
        "code": sheet.code,
        "subject_name": sheet.subject,
        "procedure": sheet.procedure.code,
        "version": sheet.procedure.version,
        "office": sheet.office,
        "reasons": [asdict(reason) for reason in _reasons(form)],
    }
    with use_language(SOURCE_LANGUAGE):
        return TEMPLATES["branch_returned"](facts)


def _return_page(
    sheet: Sheet,
    form: ReturnForm,
    *,
    seen: int,
    preview: Words | None = None,
    conflict: Conflict | None = None,
) -> str:
    return render(
        "agency/return.html",
        sheet=sheet,
        form=form,
        version=seen,
        preview=preview,
        conflict=conflict,
        problems=_problems(form),
        reason_count=len(_reasons(form)),
        back=url_for(
            "agency.review",
            code=sheet.code,
            branch=sheet.branch.code,
            at=[pinned.place.key for pinned in form.pinned],
        ),
    )


def _problems(form: ReturnForm) -> list[tuple[str, str]]:
    found = []
    for pinned in form.pinned:
        for control, anchor in (
            (pinned.ready_made, f"#{pinned.ready_made.id}-0"),
            (pinned.own_words, f"#{pinned.own_words.id}"),
        ):
            found += [(anchor, str(error)) for error in control.errors]
    return found
