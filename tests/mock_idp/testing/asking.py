"""A relying party's question, as an address."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from mock_idp.testing import Tenant

CALLBACK = "https://shop.test/callback"


def question(tenant: Tenant, **changes: str) -> str:
    asked = {
        "client_id": "shop",
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile",
        "state": "s-1",
        "nonce": "n-1",
    }
    return f"{tenant.issuer}/authorize?{urlencode(asked | changes)}"


def answered(address: str) -> dict[str, Any]:
    return {
        name: values[0] for name, values in parse_qs(urlsplit(address).query).items()
    }
