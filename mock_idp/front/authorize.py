"""Authorization requests that need no page: a session that will do, or a wish."""

from typing import TYPE_CHECKING

from mock_idp.front.cookies import LONGEST_COOKIE, SESSION, STATE
from mock_idp.front.writing import PLAIN_ADDRESS, Written, redirect
from mock_idp.headless import signing_in
from mock_idp.headless.visit import Visit
from mock_idp.oidc.authorization import policy
from mock_idp.oidc.message import Outcome, Redirect, Request
from mock_idp.oidc.sessions.session_management import browser_state
from mock_idp.service import Service

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

ADDRESS = ("GET", "/authorize")
EXCHANGE = "mock_idp.exchange"
"""Where the WSGI environment holds an exchange that has begun here."""
FOUND = "mock_idp.authorization"
"""Where it holds what was found out about an authorization request."""
Found = tuple[Outcome | policy.Interact, Visit]


def find_out(here: Service, asked: Request, visit: Visit) -> Outcome | policy.Interact:
    """Answer by the session or by a wish, or say that the person is needed."""
    session = here.session(visit.key)
    if signing_in.is_wanted(here):
        return signing_in.answer(here, asked, session, visit)
    return policy.authorize(here.provider, asked, session)


def answer(
    here: Service, asked: Request, brought: dict[str, str], environ: "WSGIEnvironment"
) -> Written | None:
    """Redirect at once; what must be shown as a page is left in the environment."""
    key = brought.get(SESSION)
    visit = Visit(key if key and len(key) <= LONGEST_COOKIE else None)
    found = find_out(here, asked, visit)
    is_plain = isinstance(found, Redirect) and PLAIN_ADDRESS.fullmatch(found.location)
    if not isinstance(found, Redirect) or not is_plain:
        environ[FOUND] = (found, visit)
        return None
    return redirect(found, _cookies(here, visit, environ.get("SCRIPT_NAME") or "/"))


def _cookies(here: Service, visit: Visit, path: str) -> tuple[str, ...]:
    """Return the cookies of a session that was opened just now."""
    if visit.opened is None:
        return ()
    is_secure = here.settings.issuer.startswith("https:")
    secure = "; Secure" if is_secure else ""
    site = "None" if is_secure else "Lax"
    session = here.provider.store.sessions.find(visit.opened)
    state = browser_state(here.provider, session)
    return (
        f"{SESSION}={visit.opened}{secure}; HttpOnly; Path={path}; SameSite=Lax",
        f"{STATE}={state}{secure}; Path={path}; SameSite={site}",
    )
