"""Back-channel logout: the provider tells every relying party itself (1.0 final).

All are told at once, each within the limits of ``fetch`` (5 seconds). Who is slow, not
there or answers with a server error is told a second time, with the same token. What
each answered is kept, for the control API and for the page after signing out.
"""

from contextvars import copy_context
from dataclasses import asdict, dataclass
from http import HTTPStatus

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.fetch import FetchFailed, NotAnswered
from mock_idp.oidc.jose import BadToken
from mock_idp.oidc.message import Json, Refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.sessions.logout_token import logout_token
from mock_idp.oidc.store import Session

MOST_AT_ONCE = 32
ATTEMPTS = 2
GOOD = (HTTPStatus.OK, HTTPStatus.NO_CONTENT)
"""§2.8 asks for 200; frameworks that send 204 for an empty body are not to blame."""


@dataclass(frozen=True)
class Told:
    """What came of telling one client.

    Attributes:
        status: the answer's status code; nothing when there was no answer.
        reason: why there was none, in ASCII; empty when there was one.
        attempts: how often the client was called.
    """

    client_id: str
    address: str
    status: int | None = None
    reason: str = ""
    attempts: int = 0

    @property
    def is_done(self) -> bool:
        """Say whether the client has confirmed the logout."""
        return self.status in GOOD

    def record(self) -> dict[str, object]:
        """Return it as JSON for the control API and the journal."""
        return {**asdict(self), "is_done": self.is_done}


def end(provider: Provider, session: Session) -> tuple[Told, ...]:
    """End a session, tell every client that was told of it; return their answers.

    The second of two calls for one session tells nobody again.
    """
    visited = _close(provider, session)
    clients = (provider.clients.find(client_id) for client_id in sorted(visited))
    told = _tell_all(provider, session, [c for c in clients if _wants_to_know(c)])
    for answer in told:
        about = About("logout", answer.client_id, session.account.slug)
        provider.emit(Kind.LOGOUT_ANSWER, answer.record(), about)
    provider.store.told.put(session.sid, told)
    return told


def answers(provider: Provider, sid: str) -> tuple[Told, ...]:
    """Return what clients answered when this session ended."""
    return provider.store.told.find(sid) or ()


def _close(provider: Provider, session: Session) -> frozenset[str]:
    """Forget a session and what may not outlive it; return who was told of it."""
    store = provider.store
    with store.lock:
        for key, _, kept in store.sessions.items():
            if kept.sid == session.sid:
                store.sessions.drop(key)
        store.end_session(session.sid)
        return store.visited.drop(session.sid) or frozenset()


def _wants_to_know(client: Client | None) -> bool:
    return client is not None and client.backchannel_logout_uri is not None


def _tell_all(
    provider: Provider, session: Session, clients: list[Client | None]
) -> tuple[Told, ...]:
    calls = [_prepared(provider, c, session) for c in clients if c is not None]
    if not calls:
        return ()
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up budget

    with ThreadPoolExecutor(min(len(calls), MOST_AT_ONCE)) as threads:
        told = [
            threads.submit(copy_context().run, _tell, provider, first, token)
            for first, token in calls
        ]
        return tuple(answer.result() for answer in told)


def _prepared(
    provider: Provider, client: Client, session: Session
) -> tuple[Told, str | None]:
    """Return whom to tell, and the token; without one there is a reason."""
    first = Told(client.client_id, client.backchannel_logout_uri or "")
    try:
        return first, logout_token(provider, client, session)
    except (Refused, BadToken) as problem:
        return Told(first.client_id, first.address, reason=_reason(problem)), None


def _reason(problem: Refused | BadToken) -> str:
    answer = problem.answer if isinstance(problem, Refused) else None
    said = answer.body.get("error_description") if isinstance(answer, Json) else problem
    return str(said)


def _tell(provider: Provider, first: Told, token: str | None) -> Told:
    """Call one client, a second time when the first brings no usable answer."""
    told = first
    if token is None:
        return told
    for attempt in range(1, ATTEMPTS + 1):
        told, is_final = _call(provider, first, token, attempt)
        if is_final:
            break
    return told


def _call(
    provider: Provider, first: Told, token: str, attempt: int
) -> tuple[Told, bool]:
    """Call once; say also whether calling again would be of no use."""
    name, address = first.client_id, first.address
    try:
        status = provider.fetch.post(address, {"logout_token": token})
    except NotAnswered as failed:
        return Told(name, address, None, str(failed), attempt), False
    except FetchFailed as failed:
        return Told(name, address, None, str(failed), attempt), True
    told = Told(name, address, status, "", attempt)
    return told, status < HTTPStatus.INTERNAL_SERVER_ERROR
