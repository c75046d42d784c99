"""Session management: a relying party's page asks our frame whether anything changed.

OpenID Connect Session Management 1.0. The answer to a sign-in carries
``session_state``, a salted hash over the client, its origin and the browser state; the
browser state is a cookie that the script of ``/session/check`` can read and that says
nothing about the person. It changes with every sign-in of somebody and every sign-out.

Where the relying party is on another site, the frame sees the cookie only when the
provider is served over https (``SameSite=None; Secure``) and the browser allows
third-party cookies; otherwise the frame answers ``changed`` and the relying party asks
again with ``prompt=none``. Use back-channel logout where this matters.
"""

import hashlib
import secrets
from urllib.parse import urlsplit

from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Session

DEFAULT_PORTS = {"http": 80, "https": 443}


def browser_state(provider: Provider, session: Session | None) -> str:
    """Return what the cookie holds for a session; nothing when nobody is signed in."""
    if session is None:
        return ""
    text = f"browser state {provider.subject_salt} {session.sid}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def session_state(
    provider: Provider, client_id: str, redirect_uri: str, session: Session
) -> str:
    """Return the member of an authorization response that the frame can check (§3)."""
    salt = secrets.token_urlsafe(8)
    state = browser_state(provider, session)
    text = f"{client_id} {origin_of(redirect_uri)} {state} {salt}"
    return f"{hashlib.sha256(text.encode()).hexdigest()}.{salt}"


def origin_of(uri: str) -> str:
    """Return the origin as a browser names it (RFC 6454 §6.2): no default port."""
    parts = urlsplit(uri)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    is_default = parts.port in (None, DEFAULT_PORTS.get(parts.scheme))
    return f"{parts.scheme}://{host}" + ("" if is_default else f":{parts.port}")
