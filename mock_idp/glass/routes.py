"""The pages of the looking glass, below ``/kinh`` and, in English, ``/glass``."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import (
    Blueprint,
    Response,
    abort,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from forms.i18n import language
from mock_idp import pages
from mock_idp.clock import VIETNAM
from mock_idp.control import exports
from mock_idp.front.current import service
from mock_idp.glass import access
from mock_idp.glass.shown import shown
from mock_idp.login import browser
from mock_idp.oidc.message import LONGEST_JWT

if TYPE_CHECKING:
    from mock_idp.glass.trails import Trail
    from mock_idp.glass.view import View

FORM = "glass"
MOST_TRAILS = 100
MOST_CLIENTS = 200
"""Clients whose keys are tried on a pasted token."""
glass = Blueprint("glass", __name__)


@glass.before_request
def check_access() -> ResponseReturnValue | None:
    """Show nothing to whom the control API would not answer."""
    if not access.is_offered():
        abort(404)
    is_key_form = str(request.endpoint).endswith(".key")
    if is_key_form or access.may_look():
        return None
    return _render("key.html", 401, is_refused=False)


def _render(
    template: str,
    status: int = 200,
    **context: Any,  # noqa: ANN401 - whatever a template needs
) -> Response:
    here = service()
    return pages.render(
        f"glass/{template}", status, banners=here.scenarios.banners, **context
    )


@glass.app_template_filter("at")
def moment(seconds: float) -> str:
    """Return a moment of the provider's clock as the pages show it."""
    return datetime.fromtimestamp(seconds, VIETNAM).strftime("%H:%M:%S %d/%m/%Y")


glass.add_app_template_filter(shown, "shown")


def _trails() -> "list[Trail]":
    from mock_idp.glass.trails import trails  # noqa: PLC0415 - start-up budget

    return trails(service().journal.find())


def _names() -> Callable[[str | None], str]:
    """Return what finds the name of a relying party, for templates."""
    here = service()
    return lambda client_id: str(here.client(client_id).name) if client_id else ""


def _tag() -> str:
    """Return what changes whenever a page of the glass may change."""
    journal = service().journal
    kept = journal.find()
    first, last = (kept[0], kept[-1]) if kept else (None, None)
    ends = [f"{e.number} {e.started}" for e in (first, last) if e is not None]
    return f"{language()} {journal.last} {' '.join(ends)}".replace(" ", "-")


@glass.post("/khoa", endpoint="key")
def take_key() -> ResponseReturnValue:
    """Let a browser in whose reader knows the key of the control API."""
    browser.check_form_token(FORM)
    if not access.let_in(request.form.get("key", "")):
        g.page_address = url_for(".index")
        return _render("key.html", 401, is_refused=True)
    return redirect(url_for(".index"), 303)


@glass.post("/dong", endpoint="close")
def close() -> ResponseReturnValue:
    """Forget that this browser may look."""
    browser.check_form_token(FORM)
    access.show_out()
    return redirect(url_for("home"), 303)


def _list_context() -> dict[str, Any]:
    found = _trails()
    return {
        "trails": found[:MOST_TRAILS],
        "rest": max(0, len(found) - MOST_TRAILS),
        "name_of": _names(),
    }


@glass.get("/", strict_slashes=False, endpoint="index")
def index() -> ResponseReturnValue:
    """List the sign-ins, newest first."""
    return _render("index.html", has_pass=access.has_pass(), **_list_context())


@glass.get("/part", endpoint="index_part")
def index_part() -> ResponseReturnValue:
    """Answer the list's question: is there anything new?"""
    return _live(lambda: render_template("glass/_index.html", **_list_context()))


def _live(write: Callable[[], str]) -> Response:
    tag = _tag()
    if request.if_none_match.contains(tag):
        return make_response("", 304)
    response = make_response(write())
    response.set_etag(tag)
    return response


def _one(number: int) -> "View":
    from mock_idp.glass.trails import find  # noqa: PLC0415 - start-up budget
    from mock_idp.glass.view import view  # noqa: PLC0415 - start-up budget

    trail = find(_trails(), number)
    if trail is None:
        abort(404)
    return view(service().provider, trail)


def _one_context(number: int) -> dict[str, Any]:
    from mock_idp.glass.steps import LANES  # noqa: PLC0415 - start-up budget

    return {
        "view": _one(number),
        "lane_names": LANES,
        "number": number,
        "is_open": request.args.get("mo") == "1",
        "name_of": _names(),
    }


@glass.get("/<int:number>", endpoint="one")
def one(number: int) -> ResponseReturnValue:
    """Show one sign-in as a sequence."""
    return _render("one.html", **_one_context(number))


@glass.get("/<int:number>/part", endpoint="one_part")
def one_part(number: int) -> ResponseReturnValue:
    """Answer the page's question: has anything been added?"""
    return _live(lambda: render_template("glass/_one.html", **_one_context(number)))


@glass.get("/<int:number>.<form>", endpoint="export")
def export(number: int, form: str) -> ResponseReturnValue:
    """Give one sign-in as a file: HAR 1.2, Mermaid, or a pytest file."""
    from mock_idp.glass.diagram import mermaid  # noqa: PLC0415 - start-up budget

    seen, issuer = _one(number), service().settings.issuer
    exchanges = seen.trail.whole
    makers: dict[str, tuple[str, Callable[[], str]]] = {
        "har": ("application/json", lambda: json.dumps(exports.har(exchanges, issuer))),
        "mmd": ("text/plain", lambda: mermaid(seen)),
        "py": ("text/x-python", lambda: exports.pytest_file(exchanges, issuer)),
    }
    if form not in makers:
        abort(404)
    kind, write = makers[form]
    response = Response(write().encode("utf-8", "replace"), mimetype=kind)
    name = f"sign-in-{number}.{form}" if form != "py" else f"test_sign_in_{number}.py"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@glass.get("/token", endpoint="token")
def token() -> ResponseReturnValue:
    """Show the box to paste a token into."""
    return _render("token.html", pasted="", token=None, is_refused=False)


@glass.post("/token", endpoint="open_token")
def open_token() -> ResponseReturnValue:
    """Open a pasted token and explain it; nothing is kept."""
    from mock_idp.glass.tokens.opened import (  # noqa: PLC0415 - start-up budget
        Setting,
        opened,
    )

    browser.check_form_token(FORM)
    pasted = request.form.get("jwt", "")[: LONGEST_JWT + 1]
    bare = "".join(pasted.split()).removeprefix("Bearer").removeprefix("DPoP")
    here = service()
    known = tuple(here.provider.clients.all())[:MOST_CLIENTS]
    found = opened(bare, Setting(here.provider, here.clock.now(), known, is_now=True))
    g.page_address = url_for(".token")
    status = 200 if found is not None else 422
    return _render(
        "token.html", status, pasted=pasted, token=found, is_refused=found is None
    )
