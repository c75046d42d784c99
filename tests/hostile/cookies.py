"""Signed session cookies, made without the e-ID."""

import time
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner

from portal.web.csrf import FIELD
from tests.portal.signed_in import ALL_SCOPES, CSRF


def citizen_session(person_id: str, full_name: str) -> dict[str, Any]:
    """Return what a signed-in citizen's cookie holds."""
    return {
        FIELD: CSRF,
        "_permanent": True,
        "citizen": {
            "person_id": person_id,
            "full_name": full_name,
            "level": 2,
            "scopes": list(ALL_SCOPES),
            "claims": {"full_name": full_name},
            "id_token": "",
        },
    }


def officer_session(person_id: str) -> dict[str, Any]:
    """Return what a signed-in officer's cookie holds."""
    return {
        FIELD: CSRF,
        "_permanent": True,
        "officer": {"person_id": person_id, "id_token": ""},
    }


def signed_cookie(
    app: Flask, session: Mapping[str, Any], *, seconds_ago: float = 0
) -> str:
    """Return the cookie of a browser whose session holds these things.

    Args:
        app: whose cookie it is.
        session: what it holds.
        seconds_ago: when the app signed it.
    """
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None

    class Earlier(TimestampSigner):
        """Signs as if it were earlier."""

        def get_timestamp(self) -> int:
            return int(time.time() - seconds_ago)

    serializer.signer = Earlier
    signed = serializer.dumps(dict(session))
    value = signed if isinstance(signed, str) else signed.decode("ascii")
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"
