"""The OpenAPI document of the e-ID's control API."""

import json

from mock_idp.control.api.index import ROUTES
from mock_idp.control.contract.openapi import document
from mock_idp.settings import Settings


def openapi() -> str:
    """Return the document as a running e-ID answers it at its default address."""
    described = document(ROUTES, Settings().issuer)
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
