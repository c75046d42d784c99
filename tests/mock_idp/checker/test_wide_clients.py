"""Cases for what few clients have: each is passed by a good client, and bites."""

from typing import Any

import pytest

from mock_idp.checker.mock import Mock
from mock_idp.checker.verdict import Finding, Verdict
from tests.mock_idp.checker.checking import check, names
from tests.mock_idp.checker.wide_rp import WIDE_MUTATIONS, wide_rp

FAIL, WARN, NOTE, SKIP = Verdict.FAIL, Verdict.WARN, Verdict.NOTE, Verdict.SKIP
HYBRID = {"response_type": "code id_token"}
POST = {"auth_method": "client_secret_post"}
IN_JWT = {"wishes_in_jwt": True}
SIGNED = {"signed_userinfo": True}
CAUGHT_BY: dict[str, tuple[str, Verdict, dict[str, Any]]] = {
    "no_c_hash": ("id-token.c-hash-wrong", FAIL, HYBRID),
    "no_front_sub": ("id-token.sub-differs-from-front", FAIL, HYBRID),
    "open_redirector": ("start.target-elsewhere", FAIL, {}),
    "any_issuer": ("start.issuer-refused", NOTE, {}),
    "get_only": ("start.by-post", FAIL, {}),
    "refresh_without_check": ("refresh.sub-other", FAIL, {}),
    "old_refresh_token": ("refresh.rotated", FAIL, {}),
    "crash_on_refusal": ("refresh.refused", FAIL, {}),
    "frame_ignored": ("logout.front-valid", FAIL, {}),
    "crash_on_way_back": ("logout.state-other", FAIL, {}),
    "unsigned_wish": ("request.object-signed", WARN, IN_JWT),
    "aud_of_userinfo": ("userinfo.signed-aud-other", WARN, SIGNED),
}
GROUPS = ("start", "refresh", "logout.front-*", "logout.state-*")


def found_on(
    mock: Mock, only: list[str], *mutations: str, **kind: Any
) -> dict[str, Finding]:
    """The findings on a client of some kind, which has all its addresses."""
    secret = "a-secret-of-more-than-32-characters-1"
    with wide_rp(mock.issuer, *mutations, client_secret=secret, **kind) as rp:
        about = {
            "refresh": f"{rp.url}/refresh",
            "initiate": f"{rp.url}/start",
            "frontchannel": f"{rp.url}/frame",
            "client_id": None if rp.is_dynamic else "check-rp",
        }
        more: dict[str, Any] = {"frontchannel_logout_uri": f"{rp.url}/frame"}
        if rp.signed_userinfo:
            more["userinfo_signed_response_alg"] = "RS256"
        if rp.wishes_in_jwt:
            more["profile"] = "oidc"
        return check(
            mock,
            rp.url,
            only,
            about=about,
            more=more,
            secret=secret,
            auth_method=rp.auth_method,
            profile="vneid" if rp.response_type == "code" else "oidc",
        )


def test_every_wide_mutant_has_a_case() -> None:
    assert set(CAUGHT_BY) == set(WIDE_MUTATIONS)


@pytest.mark.parametrize("mutation", WIDE_MUTATIONS)
def test_a_broken_client_is_caught_by_the_case_that_is_meant(
    mock: Mock, mutation: str
) -> None:
    intended, verdict, kind = CAUGHT_BY[mutation]

    found = found_on(mock, [intended], mutation, **kind)

    assert found[intended].verdict is verdict


@pytest.mark.parametrize("kind", [{}, HYBRID, IN_JWT, SIGNED], ids=str)
def test_a_good_client_passes_the_same_cases(mock: Mock, kind: dict[str, Any]) -> None:
    meant = [case for case, _verdict, of in CAUGHT_BY.values() if of == kind]

    found = found_on(mock, meant, **kind)

    assert {name: f.verdict for name, f in found.items()} == dict.fromkeys(
        meant, Verdict.PASS
    )


def test_a_good_client_passes_everything_about_refresh_invitation_and_frames(
    mock: Mock,
) -> None:
    found = found_on(mock, list(GROUPS))

    assert names(found, FAIL, WARN, NOTE, SKIP) == []
    assert len(found) >= 19


def test_a_good_hybrid_client_passes_all_cases_of_the_id_token(mock: Mock) -> None:
    found = found_on(mock, ["id-token", "request"], **HYBRID)

    assert names(found, FAIL, WARN) == []
    assert found["id-token.c-hash-missing"].verdict is Verdict.PASS


def test_a_client_that_registers_itself_is_found_out(mock: Mock) -> None:
    found = found_on(
        mock, ["registration", "request.clean", "id-token.aud-one"], is_dynamic=True
    )

    assert names(found, FAIL, WARN, NOTE) == []
    assert names(found, SKIP) == ["id-token.aud-one"]  # its client_id is always new
    assert "registration.broken" in found


def test_a_client_that_posts_its_secret_passes_the_case_for_that(mock: Mock) -> None:
    found = found_on(mock, ["token.client-secret-*"], **POST)

    assert found["token.client-secret-post"].verdict is Verdict.PASS
    assert names(found, SKIP) == [
        "token.client-secret-basic",
        "token.client-secret-jwt",
    ]
