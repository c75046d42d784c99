"""Check the answers before sending, and send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.agencies import office_title
from forms.i18n import _
from forms.procedure import Branch
from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.citizen.declaring.drafts import OpenDraft, already_sent, own_draft
from portal.dossiers import submitting
from portal.dossiers.errors import DraftOutdated, DuplicateDossier, IncompleteDraft
from portal.dossiers.sending import office_for
from portal.web.pages import render
from portal.web.widgets import error_target

NOT_DECLARED = _(
    "Bạn chưa đánh dấu lời cam đoan. Đọc lại rồi đánh dấu vào ô trước khi gửi."
)


@dataclass(frozen=True)
class Destination:
    """A branch and the office that will receive it, as far as answers tell."""

    branch: Branch
    office: str | None


@blueprint.get("/drafts/<token>/check")
@requires(Role.CITIZEN)
def check(token: str) -> ResponseReturnValue:
    """Show every answer with its source and who will read it."""
    opened = own_draft(token)
    return already_sent(opened) or _page(opened)


@blueprint.post("/drafts/<token>/check")
@requires(Role.CITIZEN)
@writes
def send(token: str) -> ResponseReturnValue:
    """Send the dossier; pressing twice, or going back, gives the same dossier."""
    opened = own_draft(token)
    if sent := already_sent(opened):
        return sent
    if not request.form.get("declared"):
        return _page(opened, [("#declared", str(NOT_DECLARED))]), 422
    who = citizen()
    try:
        dossier = submitting.submit(
            g.db,
            token=token,
            person_id=who.person_id,
            person_name=who.full_name,
            twin="twin" in request.form,
        )
    except IncompleteDraft as incomplete:
        g.db.rollback()
        again = own_draft(token)
        return _page(again, listed(again, incomplete.errors)), 422
    except (DuplicateDossier, DraftOutdated) as refused:
        g.db.rollback()
        return _page(own_draft(token), refused=refused), 409
    return redirect(url_for("citizen.sent", code=dossier.code), 303)


def address_of(opened: OpenDraft, name: str) -> str:
    """Return where a field, or a paper as ``paper.<code>``, is mended."""
    token = opened.token
    kind, _dot, code = name.partition(".")
    if kind == "paper":
        return url_for("citizen.papers", token=token, _anchor=f"{code}-file")
    field = opened.form[name]
    section = field.spec.section
    return url_for(
        "citizen.section",
        token=token,
        code=section,
        open=name,
        _anchor=error_target(field),
    )


def destinations(opened: OpenDraft) -> list[Destination]:
    """Return each branch with the office that the answers lead to."""
    answers: dict[str, object] = {**opened.form.answers()}
    return [
        Destination(branch, _title(office_for(branch, answers)))
        for branch in opened.procedure.branches
    ]


def _title(office: str | None) -> str | None:
    return None if office is None else office_title(office)


def listed(
    opened: OpenDraft, errors: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """Return errors by field or paper as (where it is mended, message)."""
    return [
        (address_of(opened, name), texts[0]) for name, texts in errors.items() if texts
    ]


def _page(
    opened: OpenDraft,
    problems: list[tuple[str, str]] | None = None,
    refused: Exception | None = None,
) -> str:
    gaps = submitting.problems(g.db, opened.draft)
    return render(
        "citizen/check.html",
        opened=opened,
        problems=problems or [],
        gaps=gaps,
        missing=listed(opened, gaps),
        address_of=address_of,
        destinations=destinations(opened),
        refused=refused,
        duplicate=getattr(refused, "code", None),
    )
