"""The lobby (sảnh) of the demo: three doors, the cast, the autopilot switch."""

from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms import registry
from portal import clock
from portal.auth.guards import officer_or_none, public, writes
from portal.lobby import WORLD, blueprint
from portal.lobby.autopilot import MODES, current_mode, set_mode
from portal.lobby.personas import shelf
from portal.web.pages import render
from portal.web.services import services

_MODE_CODES = {mode.code for mode in MODES}


@blueprint.get("/demo")
@public
def lobby() -> ResponseReturnValue:
    """Show the doors, the cast and what the demo's world is doing."""
    facts = _facts()
    just_set = request.args.get("set") == facts["mode"].code
    return render("lobby/lobby.html", just_set=just_set, **facts)


@blueprint.get("/demo/both")
@public
def both() -> ResponseReturnValue:
    """Show the citizen's and the officer's screen beside each other."""
    return render("lobby/both.html", officer_start=_officer_start())


@blueprint.post("/demo/autopilot")
@public
@writes
def autopilot() -> ResponseReturnValue:
    """Switch the officers who answer by rule off, to fast, or to human speed."""
    mode = request.form.get("mode", "")
    if mode not in _MODE_CODES:
        return render("lobby/lobby.html", mode_missing=True, **_facts()), 422
    set_mode(g.db, WORLD, mode)
    return redirect(url_for("lobby.lobby", set=mode, _anchor="autopilot"), 303)


def _officer_start() -> str:
    """Where the officer's side begins: the queue, or the first officer's sign-in."""
    officers = shelf(services().register).officers
    if officer_or_none() or not officers:
        return url_for("agency.queue")
    return url_for("auth.staff_sign_in", hint=officers[0].slug)


def _facts() -> dict[str, Any]:
    # First the register, then the database: no transaction waits for a neighbour.
    cast = shelf(services().register)
    return {
        "shelf": cast,
        "start_path": _start_path(),
        "now": clock.now(g.db, WORLD),
        "world": WORLD,
        "modes": MODES,
        "mode": current_mode(g.db, WORLD),
    }


def _start_path() -> str:
    """Where a citizen begins: the first procedure that is in force today."""
    today = clock.today(g.db, WORLD)
    for procedure in registry.all_procedures():
        if procedure.in_force(today):
            return f"/procedures/{procedure.code}/open"
    return "/"
