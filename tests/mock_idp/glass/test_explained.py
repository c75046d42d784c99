"""The names that are explained, and those that must be."""

import re

from forms.i18n import use_language
from mock_idp.glass.explanations import (
    CLAIM,
    ERROR,
    HEADER,
    HTTP,
    KINDS,
    PARAMETER,
    book,
    meaning,
)
from mock_idp.oidc.claims.scopes import CLAIMS
from mock_idp.oidc.claims.standard import STANDARD
from mock_idp.oidc.message import CARRIES_MUCH

ENTRIES = [(kind, name) for kind, names in book().items() for name in names]
VIETNAMESE = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáâãèéêìíòóôõùúý]"
)


def test_at_least_120_names_are_explained():
    assert len({name for _kind, name in ENTRIES}) >= 120
    assert set(book()) == set(KINDS)


def test_each_explanation_speaks_both_languages_and_names_its_source():
    wrong = [(kind, name) for kind, name in ENTRIES if not _is_well_said(kind, name)]

    assert wrong == []


def _is_well_said(kind: str, name: str) -> bool:
    said = book()[kind][name]
    is_sourced = "§" in said.at or said.at in ("mock-idp", "dialect.yaml")
    return (
        VIETNAMESE.search(said.vi.lower()) is not None
        and VIETNAMESE.search(said.en.lower()) is None
        and said.vi.endswith((".", "…"))
        and said.en.endswith((".", "…"))
        and "!" not in said.vi + said.en
        and (is_sourced or said.at.endswith(f"Schema, {name}"))
    )


def test_the_reader_gets_the_explanation_in_the_language_chosen():
    said = meaning("code_verifier", PARAMETER)

    with use_language("vi"):
        vietnamese = str(said)
    with use_language("en"):
        english = str(said)

    assert (vietnamese, english) == (said.vi, said.en)


def test_every_claim_that_can_be_told_is_explained():
    told = {*CLAIMS, *(name for names in STANDARD.values() for name in names)}

    assert [name for name in sorted(told) if meaning(name, CLAIM) is None] == []


def test_every_parameter_that_is_read_is_explained():
    read = {
        *("client_id", "redirect_uri", "response_type", "response_mode", "scope"),
        *("state", "nonce", "code_challenge", "code_challenge_method", "prompt"),
        *("max_age", "display", "ui_locales", "claims_locales", "id_token_hint"),
        *("login_hint", "acr_values", "claims", "request", "request_uri", "resource"),
        *("registration", "dpop_jkt", "grant_type", "code", "code_verifier"),
        *("refresh_token", "client_secret", "client_assertion_type", "device_code"),
        *("user_code", "requested_token_type", "subject_token_type", "audience"),
        *("actor_token_type", "token_type_hint", "post_logout_redirect_uri"),
        *("logout_hint", "logout_token", "iss", "sid", "error", "error_description"),
        *CARRIES_MUCH,
    }

    assert [name for name in sorted(read) if meaning(name, PARAMETER) is None] == []


def test_a_claim_in_one_language_means_what_the_claim_means():
    assert meaning("name#vi", CLAIM) == meaning("name", CLAIM)


def test_the_same_name_means_another_thing_elsewhere():
    by_parameter, by_claim = meaning("iss", PARAMETER), meaning("iss", CLAIM)

    assert by_parameter is not None
    assert by_claim is not None
    assert by_parameter.at == "RFC 9207 §2"
    assert by_claim.at == "OIDC Core §2"


def test_a_specification_that_is_public_has_its_address():
    pkce, alg = meaning("code_challenge", PARAMETER), meaning("alg", HEADER)
    core, ours = meaning("nonce", CLAIM), meaning("mock", CLAIM)

    assert pkce is not None
    assert pkce.address == "https://www.rfc-editor.org/rfc/rfc7636#section-4.3"
    assert alg is not None
    assert alg.address == "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.1"
    assert core is not None
    assert core.address == "https://openid.net/specs/openid-connect-core-1_0.html"
    assert ours is not None
    assert ours.address is None


def test_what_nobody_knows_has_no_meaning():
    assert meaning("no-such-name", PARAMETER, CLAIM, HEADER, HTTP, ERROR) is None
