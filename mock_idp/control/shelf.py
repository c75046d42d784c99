"""The catalogue page and the page of one scenario, for people; no JavaScript needed."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.i18n import Text
from mock_idp import pages
from mock_idp.control.exchanges import CURRENT
from mock_idp.control.faults.fault import Fault
from mock_idp.control.nearness import may_wish
from mock_idp.control.scenarios import Banner
from mock_idp.front.cookies import SCENARIO_COOKIE
from mock_idp.front.current import service
from mock_idp.login import browser

shelf = Blueprint("shelf", __name__)
FORM = "scenario"


@dataclass(frozen=True)
class Row:
    """A fault as the catalogue shows it."""

    fault: Fault
    is_on: bool
    command: str


def banners() -> list[Banner]:
    """Return what goes wrong on purpose now, for the band on every page."""
    return [] if CURRENT.get() is None else service().scenarios.banners()


def _rows() -> list[tuple[str, Text, list[Row]]]:
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        CATALOGUE,
        GROUPS,
    )

    on = {f.id for s in service().scenarios.all() for f in s.faults}
    chosen = browser.cookie(SCENARIO_COOKIE)
    return [
        (
            group,
            title,
            [
                Row(f, f.id in on or f.id == chosen, _command(f))
                for f in CATALOGUE.values()
                if f.group == group
            ],
        )
        for group, title in GROUPS.items()
    ]


def _command(fault: Fault) -> str:
    """Return the line that switches a fault on from a shell."""
    return f"mock-idp faults on {fault.id} --server {service().settings.issuer}"


@shelf.get("/faults")
def catalogue() -> ResponseReturnValue:
    """List every named fault, with what a correct client must do."""
    groups = _rows()
    count = sum(len(rows) for _, _, rows in groups)
    return pages.render("faults/catalogue.html", groups=groups, count=count)


@shelf.get("/kich-ban/<name>")
@shelf.get("/scenarios/<name>", endpoint="show_english")
def show(name: str) -> ResponseReturnValue:
    """Show one fault and offer it for this browser's sign-ins."""
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        GROUPS,
    )

    fault = _known(name)
    return pages.render(
        "faults/one.html",
        row=Row(fault, browser.cookie(SCENARIO_COOKIE) == fault.id, _command(fault)),
        may=may_wish(service().settings, dict(request.headers)),
        group=GROUPS[fault.group],
    )


@shelf.post("/kich-ban/<name>")
def choose(name: str) -> ResponseReturnValue:
    """Let the fault hold for this browser's sign-ins, or end that."""
    browser.check_form_token(FORM)
    fault = _known(name)
    if not may_wish(service().settings, dict(request.headers)):
        abort(404)
    if request.form.get("answer") == "on":
        browser.set_cookie(SCENARIO_COOKIE, fault.id)
    else:
        browser.drop_cookie(SCENARIO_COOKIE)
    return redirect(url_for("shelf.show", name=fault.id), 303)


def _known(name: str) -> Fault:
    from mock_idp.control.faults.catalogue import (  # noqa: PLC0415 - start-up budget
        CATALOGUE,
    )

    found = CATALOGUE.get(name)
    if found is None:
        abort(404)
    return found
