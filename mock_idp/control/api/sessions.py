"""Sessions at the provider over HTTP: who is signed in, and signing them out."""

from datetime import UTC, datetime

from mock_idp.clock import VIETNAM
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.oidc.store import Session

GROUP = "sessions"


def told(order: Order, session: Session) -> dict[str, object]:
    """Return what is known of a session; never the key that a browser holds."""
    began = datetime.fromtimestamp(session.auth_time, UTC).astimezone(VIETNAM)
    visited = order.here.provider.store.visited.find(session.sid) or frozenset()
    return {
        "sid": session.sid,
        "person": session.account.slug,
        "level": session.level,
        "amr": list(session.amr),
        "auth_time": began.isoformat(),
        "clients": sorted(visited),
    }


def index(order: Order) -> dict[str, object]:
    """Return every living session."""
    sessions = order.here.provider.store.sessions.all()
    return {"sessions": [told(order, session) for session in sessions]}


def one(order: Order, sid: str) -> dict[str, object]:
    """Return one session."""
    return told(order, _found(order, sid)[1])


def _found(order: Order, sid: str) -> tuple[str, Session]:
    items = order.here.provider.store.sessions.items()
    found = next(((k, s) for k, _, s in items if s.sid == sid), None)
    if found is None:
        raise unknown("session", sid)
    return found


def log_out(order: Order, sid: str) -> dict[str, object]:
    """End a session and tell every client that was told of it."""
    key, session = _found(order, sid)
    return order.here.end_session(key, session)


ROUTES = (
    Route("GET", "/sessions", index, "List who is signed in.", group=GROUP),
    Route("GET", "/sessions/<sid>", one, "Show a session.", group=GROUP),
    Route(
        "POST",
        "/sessions/<sid>/logout",
        log_out,
        "End a session, tell its clients, and say what each answered.",
        group=GROUP,
    ),
)
