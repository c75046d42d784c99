"""Wire the mock e-ID together: the only file that knows all parts."""

from pathlib import Path

from flask import Flask, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from forms.i18n import gettext, language, ngettext, register_translations
from mock_idp import pages
from mock_idp.clock import Clock
from mock_idp.control.routes import control
from mock_idp.endpoints import endpoints
from mock_idp.errors import BadFormToken, OtherBrowser, TransactionNotFound
from mock_idp.login import browser
from mock_idp.login.routes import login
from mock_idp.login.sharing import LEVELS, grouped
from mock_idp.people.cast import CastPeople
from mock_idp.people.directory import People
from mock_idp.phone.routes import phone
from mock_idp.service import EXTENSION, make_service, service
from mock_idp.settings import Settings

LARGEST_FORM = 64 * 1024
MOST_FIELDS = 100
ALWAYS_UP = ("/healthz", "/__mock/")
UNAVAILABLE = 503


def create_app(
    settings: Settings | None = None,
    clock: Clock | None = None,
    people: People | None = None,
) -> Flask:
    """Make the WSGI app; settings come from the environment unless given."""
    settings = settings or Settings.from_environment()
    clock = clock or Clock(settings.world_starts_at)
    app = Flask("mock_idp", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.extensions[EXTENSION] = make_service(
        settings, clock, people or _people(settings, clock)
    )
    for blueprint in (endpoints, login, phone, control):
        app.register_blueprint(blueprint)
    _prepare_templates(app)
    _prepare_errors(app)
    app.before_request(pages.choose_language)
    app.before_request(_misbehave)
    app.after_request(pages.protect)
    app.add_url_rule("/", "home", _home)
    return app


def _people(settings: Settings, clock: Clock) -> People:
    if settings.population_url is None:
        return CastPeople()
    from mock_idp.people.register import RegisterPeople  # noqa: PLC0415 - start-up

    return RegisterPeople(
        settings.population_url,
        settings.population_key,
        world=settings.world,
        now=clock.now,
        timeout=settings.population_timeout,
        fallback=CastPeople() if settings.population_fallback else None,
    )


def _prepare_templates(app: Flask) -> None:
    register_translations(Path(__file__).parent / "translations")
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    env.filters["grouped"] = grouped
    env.globals.update(
        asset=pages.asset,
        in_language=pages.in_language,
        language=language,
        form_token=browser.form_token,
        LEVELS=LEVELS,
    )


def _prepare_errors(app: Flask) -> None:
    known: dict[type[Exception], tuple[str, int]] = {
        TransactionNotFound: ("transaction_unknown", 410),
        OtherBrowser: ("other_browser", 403),
        BadFormToken: ("form_token_invalid", 400),
    }

    def refuse(error: Exception) -> ResponseReturnValue:
        return pages.error_page(*known[type(error)])

    for kind in known:
        app.register_error_handler(kind, refuse)
    app.register_error_handler(HTTPException, _http_error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer machines with JSON and people with a page, never with a stack trace."""
    status = error.code or 500
    if request.path.startswith(("/token", "/userinfo", "/jwks", "/__mock")):
        body = {"error": "invalid_request", "error_description": error.name}
        return body, status
    names = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
    response = pages.error_page(names.get(status, "server_error"), status)
    if status == 405 and isinstance(error, HTTPException):  # noqa: PLR2004 - HTTP
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", ()) or ())
    return response


def _misbehave() -> ResponseReturnValue | None:
    """Do as the switched-on faults say; the control API always works."""
    if request.path.startswith(ALWAYS_UP) or request.endpoint == "static":
        return None
    faults = service().faults
    faults.wait()
    if "down" in faults.active():
        response = pages.error_page("fault_down", UNAVAILABLE)
        response.headers["Retry-After"] = "30"
        return response
    return None


def _home() -> ResponseReturnValue:
    """Say what this is and who can sign in."""
    here = service()
    return pages.render(
        "home.html",
        issuer=here.settings.issuer,
        cast=here.people.cast_if_known(),
        session=browser.session(),
    )
