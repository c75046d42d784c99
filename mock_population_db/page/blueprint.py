"""What every page shares: language, world, faults, headers, refusals."""

# ruff: noqa: N818 - errors are named after what happened

from typing import Protocol

from flask import Blueprint, Response, g, render_template, request, url_for
from sqlalchemy.orm import Session

from forms.i18n import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    _,
    gettext,
    language,
    ngettext,
    set_language,
)
from mock_population_db import faults
from mock_population_db.api.calling import register
from mock_population_db.db import reading
from mock_population_db.errors import (
    HouseholdNotFound,
    PersonNotFound,
    PopulationError,
)
from mock_population_db.nation.nation import Nation
from mock_population_db.page import wording
from mock_population_db.register.overlay import DEFAULT_WORLD, world_code
from mock_population_db.register.virtual import base_of

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

page = Blueprint(
    "page",
    __package__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)


class PageNotFound(PopulationError):
    """Nothing is at this address."""

    code = "page_not_found"
    message = _("Không có gì ở địa chỉ này. Kiểm tra lại địa chỉ, hoặc về trang đầu.")


class PagesClosed(PopulationError):
    """Pages show no people here."""

    code = "pages_closed"
    message = _(
        "Máy chủ này không cho xem người trên trang web vì không chỉ phục vụ máy tại "
        "chỗ. Gọi API kèm khóa, hoặc đặt POPULATION_OPEN_PAGES=true."
    )


class Refusal(Protocol):
    """What refuses says why in words."""

    @property
    def detail(self) -> str:
        """Where, why, and what to do."""
        ...


STATUS: dict[type[Exception], int] = {
    PageNotFound: 404,
    PersonNotFound: 404,
    HouseholdNotFound: 404,
    PagesClosed: 403,
}


@page.before_request
def _listen() -> None:
    set_language(request.args.get("lang", SOURCE_LANGUAGE))
    g.page_world = DEFAULT_WORLD
    given = request.args.get("world")
    if given:
        g.page_world = world_code(given)


def world() -> str:
    """Return the world that the page shows."""
    found: str = g.page_world
    return found


def nation() -> Nation:
    """Return the nation below the register."""
    with Session(register().engine) as db:
        return base_of(db).nation


def must_show_people() -> None:
    """Refuse when pages may show no people."""
    if not register().settings.shows_people:
        raise PagesClosed


def link(endpoint: str, **values: object) -> str:
    """Return the address of a page, in the reader's language and world."""
    if language() != SOURCE_LANGUAGE:
        values["lang"] = language()
    if world() != DEFAULT_WORLD:
        values["world"] = world()
    return url_for(f"page.{endpoint}", **values)  # type: ignore[arg-type]


def in_language(code: str) -> str:
    """Return the address of this page in another language."""
    values: dict[str, object] = {**request.args.to_dict(), **(request.view_args or {})}
    values["lang"] = code
    endpoint = request.endpoint or "page.home"
    if request.method != "GET" or request.routing_exception:
        endpoint, values = "page.home", {"lang": code}
    return url_for(endpoint, **values)  # type: ignore[arg-type]


@page.context_processor
def _for_every_page() -> dict[str, object]:
    with reading(register().engine) as db:
        spoken = faults.banner(db, world())
    return {
        "_": gettext,
        "ngettext": ngettext,
        "language": language(),
        "languages": LANGUAGES,
        "in_language": in_language,
        "link": link,
        "world": world(),
        "is_public": world() == DEFAULT_WORLD,
        "faults": spoken,
        "number": wording.number,
        "decimal": wording.decimal,
        "day": wording.day,
        "moment": wording.moment,
        "place": wording.place,
        "purpose": wording.purpose,
        "relation": wording.relation,
        "code_of": wording.code,
        "first_upper": wording.first_upper,
        "asset": lambda name: url_for("page.static", filename=name),
        "shows_people": register().settings.shows_people,
    }


@page.errorhandler(PopulationError)
def _refuse(error: PopulationError) -> tuple[str, int]:
    return refused(error)


def refused(error: Refusal) -> tuple[str, int]:
    """Return the page that says what is wrong, and its status."""
    g.setdefault("page_world", DEFAULT_WORLD)
    status = next(
        (code for kind, code in STATUS.items() if isinstance(error, kind)), 400
    )
    return render_template("population/refusal.html", detail=error.detail), status


@page.after_request
def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
