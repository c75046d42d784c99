"""The door of the control API below ``/__mock``: who may call it."""

from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException

from forms.i18n import LANGUAGES, _, set_language
from mock_idp.control.contract.orders import Problem
from mock_idp.control.contract.problems import plain_problem, problem_answer
from mock_idp.control.nearness import is_loopback, is_strange, own_names, passed_on_by
from mock_idp.front.current import EXTENSION, service
from mock_idp.oidc.clients.authentication import same_text
from mock_idp.service import Service

control = Blueprint("control", __name__, url_prefix="/__mock")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FORBIDDEN = 403
PASSED_ON = _(
    "Lệnh đi qua một proxy (%(header)s) nên không được coi là của máy này. Gửi khóa "
    "(MOCK_IDP_ADMIN_KEY), hoặc đặt MOCK_IDP_TRUST_PROXY=1 nếu bạn tin mọi người đi "
    "qua proxy đó."
)
NOT_READ = _("Lệnh không làm theo được: %(reason)s")


def _root() -> Service:
    return cast("Service", current_app.extensions[EXTENSION])


@control.before_request
def check_key() -> Response | None:
    """Let in whoever holds a key, or this computer when the API is open to it.

    Without a key and without ``open_control`` there is no API at all. A tenant is
    controlled by its own key or by the root's. What a proxy passes on is not from this
    computer, however near the proxy is.

    Raises:
        Problem: the API is open to this computer, but a proxy passed this on.
    """
    asked = request.headers.get("Accept-Language", "")[:2].lower()
    set_language(asked if asked in LANGUAGES else LANGUAGES[0])
    here, root = service(), _root()
    keys = [key for key in (here.settings.admin_key, root.settings.admin_key) if key]
    if root.settings.open_control and is_this_computer():
        return None
    given = request.headers.get("Authorization", "")
    if any(same_text(given, f"Bearer {key}") for key in keys):
        return None
    passed_on = passed_on_by(dict(request.headers))
    if root.settings.open_control and passed_on and not root.settings.trust_proxy:
        raise Problem(PASSED_ON, FORBIDDEN, header=passed_on)
    if not keys:
        abort(404)
    return plain_problem(401)


def is_this_computer(*, is_visit: bool = False) -> bool:
    """Say whether a program of this computer asks, not a page of a foreign site.

    A name that a stranger lets point here (DNS rebinding), a proxy in between, and a
    browser that comes from another origin are all refused.

    Args:
        is_visit: it only opens a page, which a link anywhere may lead to.
    """
    settings = _root().settings
    if is_strange(settings, dict(request.headers)):
        return False
    origin = request.headers.get("Origin")
    names = [request.host.rpartition(":")[0] if ":" in request.host else request.host]
    site = request.headers.get("Sec-Fetch-Site", "none")
    if origin == "null" and site == "same-origin":
        origin = None  # our own form: our pages name no referrer, so no origin either
    if origin is not None:
        names.append(urlsplit(origin).hostname or "")
    if not is_visit and site not in ("none", "same-origin"):
        return False
    own = own_names(settings)
    return is_loopback(request.remote_addr or "") and all(
        name.strip("[]") in own for name in names
    )


@control.errorhandler(Problem)
def refuse(problem: Problem) -> Response:
    """Say what is wrong with an order, where, and what to do."""
    return problem_answer(problem)


@control.errorhandler(ValueError)
def refuse_value(error: ValueError) -> Response:
    """Say what a part of the mock thinks of an order."""
    return problem_answer(Problem(NOT_READ, reason=str(error)[:300]))


@control.errorhandler(HTTPException)
def refuse_request(error: HTTPException) -> Response:
    """Say by a problem what is wrong with the request itself."""
    answer = plain_problem(error.code or 500)
    methods = getattr(error, "valid_methods", None)
    if methods:
        answer.headers["Allow"] = ", ".join(methods)
    return answer


@control.route("/<path:address>", methods=METHODS)
def obey(address: str) -> Response:
    """Obey an order; the table of all orders is read when the first one comes."""
    from mock_idp.control.api import obeying  # noqa: PLC0415 - start-up budget

    return obeying.answer(address)
