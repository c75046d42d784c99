"""Every POST from a page proves that it came from our page.

A random token lives in the session cookie; each form repeats it in a hidden field.
Routes for machines carry ``csrf_exempt`` and check a key of their own.
"""

import hmac
import secrets

from flask import Flask, current_app, request, session
from markupsafe import Markup

from portal.errors import PortalError

FIELD = "csrf_token"
_SAFE = {"GET", "HEAD", "OPTIONS"}


class CsrfFailed(PortalError):  # noqa: N818 - named after what happened
    """A form came without this browser's token."""


def install(app: Flask) -> None:
    """Check every unsafe request and offer ``csrf_field()`` to templates."""
    app.before_request(_check)
    app.jinja_env.globals["csrf_field"] = csrf_field


def csrf_token() -> str:
    """Return this browser's token, making it at first use."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def csrf_field() -> Markup:
    """Return the hidden field that every POST form contains."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(
        FIELD, csrf_token()
    )


def _check() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in _SAFE or getattr(view, "csrf_exempt", False):
        return
    expected = str(session.get(FIELD, "")).encode()
    sent = request.form.get(FIELD, "").encode("utf-8", "surrogatepass")
    if not expected or not hmac.compare_digest(expected, sent):
        raise CsrfFailed
