"""Correct clients come out without failure or warning; notes tell what is left open."""

import json
from collections.abc import Iterator

import pytest

from mock_idp.checker.cases.catalogue import chosen
from mock_idp.checker.check import Check
from mock_idp.checker.mock import Mock
from mock_idp.checker.own_mock import own_mock
from mock_idp.checker.target import Target
from mock_idp.checker.verdict import Verdict
from mock_idp.settings import Settings
from tests.mock_idp.checker.authlib_rp import authlib_rp
from tests.mock_idp.checker.checking import SECRET, check, names
from tests.mock_idp.checker.own_rp import own_rp
from tests.recipes import installing
from tests.recipes.running import started

FAIL, WARN, SKIP = Verdict.FAIL, Verdict.WARN, Verdict.SKIP
NOTE = Verdict.NOTE
LEFT_OPEN = ["id-token.typ-wrong", "vneid.number-changed"]
"""What no specification asks of a client, and the usual libraries do not do."""
WITHOUT_CARE = ["token.token-type-missing", "keys.rotated-kty", "keys.rotated-empty"]


@pytest.fixture
def fresh_mock() -> Iterator[Mock]:
    """A mock e-ID whose keys nobody has rotated."""
    with own_mock(Settings(), 0, None) as running:
        yield running


@pytest.mark.slow
def test_the_client_by_hand_is_clean(fresh_mock: Mock) -> None:
    with own_rp(fresh_mock.issuer) as rp:
        found = check(fresh_mock, rp.url)

    assert names(found, FAIL, WARN, NOTE) == []
    assert len(found) - len(names(found, SKIP)) >= 170


@pytest.mark.slow
def test_authlib_is_clean(fresh_mock: Mock) -> None:
    with authlib_rp(fresh_mock.issuer, "check-rp", SECRET) as url:
        found = check(fresh_mock, url, backchannel=None)

    assert names(found, FAIL, WARN) == []
    assert names(found, NOTE) == LEFT_OPEN
    assert len(found) - len(names(found, SKIP)) >= 150


def test_authlib_as_it_comes_has_true_weaknesses(fresh_mock: Mock) -> None:
    with authlib_rp(fresh_mock.issuer, "check-rp", SECRET, is_careful=False) as url:
        found = check(fresh_mock, url, WITHOUT_CARE, backchannel=None)

    assert names(found, WARN) == WITHOUT_CARE


@pytest.mark.slow
def test_openid_client_is_clean(fresh_mock: Mock) -> None:
    folder = installing.node_folder()
    command = ("node", "rp.mjs", fresh_mock.issuer, "check-rp", SECRET)
    with started(*command, cwd=folder) as first:
        found = check(fresh_mock, first.strip(), backchannel=None)

    assert names(found, FAIL, WARN) == []
    assert names(found, NOTE) == [
        "id-token.iat-future",
        "id-token.at-hash-wrong",
        *LEFT_OPEN,
    ]
    assert not any(name.startswith("discovery.") for name in names(found, SKIP))


@pytest.mark.slow
def test_every_fapi2_case_runs_on_openid_client_and_passes(fresh_mock: Mock) -> None:
    folder = installing.node_folder()
    command = ("node", "sign-in-and-out.mjs", fresh_mock.issuer, "fapi2")
    with started(*command, cwd=folder) as first:
        shop = json.loads(first)
        record = {
            "redirect_uris": [f"{shop['address']}/callback"],
            "profile": "fapi2",
            "jwks": shop["jwks"],
            "token_endpoint_auth_method": "private_key_jwt",
            "id_token_signed_response_alg": "ES256",
        }
        fresh_mock.register("shop", record)
        check_of_shop = Check(
            fresh_mock, Target(f"{shop['address']}/sign-in", "dpop", "shop")
        )
        check_of_shop.get_to_know()
        found = list(check_of_shop.run(chosen(["fapi2"])))

    assert {finding.verdict for finding in found} == {Verdict.PASS}
    assert len(found) == 10
