"""Dynamic: modules of the plan that other plans have too; the rest stands beside."""

from tests.conformance.oidcc.code import test_oidcc_refresh_token
from tests.conformance.oidcc.discovery import (
    test_oidcc_discovery_endpoint_verification,
)
from tests.conformance.oidcc.id_token import test_oidcc_idtoken_unsigned
from tests.conformance.oidcc.request_object import (
    test_oidcc_ensure_request_object_with_redirect_uri,
)
from tests.conformance.oidcc.server import test_oidcc_server

__all__ = [
    "test_oidcc_discovery_endpoint_verification",
    "test_oidcc_ensure_request_object_with_redirect_uri",
    "test_oidcc_idtoken_unsigned",
    "test_oidcc_refresh_token",
    "test_oidcc_server",
]
