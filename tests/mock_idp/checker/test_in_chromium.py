"""A client that needs JavaScript is checked in Chromium, with the same verdicts."""

from collections.abc import Callable, Iterator

import pytest

from mock_idp.checker.browsing.chromium import Habits, chromium
from mock_idp.checker.browsing.visitor import Browse
from mock_idp.checker.mock import Mock
from mock_idp.checker.verdict import Verdict
from tests.mock_idp.checker.checking import check, names
from tests.mock_idp.checker.own_rp import GREETING, own_rp
from tests.mock_idp.checker.spa_rp import spa_rp
from tests.mock_idp.checker.wide_rp import wide_rp

FAIL, WARN, NOTE, SKIP = Verdict.FAIL, Verdict.WARN, Verdict.NOTE, Verdict.SKIP
PASS = Verdict.PASS
SPA = {"secret": None, "backchannel": None}
FEW = [
    "response.state-altered",
    "response.error-html",
    "callback.other-browser-midway",
    "callback.two-tabs",
    "token.public-without-secret",
    "id-token.nonce-wrong",
    "discovery.down-then-clean",
]
BOTH_WAYS = [
    "response.state-altered",
    "callback.session-renewed",
    "callback.cookies-guarded",
    "callback.code-leaves-address",
    "token.down-then-clean",
    "logout.valid",
    "logout.own-session",
]


Visiting = Callable[[str], Browse]


@pytest.fixture(scope="module")
def started(chromium_path: str) -> Iterator[Callable[[Habits], Browse]]:
    """Chromium, started once for all tests of this file."""
    with chromium(chromium_path) as visiting:
        yield visiting


@pytest.fixture
def visiting(mock: Mock, started: Callable[[Habits], Browse]) -> Visiting:
    """What visits a client that signs in at ``/login``."""
    return lambda url: started(Habits(mock.issuer, f"{url}/login", GREETING))


@pytest.fixture
def spa(mock: Mock) -> Iterator[str]:
    with spa_rp(mock.issuer) as url:
        yield url


def test_a_correct_page_of_javascript_passes(
    mock: Mock, spa: str, visiting: Visiting
) -> None:
    found = check(mock, spa, FEW, visiting(spa), {"logout": None}, **SPA)

    assert {name: finding.verdict for name, finding in found.items()} == dict.fromkeys(
        sorted(FEW, key=list(found).index), PASS
    )


@pytest.mark.parametrize(
    ("mutation", "intended"),
    [
        ("no_state", "response.state-altered"),
        ("no_nonce", "id-token.nonce-wrong"),
        ("blank_on_error", "response.access-denied"),
    ],
)
def test_a_broken_page_of_javascript_is_caught_by_the_intended_case(
    mock: Mock, visiting: Visiting, mutation: str, intended: str
) -> None:
    with spa_rp(mock.issuer, mutation) as url:
        found = check(mock, url, [intended], visiting(url), **SPA)

    assert found[intended].verdict is FAIL


@pytest.mark.parametrize("mutation", ["", "no_state"])
def test_chromium_and_the_small_browser_come_to_the_same_verdicts(
    mock: Mock, visiting: Visiting, mutation: str
) -> None:
    with own_rp(mock.issuer, *filter(None, [mutation])) as rp:
        small = check(mock, rp.url, BOTH_WAYS)
        large = check(mock, rp.url, BOTH_WAYS, visiting(rp.url))

    assert {n: f.verdict for n, f in large.items()} == {
        n: f.verdict for n, f in small.items()
    }
    assert bool(names(large, FAIL)) is bool(mutation)


def test_answers_that_come_as_a_form_can_be_changed_too(
    mock: Mock, visiting: Visiting
) -> None:
    cases = ["callback.code-made-up", "id-token.c-hash-wrong", "request.clean"]
    with wide_rp(mock.issuer, response_type="code id_token") as rp:
        browse, about = visiting(rp.url), {"logout": None}
        found = check(mock, rp.url, cases, browse, about, profile="oidc")

    assert names(found, FAIL, WARN, NOTE, SKIP) == []


def test_a_sign_in_that_begins_with_a_button_is_begun(
    mock: Mock, spa: str, started: Callable[[Habits], Browse]
) -> None:
    login = f"{spa}/button"
    browse = started(Habits(mock.issuer, login, GREETING, "Đăng nhập"))

    about = {"login": login, "logout": None}
    cases = ["id-token.exp-past", "request.clean"]
    found = check(mock, spa, cases, browse, about, **SPA)

    assert [finding.verdict for finding in found.values()] == [PASS, PASS]
