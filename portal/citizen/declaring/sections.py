"""The pages of an eForm, one per section: look over, type what is missing, go on."""

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from forms.eform import Eform, Section
from forms.i18n import gettext
from portal import clock
from portal.auth.guards import requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.citizen.declaring.drafts import OpenDraft, already_sent, own_draft
from portal.citizen.declaring.tasks import next_page
from portal.dossiers import drafting
from portal.dossiers.errors import LockedValueChanged, StaleDraft
from portal.web.pages import render

HIGHEST_VERSION = 2**31 - 1


@dataclass(frozen=True)
class Clash:
    """A field that another window saved with another value meanwhile."""

    name: str
    label: str
    saved: str
    yours: str


@blueprint.get("/drafts/<token>/s/<code>")
@requires(Role.CITIZEN)
def section(token: str, code: str) -> ResponseReturnValue:
    """Show one section with what is already known."""
    opened = own_draft(token)
    here = section_of(opened, code)
    return already_sent(opened) or _page(opened, here, opened.form)


@blueprint.post("/drafts/<token>/s/<code>")
@requires(Role.CITIZEN)
@writes
def save_section(token: str, code: str) -> ResponseReturnValue:
    """Keep what was typed, right or wrong, and say what has to be mended."""
    opened = own_draft(token)
    here = section_of(opened, code)
    if sent := already_sent(opened):
        return sent
    asked = shown_fields(opened.form, here)
    entries = typed_entries(opened, here)
    form = _with(opened, here, entries)
    fits = form.check(asked)
    try:
        _refuse_forged(opened, here)
        drafting.save_section(
            g.db,
            opened.draft,
            section=code,
            entries=entries,
            done=fits,
            row_version=_seen_version(),
        )
    except StaleDraft:
        g.db.rollback()
        return _clash_page(token, code)
    except LockedValueChanged as error:
        g.db.rollback()
        return _locked_page(own_draft(token), here, error), 422
    return _after_saving(opened, here, form, asked)


def _after_saving(
    opened: OpenDraft, here: Section, form: Eform, asked: list[str]
) -> ResponseReturnValue:
    token, code = opened.token, here.code
    if "leave" in request.form:
        return redirect(url_for("citizen.task_list", token=token), 303)
    if form.errors:
        # The answer is an error, and still what was typed must not be lost.
        g.db.commit()
        return _page(own_draft(token), here, form), 422
    opened_up = [name for name in shown_fields(form, here) if name not in asked]
    if opened_up and not form.check(opened_up):
        target = url_for("citizen.section", token=token, code=code, more="1")
        return redirect(f"{target}#{form[opened_up[0]].id}", 303)
    return redirect(next_page(token), 303)


def section_of(opened: OpenDraft, code: str) -> Section:
    """Return the section with this code, or answer that there is no such page."""
    for found in opened.procedure.eform.sections:
        if found.code == code:
            return found
    raise NotFound


def shown_fields(form: Eform, here: Section) -> list[str]:
    """Return the fields of a section that this case asks for."""
    return [name for name in here.fields if form.is_shown(name)]


def typed_entries(opened: OpenDraft, here: Section) -> dict[str, list[str]]:
    """Return what was posted for the fields of a section that may be typed.

    What was typed earlier in fields that are hidden now is kept, in case they come
    back. A box that was not on the page was not answered «no».
    """
    form, locked = opened.form, drafting.locked_of(opened.draft)
    open_names = [n for n in here.fields if n not in locked and not form[n].computed]
    on_page = [n for n in open_names if form.is_shown(n) or n in request.form]
    hidden = {
        key: opened.draft.entries[key]
        for name in open_names
        if name not in on_page
        for key in form.keys(name)
        if key in opened.draft.entries
    }
    late = [name for name in open_names if name not in on_page]
    posted = {
        key: values
        for key, values in form.entries_from(request.form, late).items()
        if key in request.form
    }
    typed = hidden | posted | form.entries_from(request.form, on_page)
    return _without_copies(opened, here, typed, on_page)


def _without_copies(
    opened: OpenDraft,
    here: Section,
    entries: dict[str, list[str]],
    names: list[str],
) -> dict[str, list[str]]:
    """Leave out what came back as it was filled in: the citizen did not type it."""
    form = _with(opened, here, entries)
    copies = {
        key
        for name in names
        if name in opened.filled and form[name].data == opened.filled[name].value
        for key in form.keys(name)
    }
    return {key: values for key, values in entries.items() if key not in copies}


def _refuse_forged(opened: OpenDraft, here: Section) -> None:
    changed = opened.form.forged(
        request.form,
        drafting.prefill_of(opened.draft),
        drafting.locked_of(opened.draft) & set(here.fields),
    )
    if changed:
        raise LockedValueChanged(changed)


def _with(opened: OpenDraft, here: Section, entries: dict[str, list[str]]) -> Eform:
    eform = opened.procedure.eform
    here_keys = {key for name in here.fields for key in eform.keys(name)}
    elsewhere = {k: v for k, v in opened.draft.entries.items() if k not in here_keys}
    return eform.open(
        entries={**elsewhere, **entries},
        prefill=drafting.prefill_of(opened.draft),
        locked=drafting.locked_of(opened.draft),
        today=clock.today(g.db, opened.draft.world),
    )


def _seen_version() -> int | None:
    text = request.form.get("row_version", "")
    if not (text.isascii() and text.isdecimal()) or len(text) > len(
        str(HIGHEST_VERSION)
    ):
        return None
    return int(text)


def _clash_page(token: str, code: str) -> ResponseReturnValue:
    opened = own_draft(token)
    here = section_of(opened, code)
    if sent := already_sent(opened):
        return sent
    form = _with(opened, here, typed_entries(opened, here))
    clashes = [
        Clash(
            name,
            str(form[name].label.text),
            opened.form[name].display,
            form[name].display,
        )
        for name in shown_fields(form, here)
        if opened.form[name].display != form[name].display
    ]
    return _page(opened, here, form, clashes=clashes, clashed=True), 409


def _locked_page(opened: OpenDraft, here: Section, error: LockedValueChanged) -> str:
    words = gettext(
        "%(label)s đã được cơ quan xác nhận nên không sửa ở đây. %(advice)s"
    )
    advice = gettext("Nếu sai, chọn «Thông tin này sai?» cạnh giá trị đó.")
    labels = [(name, str(opened.form[name].label.text)) for name in error.fields]
    problems = [
        (f"#{name}-origin", words % {"label": label, "advice": advice})
        for name, label in labels
    ]
    return _page(opened, here, opened.form, problems=problems)


def _page(opened: OpenDraft, here: Section, form: Eform, **more: Any) -> str:  # noqa: ANN401
    names = shown_fields(form, here)
    locked = drafting.locked_of(opened.draft)
    specs = form.specs()
    fixed = [name for name in names if name in locked or specs[name].computed]
    editable = [name for name in names if name not in fixed]
    return render(
        "citizen/section.html",
        opened=opened,
        here=here,
        form=form,
        editable=editable,
        quiet=[name for name in editable if _is_quiet(opened, form, name)],
        unfolded=request.args.get("open", ""),
        fixed=[name for name in fixed if name in form.answers()],
        opened_up="more" in request.args,
        **more,
    )


def _is_quiet(opened: OpenDraft, form: Eform, name: str) -> bool:
    """Tell whether a value came filled in and nobody touched it."""
    filled = opened.filled.get(name)
    return (
        filled is not None
        and not form[name].errors
        and (form[name].data == filled.value)
    )
