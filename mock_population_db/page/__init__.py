"""The front page: what this is, who lives here, how to call it."""

from flask import Blueprint, Response, jsonify, render_template, request

from forms.agencies import office_title
from forms.i18n import SOURCE_LANGUAGE, gettext, language, set_language
from mock_population_db.api.calling import register
from mock_population_db.db import reading
from mock_population_db.models import Account
from mock_population_db.register.lookups import cast_accounts
from mock_population_db.register.overlay import DEFAULT_WORLD
from mock_population_db.settings import Settings

page = Blueprint(
    "page",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@page.get("/")
def home() -> str:
    """Explain the register and list its cast."""
    set_language(request.args.get("lang", SOURCE_LANGUAGE))
    with reading(register().engine) as db:
        cast = cast_accounts(db, DEFAULT_WORLD)
    return render_template(
        "population/home.html",
        _=gettext,
        language=language(),
        citizens=[pair for pair in cast if not pair[1].office],
        officers=[pair for pair in cast if pair[1].office],
        office_title=office_title,
        account_state=account_state,
        shown_key=shown_key(),
        root=request.url_root.rstrip("/"),
    )


def account_state(account: Account) -> str:
    """Say in words what an e-ID account is good for."""
    if account.status == "none":
        return gettext("chưa có")
    level = gettext("mức %(level)d") % {"level": account.level}
    locked = gettext("đang khóa")
    return f"{level}, {locked}" if account.status == "locked" else level


def shown_key() -> str:
    """Show the public demo key only; any other key stays secret."""
    key = register().settings.api_key
    return key if key == Settings.model_fields["api_key"].default else "…"


@page.get("/healthz")
def health() -> Response:
    """Say that the register and its database answer."""
    with reading(register().engine) as db:
        db.connection().exec_driver_sql("SELECT 1")
    return jsonify(status="ok", seed=register().settings.seed)


@page.after_request
def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
