"""Checks of relying parties over HTTP: start one, read its state and report, stop it.

The same cases and verdicts as ``mock-idp check-rp --server``, for whoever has no shell.
Only relying parties on this computer or in a private network are visited.
"""

from flask import Response

from forms.i18n import _
from mock_idp.control.checking import FORMATS, OFFER, Checks
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Answer, Order, Route

GROUP = "rp-checks"
NOT_OFFERED = _(
    "Ở đây không kiểm tra được ứng dụng. Chạy e-ID giả lập bằng lệnh mock-idp serve."
)
NOT_HEADLESS = _(
    "Kiểm tra ứng dụng cần đăng nhập không có người. Chạy lại với --headless."
)
TYPES = {"html": "text/html; charset=utf-8", "junit": "application/xml; charset=utf-8"}
SAFE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What the report may do as a page: nothing but look as it does."""


def _checks(order: Order) -> Checks:
    """Return what checks relying parties here.

    Raises:
        Problem: nothing does, or nobody may be signed in without a person.
    """
    found = OFFER.take()
    if found is None:
        raise Problem(NOT_OFFERED, 404)
    if not order.here.is_headless:
        raise Problem(NOT_HEADLESS, 403)
    return found


def start(order: Order) -> Answer:
    """Begin a check."""
    return _checks(order).start(order.here, order.body)


def show(order: Order) -> Answer:
    """Return how far it is, and its report."""
    form = order.query.get("format", FORMATS[0])
    told = _checks(order).told(order.here, form)
    if not isinstance(told, str):
        return told
    response = Response(told, content_type=TYPES[form])
    response.headers["Content-Security-Policy"] = SAFE
    return response


def stop(order: Order) -> None:
    """End it, or forget it."""
    _checks(order).stop(order.here)


ORDER = (
    Field("client", "string", "Its client_id; registered here.", is_required=True),
    Field("login", "string", "Where a sign-in begins at it.", is_required=True),
    Field("ok", "string", "What its page says to who is in.", is_required=True),
    Field("home", "string", "A page that shows the session; found out otherwise."),
    Field("logout", "string", "Its own address for signing out."),
    Field("refresh", "string", "Its own address that refreshes the tokens."),
    Field("initiate", "string", "Its initiate_login_uri."),
    Field("frontchannel", "string", "Its frontchannel_logout_uri."),
    Field("only", "strings", "Cases, groups or patterns; all when not given."),
    Field("wait", "duration", "Seconds it may take to start: 10, at most 60."),
)
ROUTES = (
    Route(
        "POST",
        "/rp-checks",
        start,
        "Check a relying party of this computer or a private network; one at a time.",
        ORDER,
        status=202,
        group=GROUP,
    ),
    Route(
        "GET",
        "/rp-checks",
        show,
        "Tell how far the last check is, with its report; ?format=state leaves it out.",
        query=(Field("format", "string", "How.", choices=FORMATS),),
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/rp-checks",
        stop,
        "Stop the check after the case under way; forget it when it has ended.",
        status=204,
        group=GROUP,
    ),
)
