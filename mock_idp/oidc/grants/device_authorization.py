"""The device authorization endpoint (RFC 8628 §3.1-3.2): sign in on another device.

A device shows a short code; the person types it at ``/device`` and answers there. That
page finds the request by ``find_by_user_code`` and ends it with ``approve`` or
``deny``; the device meanwhile polls the token endpoint.
"""

import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from mock_idp.oidc.claims.scopes import SCOPES
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.grants.back_channel import check_form, refusal_said
from mock_idp.oidc.grants.narrowing import resources_in
from mock_idp.oidc.message import NO_STORE, Json, Outcome, Refused, Request, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Twenty letters without vowels: easy to type, and no words (RFC 8628 §6.1)."""
HALF = 4
INTERVAL_SECONDS = 5
PAGE = "/device"


@dataclass(eq=False)
class DeviceRequest:
    """A device waits for a person; ``grant`` is what the person gave it.

    Attributes:
        user_code: what the person types, as ``XXXX-XXXX``.
        scopes: what the device asks for.
        expires_at: until when the person may answer, in seconds since 1970.
        interval: seconds the device must leave between two questions.
        asked_at: when the device asked last.
        is_used: the device has fetched its tokens.
    """

    device_code: str
    user_code: str
    client_id: str
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    expires_at: float
    interval: int = INTERVAL_SECONDS
    asked_at: float | None = None
    grant: Grant | None = None
    is_denied: bool = False
    is_used: bool = False

    def is_waiting(self, now: float) -> bool:
        """Say whether the person can still answer."""
        return self.grant is None and not self.is_denied and now < self.expires_at


def device_authorization(provider: Provider, request: Request) -> Outcome:
    """Answer a device that wants somebody to sign in."""
    about = About("device_authorization", request.body.get("client_id"))
    try:
        check_form(request)
        client = authenticate(provider, request)
        about = replace(about, client_id=client.client_id)
        device = _begin(provider, client, request)
    except Refused as refusal:
        return refusal_said(provider, Kind.DEVICE_RESPONSE, refusal.answer, about)
    page = f"{provider.issuer}{PAGE}"
    body = {
        "device_code": device.device_code,
        "user_code": device.user_code,
        "verification_uri": page,
        "verification_uri_complete": (
            f"{page}?{urlencode({'user_code': device.user_code})}"
        ),
        "expires_in": provider.lifetimes.device_code,
        "interval": device.interval,
    }
    return Json(provider.emit(Kind.DEVICE_RESPONSE, body, about), 200, NO_STORE)


def _begin(provider: Provider, client: Client, request: Request) -> DeviceRequest:
    if GRANT_TYPE not in client.grant_types:
        raise refused("unauthorized_client", "This client may not use this grant.")
    words = (request.body.get("scope") or "").split()
    if client.rules.needs_openid and "openid" not in words:
        raise refused("invalid_scope", "scope must contain openid.")
    device = DeviceRequest(
        device_code=secrets.token_urlsafe(32),
        user_code=_user_code(),
        client_id=client.client_id,
        scopes=tuple(scope for scope in SCOPES if scope in words),
        resources=resources_in(request.body),
        expires_at=provider.now() + provider.lifetimes.device_code,
    )
    provider.store.devices.put(device.device_code, device)
    provider.store.devices.put(_shelf_mark(device.user_code), device)
    return device


def find_by_user_code(provider: Provider, typed: str | None) -> DeviceRequest | None:
    """Return the request that still waits under a typed code.

    Case, spaces and dashes do not matter; whatever else was typed finds nothing.
    """
    device = provider.store.devices.find(_shelf_mark(typed or ""))
    if isinstance(device, DeviceRequest) and device.is_waiting(provider.now()):
        return device
    return None


def approve(
    provider: Provider,
    device: DeviceRequest,
    session: Session,
    scopes: tuple[str, ...],
) -> bool:
    """Give the device what the person agreed to; false when it no longer waits."""
    with provider.store.lock:
        if not device.is_waiting(provider.now()):
            return False
        device.grant = Grant(
            device.client_id,
            tuple(scope for scope in device.scopes if scope in scopes),
            account=session.account,
            session=session,
            resources=device.resources,
        )
    provider.store.remember_visit(session.sid, device.client_id)
    return True


def deny(provider: Provider, device: DeviceRequest) -> bool:
    """Give the device nothing; false when it no longer waits."""
    with provider.store.lock:
        waits = device.is_waiting(provider.now())
        device.is_denied = device.is_denied or waits
    return waits


def _user_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(2 * HALF))
    return f"{letters[:HALF]}-{letters[HALF:]}"


def _shelf_mark(typed: str) -> str:
    """Return the key of a user code; no device code has a space in it."""
    kept = typed.upper().replace("-", "")
    return "user " + "".join(kept.split())
