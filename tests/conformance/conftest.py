"""One provider over a real socket; its time moves only when a test moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from mock_idp.clock import Clock
from mock_idp.service import Service
from mock_idp.serving import Running, serve
from mock_idp.settings import Settings
from tests.conformance.browser import Browser, http_request
from tests.conformance.client import CALLBACK, RelyingParty
from tests.conformance.documents import Documents, publishing
from tests.conformance.plan import Leg, legs_for

pytest.register_assert_rewrite("tests.conformance.oidcc")

NOON = 1_773_118_800.0
ADMIN_KEY = "suite-admin-key"


@dataclass(frozen=True)
class Op:
    """The provider under test."""

    issuer: str
    clock: Clock
    service: Service


@pytest.fixture(scope="session")
def running_op() -> Iterator[Running]:
    """One server for all tests of a worker."""
    with serve(Settings(admin_key=ADMIN_KEY), Clock()) as running:
        yield running


@pytest.fixture
def op(running_op: Running) -> Op:
    """A provider that knows nobody yet; it is noon, and noon it stays."""
    service: Service = running_op.app.extensions["mock_idp"]
    service.reset()
    service.clock.freeze(NOON)
    return Op(running_op.issuer, service.clock, service)


@pytest.fixture(scope="session")
def running_documents() -> Iterator[Documents]:
    """One web server of relying parties for all tests of a worker."""
    with publishing() as documents:
        yield documents


@pytest.fixture
def documents(running_documents: Documents) -> Documents:
    """What the relying party publishes (``jwks_uri``, ``request_uri``…) and hears."""
    running_documents.clear()
    return running_documents


@pytest.fixture
def browser(op: Op) -> Browser:
    return Browser()


@pytest.fixture(scope="session")
def rp_keys() -> KeySet:
    """The private keys of relying parties; each says its algorithm."""
    rsa = RSAKey.generate_key(2048).as_dict(private=True)
    return KeySet(
        [
            RSAKey.import_key({**rsa, "alg": "RS256", "use": "sig", "kid": "rp-rs256"}),
            RSAKey.import_key({**rsa, "alg": "PS256", "use": "sig", "kid": "rp-ps256"}),
            ECKey.generate_key(
                "P-256", {"alg": "ES256", "use": "sig", "kid": "rp-es256"}
            ),
            OKPKey.generate_key(
                "Ed25519", {"alg": "EdDSA", "use": "sig", "kid": "rp-eddsa"}
            ),
        ]
    )


Register = Callable[..., RelyingParty]


@pytest.fixture
def register(op: Op, rp_keys: KeySet) -> Register:
    """Register a client by RFC 7591; all names of its metadata are allowed.

    Without anything said: all response types, refresh tokens, ``client_secret_basic``.
    ``with_keys=True`` registers the public halves of ``rp_keys``.
    """

    def registered(*, with_keys: bool = False, **metadata: Any) -> RelyingParty:
        asked: dict[str, Any] = {
            "client_name": "Conformance",
            "redirect_uris": [CALLBACK],
            "grant_types": ["authorization_code", "implicit", "refresh_token"],
            "response_types": [
                "code",
                "id_token",
                "id_token token",
                "code id_token",
                "code token",
                "code id_token token",
            ],
        }
        if with_keys:
            asked["jwks"] = rp_keys.as_dict(private=False)
        asked |= metadata
        sent = {k: v for k, v in asked.items() if v is not None}
        answer = http_request("POST", f"{op.issuer}/register", json_body=sent)
        assert answer.status == 201, answer.text
        return RelyingParty(op.issuer, answer.json, op.clock.now, rp_keys)

    return registered


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a module once for each leg of its plan that has it."""
    if "leg" in metafunc.fixturenames:
        legs: tuple[Leg, ...] = legs_for(metafunc.module.__name__, metafunc.function)
        metafunc.parametrize("leg", legs, ids=str)
