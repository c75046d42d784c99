"""A client's published keys: read once, read again when it rotates, never trusted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey

from mock_idp.clock import Clock
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.keys import KeysUnavailable, keys_of
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.message import Refused
from mock_idp.oidc.provider import Provider
from tests.mock_idp.oidc.clients.signing import (
    EC,
    RSA,
    a_client,
    asserting,
    claims,
    jwks,
    said_by,
    signed,
    with_fetch,
)

URI = "http://127.0.0.1:8000/jwks.json"
NEW = ECKey.generate_key("P-256", {"kid": "new"})
NEWER = ECKey.generate_key("P-256", {"kid": "newer"})


class Site:
    """A relying party's site: gives one document and counts."""

    def __init__(self, document: object) -> None:
        self.document = document
        self.fetched = 0

    def get(self, url: str) -> bytes:
        assert url == URI
        self.fetched += 1
        if isinstance(self.document, FetchFailed):
            raise self.document
        if isinstance(self.document, bytes):
            return self.document
        return json.dumps(self.document).encode()

    def post(self, url: str, form: dict[str, str]) -> int:
        raise AssertionError((url, form))


def kids(provider: Provider, kid: str | None = None, use: str = "sig") -> set[str]:
    client = provider.clients.find("rp")
    assert client is not None
    return {str(key.kid) for key in keys_of(provider, client, kid=kid, use=use)}


@pytest.fixture
def site() -> Site:
    return Site(jwks(EC))


@pytest.fixture
def here(provider: Provider, site: Site) -> Provider:
    a_client(provider, jwks=None, jwks_uri=URI)
    return with_fetch(provider, site)


def test_a_document_is_read_once_while_its_keys_are_known(
    here: Provider, site: Site, clock: Clock
) -> None:
    for _ in range(3):
        assert kids(here, "ec") == {"ec"}
        clock.advance(60)

    assert site.fetched == 1


def test_a_document_is_read_again_after_minutes(
    here: Provider, site: Site, clock: Clock
) -> None:
    kids(here, "ec")

    clock.advance(301)
    kids(here, "ec")

    assert site.fetched == 2


def test_a_rotated_key_works_at_once(here: Provider, site: Site) -> None:
    authenticate(here, asserting(signed(claims())))

    site.document = jwks(NEW)

    assert authenticate(here, asserting(signed(claims(), NEW)))
    with pytest.raises(Refused):
        authenticate(here, asserting(signed(claims())))


def test_unknown_names_cause_one_fetch_in_five_seconds(
    here: Provider, site: Site, clock: Clock
) -> None:
    kids(here, "ec")
    for number in range(20):
        kids(here, f"no-{number}")
    assert site.fetched == 2
    site.document = jwks(NEWER)

    clock.advance(5)

    assert kids(here, "newer") == {"newer"}
    assert site.fetched == 3


def test_known_keys_outlive_a_site_that_is_down(
    here: Provider, site: Site, clock: Clock
) -> None:
    kids(here, "ec")
    site.document = FetchFailed("down")

    with pytest.raises(KeysUnavailable):
        kids(here, "other")

    assert kids(here, "ec") == {"ec"}


@pytest.mark.parametrize(
    "document",
    [
        FetchFailed("it is not allowed"),
        b"",
        b"<html>",
        b"[" * 100_000,
        b'{"keys": 1}',
        [],
        {"keys": None},
        {"keys": "RSA"},
        {"keys": [{}] * 200},
    ],
)
def test_a_document_that_is_no_key_set_is_refused(
    here: Provider, site: Site, document: Any
) -> None:
    site.document = document

    with pytest.raises(Refused) as refused:
        authenticate(here, asserting(signed(claims())))

    assert said_by(refused.value).startswith(
        "401 invalid_client: client_assertion: key"
    )


def test_keys_that_cannot_be_used_are_left_out(provider: Provider) -> None:
    small = {**EC.as_dict(private=False), "kid": "bad-curve", "crv": "P-1"}
    strange = [
        *({}, 5, None, "x", {"kty": 7}, {"kty": "AKP"}, {"kty": "RSA", "n": "AQAB"}),
        *({"kty": "RSA", "n": 5, "e": "AQAB"}, {"kty": "EC", "crv": "P-256"}, small),
        dict(OctKey.generate_key(256, {"kid": "secret"}).as_dict(private=True)),
        {**EC.as_dict(private=False), "kid": 5},
        {**EC.as_dict(private=False), "kid": "odd", "use": "other"},
    ]
    a_client(provider, jwks={"keys": [*strange, *jwks(RSA)["keys"]]})

    assert kids(provider) == {"rsa"}


def test_a_private_key_that_was_published_is_kept_as_a_public_one(
    provider: Provider,
) -> None:
    client = a_client(provider, jwks={"keys": [EC.as_dict(private=True)]})

    (key,) = keys_of(provider, client)

    assert not key.is_private


def test_keys_are_for_signatures_or_for_encryption(provider: Provider) -> None:
    sig = ECKey.generate_key("P-256", {"kid": "sig", "use": "sig"})
    enc = ECKey.generate_key("P-256", {"kid": "enc", "use": "enc"})
    any_use = OKPKey.generate_key("Ed25519", {"kid": "any"})
    a_client(provider, jwks=jwks(sig, enc, any_use))

    assert kids(provider, use="sig") == {"sig", "any"}
    assert kids(provider, use="enc") == {"enc", "any"}


def test_a_new_registration_brings_its_new_keys(provider: Provider) -> None:
    a_client(provider)
    authenticate(provider, asserting(signed(claims())))

    a_client(provider, jwks=jwks(NEW))

    assert kids(provider) == {"new"}


def test_a_client_without_keys_has_none(provider: Provider) -> None:
    a_client(provider, jwks=None)

    assert kids(provider) == set()
