"""Forms that write: a token against being sent from elsewhere.

The page sets a cookie that only its own site sends back; the form repeats it, hashed
with a key that only this server has.
"""

# ruff: noqa: N818 - errors are named after what happened

import hashlib
import hmac
import secrets

from flask import Response, g, request

from forms.i18n import _
from mock_population_db.api.calling import register
from mock_population_db.errors import PopulationError

COOKIE, FIELD = "population_form", "form_token"
_BYTES = 16


class FormExpired(PopulationError):
    """The form's token is missing or not ours."""

    code = "form_expired"
    message = _("Biểu mẫu đã hết hạn hoặc gửi từ nơi khác. Mở lại trang rồi gửi lại.")


def token() -> str:
    """Return the token for a form on this page; the answer sets its cookie."""
    seed = _seed() or secrets.token_hex(_BYTES)
    g.form_seed = seed
    return _signed(seed)


def check() -> None:
    """Refuse a form that did not come from a page of ours.

    Raises:
        FormExpired: cookie or token is missing, or they do not fit.
    """
    seed, given = _seed(), request.form.get(FIELD, "")
    if not seed or not hmac.compare_digest(
        _signed(seed).encode(), given.encode("utf-8", "replace")
    ):
        raise FormExpired


def keep_seed(response: Response) -> Response:
    """Set the cookie that belongs to a token handed out in this request."""
    seed = g.get("form_seed")
    if seed:
        response.set_cookie(
            COOKIE,
            seed,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
            path=request.script_root or "/",
        )
    return response


def _seed() -> str:
    given = request.cookies.get(COOKIE, "")
    is_ours = len(given) == 2 * _BYTES and given.isascii() and given.isalnum()
    return given if is_ours else ""


def _signed(seed: str) -> str:
    key = hashlib.sha256(f"form/{register().settings.admin_key}".encode()).digest()
    return hmac.new(key, seed.encode(), hashlib.sha256).hexdigest()
