"""Two clients of profile ``fapi2``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conformance.client import RelyingParty
from tests.conformance.fapi2.rp import ALG, Fapi


def _fapi(register: Callable[..., RelyingParty], **metadata: Any) -> Fapi:
    record = {
        "profile": "fapi2",
        "redirect_uris": ["https://rp.example/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": ALG,
        "id_token_signed_response_alg": ALG,
        "dpop_bound_access_tokens": True,
        "require_pushed_authorization_requests": True,
    }
    return Fapi(register(with_keys=True, **(record | metadata)))


@pytest.fixture
def rp(register: Callable[..., RelyingParty]) -> Fapi:
    return _fapi(register)


@pytest.fixture
def other_rp(register: Callable[..., RelyingParty]) -> Fapi:
    return _fapi(register, redirect_uris=["https://other.example/callback"])
