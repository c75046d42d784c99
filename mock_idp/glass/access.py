"""Who may look through the glass: it shows tokens, so the rule is the control API's.

Whoever may give orders may look: this computer while the control API is open to it,
else a holder of the tenant's or the root's key, by header or typed once in a form. With
neither there is no glass.
"""

import hashlib
import hmac
from typing import cast

from flask import current_app, request

from mock_idp.control.routes import is_this_computer
from mock_idp.front.current import EXTENSION, service
from mock_idp.login import browser
from mock_idp.oidc.clients.authentication import same_text
from mock_idp.service import Service

COOKIE = "mock_idp_glass"
COOKIE_SECONDS = 8 * 3600
LONGEST_KEY = 200


def _keys() -> list[str]:
    root = cast("Service", current_app.extensions[EXTENSION])
    keys = (service().settings.admin_key, root.settings.admin_key)
    return [key for key in keys if key]


def _is_open_here() -> bool:
    root = cast("Service", current_app.extensions[EXTENSION])
    sent = request.headers
    is_visit = request.method == "GET" and sent.get("Sec-Fetch-Mode") == "navigate"
    return root.settings.open_control and is_this_computer(is_visit=is_visit)


def is_offered() -> bool:
    """Say whether there is a glass at all for whoever asks."""
    return bool(_keys()) or _is_open_here()


def may_look() -> bool:
    """Say whether whoever asks may look."""
    if _is_open_here():
        return True
    given = request.headers.get("Authorization", "")
    if any(same_text(given, f"Bearer {key}") for key in _keys()):
        return True
    return has_pass()


def has_pass() -> bool:
    """Say whether this browser was let in by the form."""
    cookie = browser.cookie(COOKIE)
    return cookie is not None and bool(_keys()) and same_text(cookie, _pass())


def _pass() -> str:
    """Return what the cookie of this browser holds, in this tenant only."""
    text = f"glass {browser.browser_mark()}".encode(errors="replace")
    return hmac.new(service().secret, text, hashlib.sha256).hexdigest()


def let_in(key: str) -> bool:
    """Remember this browser when the key is right; say whether it is."""
    is_right = any(same_text(key[:LONGEST_KEY], known) for known in _keys())
    if is_right:
        browser.set_cookie(COOKIE, _pass(), COOKIE_SECONDS)
    return is_right


def show_out() -> None:
    """Forget this browser."""
    browser.drop_cookie(COOKIE)
