"""Strangers' relying parties meet the mock e-ID at a real address."""

from mock_idp.pytest_plugin import (  # noqa: F401 - fixtures
    mock_idp_served_process,
    mock_idp_server,
)
