"""Config: what the provider says about itself. Which modules the plan has."""

from tests.conformance.oidcc.discovery import (
    test_oidcc_discovery_endpoint_verification,
)

__all__ = ["test_oidcc_discovery_endpoint_verification"]
