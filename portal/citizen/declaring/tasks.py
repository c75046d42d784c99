"""The task list of a draft: what is done, what is left, what could not be read."""

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.auth.guards import citizen, requires, writes
from portal.auth.roles import Role
from portal.citizen import blueprint
from portal.citizen.declaring import outages
from portal.citizen.declaring.drafts import already_sent, own_draft
from portal.citizen.declaring.opening import read_registers
from portal.web.pages import render


@blueprint.get("/drafts/<token>")
@requires(Role.CITIZEN)
def task_list(token: str) -> ResponseReturnValue:
    """Show the parts of the eForm and how far each is."""
    opened = own_draft(token)
    return already_sent(opened) or render(
        "citizen/tasks.html",
        opened=opened,
        progress=opened.progress,
        troubles=outages.of_draft(token),
        withheld=outages.withheld(opened.procedure.eform, citizen().scopes),
    )


@blueprint.post("/drafts/<token>/read-again")
@requires(Role.CITIZEN)
@writes
def read_again(token: str) -> ResponseReturnValue:
    """Ask the registers once more after an outage; what was typed stays."""
    opened = own_draft(token)
    if sent := already_sent(opened):
        return sent
    read_registers(g.db, opened.draft, citizen())
    return redirect(url_for("citizen.task_list", token=token), 303)


@blueprint.get("/drafts/<token>/next")
@requires(Role.CITIZEN)
def next_task(token: str) -> ResponseReturnValue:
    """Lead to the first part that still needs the citizen."""
    return redirect(next_page(token), 303)


def next_page(token: str) -> str:
    """Return the address of what is left to do: a section, the papers, the check."""
    progress = own_draft(token).progress
    if progress.next_section:
        return url_for("citizen.section", token=token, code=progress.next_section)
    if progress.papers_left:
        return url_for("citizen.papers", token=token)
    return url_for("citizen.check", token=token)
