"""A mock national e-ID: an OpenID provider with a simulated phone, for demos and tests.

Nothing here is a real identity provider. The people are synthetic, the numbers cannot
exist, and every page and token says so.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_idp.app import create_app
    from mock_idp.oidc.clients.client import Client
    from mock_idp.people.account import Account
    from mock_idp.serving import serve
    from mock_idp.settings import Settings

__all__ = ["Account", "Client", "Settings", "create_app", "serve"]

_HOMES = {
    "Account": "mock_idp.people.account",
    "Client": "mock_idp.oidc.clients.client",
    "Settings": "mock_idp.settings",
    "create_app": "mock_idp.app",
    "serve": "mock_idp.serving",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: start-up stays short."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
