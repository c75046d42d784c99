"""From «Bắt đầu» to the task list: which draft, about whom, filled in from where."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms import registry
from forms.procedure import Procedure
from portal import clock
from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Citizen, Role
from portal.autofill import service as autofill
from portal.citizen import WORLD, blueprint
from portal.citizen.declaring.outages import remember
from portal.clients.records import BirthNotice
from portal.dossiers import drafting, queries
from portal.dossiers.state import DossierStatus
from portal.web.pages import render
from portal.web.services import services

if TYPE_CHECKING:
    from portal.dossiers.models import Draft

NOTICE = "birth_notice"


@dataclass(frozen=True)
class Openings:
    """What a citizen may go on with, or begin."""

    drafts: list["Draft"] = field(default_factory=list)
    notices: list[BirthNotice] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Tell whether there is nothing to choose."""
        return len(self.drafts) + len(self.notices) <= 1


@blueprint.get("/procedures/<code>/open")
@requires(Role.CITIZEN)
@writes
def open_draft(code: str) -> ResponseReturnValue:
    """Go on with a draft, or open a new one and fill in what registers know."""
    procedure = registry.get(code, clock.today(g.db, WORLD))
    who = citizen()
    found = openings(procedure, who)
    if not found.is_clear or "choose" in request.args:
        return render("citizen/which.html", procedure=procedure, found=found)
    if found.drafts:
        return _to_tasks(found.drafts[0])
    notice = found.notices[0]["code"] if found.notices else None
    return _to_tasks(_begin(procedure, who, notice))


@blueprint.post("/procedures/<code>/open")
@requires(Role.CITIZEN)
@writes
def open_chosen(code: str) -> ResponseReturnValue:
    """Open a draft for the child that was chosen."""
    procedure = registry.get(code, clock.today(g.db, WORLD))
    who = citizen()
    chosen = request.form.get("notice", "")
    known = [notice["code"] for notice in openings(procedure, who).notices]
    return _to_tasks(_begin(procedure, who, chosen if chosen in known else None))


def openings(procedure: Procedure, who: Citizen) -> Openings:
    """Return the drafts to go on with, and the birth notices not yet used."""
    drafts = [draft for draft in _drafts(procedure, who) if not _is_empty(draft)]
    if not _asks_for_notices(procedure):
        return Openings(drafts)
    used = {notice_of(draft) for draft in drafts} | _used_in_dossiers(who)
    now = clock.now(g.db, WORLD)
    # Nobody holds the database while a neighbour is asked.
    g.db.rollback()
    listed = autofill.notices(
        services().register, person_id=who.person_id, now=now, world=WORLD
    )
    return Openings(drafts, [found for found in listed if found["code"] not in used])


def read_registers(
    db: Session, draft: "Draft", who: Citizen, notice: str | None = None
) -> None:
    """Fill in what the sources know now; outages are remembered for the next page."""
    procedure = registry.get_version(draft.procedure, draft.version)
    notice = notice or notice_of(draft)
    now = clock.now(db, draft.world)
    # The draft is kept, and nobody holds the database while neighbours are asked.
    db.commit()
    fill = autofill.fill(
        procedure.eform,
        person_id=who.person_id,
        claims=who.claims,
        scopes=who.scopes,
        notice_code=notice,
        register=services().register,
        now=now,
        dossier=f"draft-{draft.token[:6]}",
        world=draft.world,
    )
    drafting.keep_prefill(db, draft, fill)
    remember(draft.token, fill.outages)


def notice_of(draft: "Draft") -> str | None:
    """Return the birth notice from which a draft was filled in."""
    return next(
        (f["record"] for f in draft.prefill.values() if f["source"] == NOTICE), None
    )


def _begin(procedure: Procedure, who: Citizen, notice: str | None) -> "Draft":
    """Open a draft, or fill in one that was left empty when the portal died."""
    left = next(filter(_is_empty, _drafts(procedure, who)), None)
    draft = left or drafting.open_draft(
        g.db, world=WORLD, procedure=procedure.code, person_id=who.person_id
    )
    read_registers(g.db, draft, who, notice)
    return draft


def _drafts(procedure: Procedure, who: Citizen) -> list["Draft"]:
    return [
        draft
        for draft in drafting.drafts_of(g.db, person_id=who.person_id, world=WORLD)
        if (draft.procedure, draft.version) == (procedure.code, procedure.version)
    ]


def _is_empty(draft: "Draft") -> bool:
    return not draft.prefill and not draft.entries


def _to_tasks(draft: "Draft") -> ResponseReturnValue:
    return redirect(url_for("citizen.task_list", token=draft.token), 303)


def _asks_for_notices(procedure: Procedure) -> bool:
    specs = procedure.eform.specs().values()
    return any(spec.autofill and spec.autofill.source == NOTICE for spec in specs)


def _used_in_dossiers(who: Citizen) -> set[str]:
    """Return the notices of one's dossiers; after a refusal one declares again."""
    return {
        origin["record"]
        for view in queries.dossiers_of(g.db, person_id=who.person_id, world=WORLD)
        if view.state.status is not DossierStatus.REFUSED
        for origin in view.dossier.provenance.values()
        if origin.get("source") == NOTICE
    }
