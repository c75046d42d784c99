"""Each broken relying party is caught, and by the case that is meant for it."""

import pytest

from mock_idp.checker.mock import Mock
from mock_idp.checker.verdict import Verdict
from tests.mock_idp.checker.checking import check
from tests.mock_idp.checker.own_rp import MUTATIONS, own_rp

FAIL, NOTE = Verdict.FAIL, Verdict.NOTE
CAUGHT_BY = {
    "no_signature": ("id-token.other-key", FAIL),
    "no_nonce": ("id-token.nonce-wrong", FAIL),
    "no_aud": ("id-token.aud-other", FAIL),
    "no_iss": ("id-token.iss-wrong", FAIL),
    "no_exp": ("id-token.exp-past", FAIL),
    "alg_none": ("id-token.alg-none", FAIL),
    "hs256_confusion": ("id-token.alg-hs256", FAIL),
    "no_state": ("response.state-altered", FAIL),
    "no_response_iss": ("response.iss-wrong", FAIL),
    "no_userinfo_sub": ("userinfo.sub-differs", FAIL),
    "no_level": ("vneid.acr-lower", FAIL),
    "keys_never_refetched": ("keys.rotated", FAIL),
    "any_kid": ("id-token.kid-unknown", FAIL),
    "crash_on_error": ("response.access-denied", FAIL),
    "iat_in_future": ("id-token.iat-future", NOTE),
    "no_azp": ("id-token.azp-wrong", FAIL),
    "no_at_hash": ("id-token.at-hash-wrong", NOTE),
    "logout_not_verified": ("logout.other-key", FAIL),
    "logout_without_event": ("logout.event-missing", FAIL),
    "logout_with_nonce": ("logout.nonce-present", FAIL),
    "error_is_success": ("response.access-denied", FAIL),
    "code_reused": ("callback.double-submit", FAIL),
}
"""What the specifications leave to the client (MAY) is a note."""


def test_every_mutant_has_a_case_that_is_meant_for_it() -> None:
    assert set(CAUGHT_BY) == set(MUTATIONS)
    assert len(MUTATIONS) >= 20


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_broken_client_is_caught_by_the_intended_case(
    mock: Mock, mutation: str
) -> None:
    intended, verdict = CAUGHT_BY[mutation]
    with own_rp(mock.issuer, mutation) as rp:
        found = check(mock, rp.url, [intended])

    assert found[intended].verdict is verdict


def test_the_same_client_without_mutation_passes_the_intended_cases(mock: Mock) -> None:
    intended = sorted({case for case, _verdict in CAUGHT_BY.values()})
    with own_rp(mock.issuer) as rp:
        found = check(mock, rp.url, intended)

    verdicts = {name: finding.verdict for name, finding in found.items()}
    assert verdicts == dict.fromkeys(verdicts, Verdict.PASS)
    assert set(verdicts) == set(intended)
