"""Which service answers the web request under way."""

from typing import cast

from flask import current_app, request

from mock_idp.service import TENANT, Service

EXTENSION = "mock_idp"
"""Where the app keeps the service at its root."""


def service() -> Service:
    """Return the service that answers this request: a tenant's, or the root's."""
    tenant = request.environ.get(TENANT) if request else None
    return cast("Service", tenant or current_app.extensions[EXTENSION])
