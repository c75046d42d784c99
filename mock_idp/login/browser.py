"""What a browser carries: its own mark, its session, its language; and form tokens."""

import hashlib
import hmac
import secrets

from flask import Response, g, request

from mock_idp.errors import BadFormToken
from mock_idp.front.cookies import (
    BROWSER,
    LANGUAGE,
    LONGEST_COOKIE,
    SESSION,
    STATE,
)
from mock_idp.front.current import service
from mock_idp.oidc.clients.authentication import same_text
from mock_idp.oidc.sessions.session_management import browser_state
from mock_idp.oidc.store import Session

FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field
_YEAR = 365 * 86400


def cookie(name: str) -> str | None:
    """Return a cookie of ours, if it has a sensible length."""
    value = request.cookies.get(name)
    return value if value and len(value) <= LONGEST_COOKIE else None


def set_cookie(name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie with the answer to this request."""
    g.setdefault("new_cookies", {})[name] = (value, seconds)


def drop_cookie(name: str) -> None:
    """Remove a cookie with the answer to this request."""
    set_cookie(name, "", 0)


def send_cookies(response: Response) -> Response:
    """Write the cookies of this request, for this mount point only."""
    cookies = dict(g.get("new_cookies", {}))
    if not cookies:
        return response
    if SESSION in cookies:
        cookies[STATE] = _state_beside(*cookies[SESSION])
    is_secure = service().settings.issuer.startswith("https:")
    for name, (value, seconds) in cookies.items():
        is_state = name == STATE
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path=request.script_root or "/",
            secure=is_secure,
            httponly=not is_state,
            samesite="None" if is_state and is_secure else "Lax",
        )
    return response


def _state_beside(key: str, seconds: int | None) -> tuple[str, int | None]:
    """Return the browser state that goes with a session's key, or with none."""
    here = service()
    state = browser_state(here.provider, here.provider.store.sessions.find(key))
    return state, seconds if state else 0


def forget_ended_session() -> None:
    """Change the browser state when the session was ended elsewhere."""
    if session_key() is not None and session() is None:
        drop_cookie(STATE)


def browser_mark() -> str:
    """Return this browser's own random mark; a new browser gets one."""
    if "browser_mark" not in g:
        g.browser_mark = cookie(BROWSER)
        if g.browser_mark is None:
            g.browser_mark = secrets.token_urlsafe(24)
            set_cookie(BROWSER, g.browser_mark)
    return str(g.browser_mark)


def session_key() -> str | None:
    """Return the key of the session this browser claims to have."""
    return cookie(SESSION)


def session() -> Session | None:
    """Return the session of this browser, if it has a living one."""
    return service().session(session_key())


def remember_language(code: str) -> None:
    """Keep the reader's choice of language."""
    set_cookie(LANGUAGE, code, _YEAR)


def form_token(about: str) -> str:
    """Return the token of a form about one thing, good in this browser only."""
    text = f"{browser_mark()} {about}".encode(errors="replace")
    return hmac.new(service().secret, text, hashlib.sha256).hexdigest()


def check_form_token(about: str) -> None:
    """Refuse a form that does not come from our page in this browser.

    Raises:
        BadFormToken: the token is missing, or belongs to another page or browser.
    """
    if not same_text(request.form.get(FORM_TOKEN, ""), form_token(about)):
        raise BadFormToken
