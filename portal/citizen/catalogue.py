"""The first page by life event, and the start page of each procedure.

Everything on both comes from the procedures' own definitions, so that a new
procedure has its pages as soon as the registry holds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import g
from flask.typing import ResponseReturnValue

from forms import registry
from forms.agencies import AGENCIES, Agency
from forms.i18n import Text
from forms.procedure import Branch, LegalBasis, Procedure
from portal import clock
from portal.auth.guards import public
from portal.citizen import WORLD, blueprint
from portal.web.pages import render


@dataclass(frozen=True)
class Step:
    """A branch as the start page shows it."""

    branch: Branch
    agency: Agency
    waits_for: tuple[Text, ...]


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """Show the life events that have a procedure in force today."""
    today = clock.today(g.db, WORLD)
    events = life_events(today)
    return render("citizen/home.html", events=events, agencies=AGENCIES, today=today)


@blueprint.get("/procedures/<code>")
@public
def start(code: str) -> ResponseReturnValue:
    """Show what a procedure gives, how long it takes, what it costs and needs."""
    today = clock.today(g.db, WORLD)
    procedure = registry.get(code, today)
    return render(
        "citizen/start.html",
        procedure=procedure,
        steps=steps_of(procedure),
        sources=cited(procedure),
        today=today,
    )


def life_events(on: date) -> dict[str, list[Procedure]]:
    """Return the procedures in force on a date by what citizens call the event."""
    events: dict[str, list[Procedure]] = {}
    for procedure in registry.all_procedures():
        if procedure.in_force(on):
            events.setdefault(procedure.life_event, []).append(procedure)
    return events


def steps_of(procedure: Procedure) -> list[Step]:
    """Return the branches with their agency and the branches they wait for."""
    titles = {branch.code: branch.title for branch in procedure.branches}
    return [
        Step(
            branch,
            AGENCIES[branch.agency],
            tuple(titles[need] for need in branch.needs),
        )
        for branch in procedure.branches
    ]


def cited(procedure: Procedure) -> list[LegalBasis]:
    """Return every legal source that the procedure names, each once."""
    found: dict[str, LegalBasis] = {}
    for basis in _all_bases(procedure):
        found.setdefault(basis.citation, basis)
    return list(found.values())


def _all_bases(procedure: Procedure) -> Iterable[LegalBasis]:
    yield from procedure.basis
    yield procedure.total.basis
    for branch in procedure.branches:
        yield from (*branch.basis, branch.deadline.basis, branch.fee.basis)
