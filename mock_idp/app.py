"""Wire the mock e-ID together: the only file that knows all parts."""

from pathlib import Path

from flask import Flask, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from forms.i18n import gettext, language, ngettext, register_translations
from mock_idp import pages
from mock_idp.clock import Clock
from mock_idp.control import watching
from mock_idp.control.contract.problems import plain_problem
from mock_idp.control.routes import control
from mock_idp.control.shelf import banners, shelf
from mock_idp.endpoints import endpoints
from mock_idp.errors import (
    BadFormToken,
    IllegalMove,
    OtherBrowser,
    TransactionNotFound,
)
from mock_idp.front.current import EXTENSION, service
from mock_idp.front.front import Front
from mock_idp.front.opening import open_service
from mock_idp.glass import access
from mock_idp.glass.routes import glass
from mock_idp.login import browser
from mock_idp.login.device import device
from mock_idp.login.routes import login
from mock_idp.login.sharing import LEVELS, grouped
from mock_idp.oidc.sessions import third_party_login
from mock_idp.people.directory import People
from mock_idp.phone.confirmations import confirmations
from mock_idp.phone.routes import phone
from mock_idp.service import Service
from mock_idp.settings import Settings
from mock_idp.tenants import TENANTS, TenantPrefix, Tenants

LARGEST_FORM = 64 * 1024
MOST_FIELDS = 100
FOR_MACHINES = (
    *("/token", "/userinfo", "/jwks", "/register", "/introspect", "/revoke"),
    *("/device_authorization", "/par", "/resource/", "/__mock"),
    "/confirmations",
)
"""Where errors are JSON; elsewhere they are pages for people."""


def create_app(
    settings: Settings | None = None,
    clock: Clock | None = None,
    people: People | None = None,
) -> Flask:
    """Make the WSGI app; settings come from the environment unless given."""
    here = open_service(settings or Settings.from_environment(), clock, people)
    tenants = Tenants()
    app = create_pages(here, tenants)
    front = Front(lambda: app.extensions[EXTENSION], app.wsgi_app)
    app.wsgi_app = TenantPrefix(front, tenants.find)  # type: ignore[method-assign]
    return app


def create_pages(here: Service, tenants: Tenants) -> Flask:
    """Make the web framework's part: pages, and what is out of the ordinary."""
    app = Flask("mock_idp", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.extensions[EXTENSION] = here
    app.extensions[TENANTS] = tenants
    for blueprint in (endpoints, login, device, phone, confirmations, shelf, control):
        app.register_blueprint(blueprint)
    app.register_blueprint(glass, url_prefix="/kinh")
    app.register_blueprint(glass, url_prefix="/glass", name="glass_english")
    _prepare_templates(app)
    _prepare_errors(app)
    app.before_request(pages.choose_language)
    app.before_request(watching.begin)
    app.after_request(watching.finish)  # runs last: it was registered first
    app.after_request(pages.protect)
    app.teardown_request(watching.close)
    app.add_url_rule("/", "home", _home)
    return app


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
        banners=banners,
        in_language=pages.in_language,
        language=language,
        form_token=browser.form_token,
        glass_is_offered=access.is_offered,
        LEVELS=LEVELS,
    )


def _prepare_errors(app: Flask) -> None:
    known: dict[type[Exception], tuple[str, int]] = {
        TransactionNotFound: ("transaction_unknown", 410),
        OtherBrowser: ("other_browser", 403),
        BadFormToken: ("form_token_invalid", 400),
        IllegalMove: ("step_not_possible", 409),
    }

    def refuse(error: Exception) -> ResponseReturnValue:
        return pages.error_page(*known[type(error)])

    for kind in known:
        app.register_error_handler(kind, refuse)
    app.register_error_handler(HTTPException, _http_error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer machines with JSON and people with a page, never with a stack trace."""
    status = error.code or 500
    if request.path.startswith("/__mock"):
        problem = plain_problem(status)
        problem.headers.update(_allowed(error))
        return problem
    if request.path.startswith(FOR_MACHINES):
        body = {"error": "invalid_request", "error_description": error.name}
        return body, status, _allowed(error)
    names = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
    response = pages.error_page(names.get(status, "server_error"), status)
    response.headers.update(_allowed(error))
    return response


def _allowed(error: HTTPException) -> dict[str, str]:
    """Return the header that goes with the wrong method (RFC 9110 §15.5.6)."""
    methods = getattr(error, "valid_methods", None)
    return {"Allow": ", ".join(methods)} if methods else {}


def _home() -> ResponseReturnValue:
    """Say what this is and who can sign in."""
    here = service()
    startable = third_party_login.startable(here.provider)
    return pages.render(
        "home.html",
        form_targets=tuple(client.initiate_login_uri or "" for client in startable),
        issuer=here.settings.issuer,
        cast=here.people.cast_if_known(),
        session=browser.session(),
        startable=startable,
    )
