"""The front page: what this is, how large, who lives here, how to call it."""

from flask import Response, jsonify, render_template, request

from forms import codelists
from forms.agencies import office_title
from forms.i18n import gettext
from mock_population_db.api.calling import register
from mock_population_db.db import reading
from mock_population_db.models import Account
from mock_population_db.page.blueprint import nation, page, world
from mock_population_db.register.lookups import cast_accounts
from mock_population_db.settings import Settings


@page.get("/")
def home() -> str:
    """Explain the register and list its cast."""
    settings = register().settings
    with reading(register().engine) as db:
        cast = cast_accounts(db, world())
    return render_template(
        "population/home.html",
        citizens=[pair for pair in cast if not pair[1].office],
        officers=[pair for pair in cast if pair[1].office],
        office_title=office_title,
        account_state=account_state,
        shown_key=shown_key(),
        root=request.url_root.rstrip("/"),
        nation=nation(),
        seed=settings.seed,
        commune=codelists.commune(settings.commune),
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
