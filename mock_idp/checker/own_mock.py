"""A mock e-ID of the checker's own, for as long as the check takes."""

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from werkzeug.serving import make_server

from mock_idp import listening
from mock_idp.app import create_app
from mock_idp.checker.mock import Mock
from mock_idp.serving import Quiet
from mock_idp.settings import Settings

CLIENT_NAME = "check-rp"
POLL_SECONDS = 0.05


@contextmanager
def own_mock(settings: Settings, port: int, issuer: str | None) -> Iterator[Mock]:
    """Serve a mock e-ID on a port of this computer, without clients, and control it.

    Raises:
        OSError: the port is taken.
    """
    listener = listening.listener_of(listening.LOOPBACK[0], port)
    port = listener.getsockname()[1]
    address = issuer or f"http://{listening.LOOPBACK[0]}:{port}"
    key = secrets.token_urlsafe(24)
    own = replace(
        settings,
        issuer=address,
        back_channel_url=None,
        clients=(),
        admin_key=key,
        headless=True,
    )
    server = make_server(
        listening.LOOPBACK[0],
        port,
        create_app(own),
        threaded=True,
        request_handler=Quiet,
        fd=listener.fileno(),
    )
    thread = threading.Thread(
        target=server.serve_forever, args=(POLL_SECONDS,), daemon=True
    )
    thread.start()
    mock = Mock(address, key)
    try:
        yield mock
    finally:
        mock.close()
        server.shutdown()
        thread.join()
        server.server_close()
        listener.close()


def record_of(
    *,
    secret: str | None,
    profile: str,
    auth_method: str | None,
    backchannel: str | None,
    frontchannel: str | None = None,
) -> Mapping[str, Any]:
    """Return the registration of the client under check, without redirect URI."""
    method = auth_method or ("client_secret_basic" if secret else "none")
    record: dict[str, Any] = {
        "client_name": CLIENT_NAME,
        "profile": profile,
        "token_endpoint_auth_method": method,
        "grant_types": ["authorization_code", "refresh_token"],
    }
    if secret:
        record["client_secret"] = secret
    if backchannel:
        record["backchannel_logout_uri"] = backchannel
    if frontchannel:
        record["frontchannel_logout_uri"] = frontchannel
    return record
