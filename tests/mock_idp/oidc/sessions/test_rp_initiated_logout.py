"""RP-initiated logout: whom to believe, and where to go."""

from dataclasses import replace

import pytest
from joserfc.jwk import KeySet

from mock_idp.clock import Clock
from mock_idp.oidc import jose
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Page, Redirect, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.sessions.rp_initiated_logout import Leaving, read
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens.id_token import id_token
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.people.accounts import CHI, DAO

HERE = Session("sid-1", DAO, int(NOON), 2, ("swk",))
ELSEWHERE = Session("sid-2", CHI, int(NOON), 1, ("swk",))
HOME = "http://127.0.0.1:8390/"


def hint(provider: Provider, session: Session = HERE) -> str:
    grant = Grant("portal", (), session.account, session)
    return id_token(provider, grant, About("token"))


def leave(provider: Provider, session: Session | None = HERE, **sent: str) -> object:
    return read(provider, Request(query=tuple(sent.items())), session)


def test_the_client_of_the_session_signs_out_without_questions(
    provider: Provider, clock: Clock
) -> None:
    token = hint(provider)
    clock.advance(86400)

    wish = leave(
        provider,
        id_token_hint=token,
        post_logout_redirect_uri=HOME,
        state="bye & co",
    )

    assert isinstance(wish, Leaving)
    assert not wish.must_ask
    assert wish.answer() == Redirect(HOME + "?state=bye+%26+co")


def test_without_a_good_hint_the_person_is_asked(provider: Provider) -> None:
    nothing = leave(provider)
    other = leave(provider, id_token_hint=hint(provider, ELSEWHERE))

    assert isinstance(nothing, Leaving)
    assert nothing.must_ask
    assert isinstance(other, Leaving)
    assert other.must_ask


def test_nobody_is_asked_when_nobody_is_signed_in(provider: Provider) -> None:
    wish = leave(provider, None)

    assert isinstance(wish, Leaving)
    assert not wish.must_ask
    assert wish.answer() == Page("signed_out", 200)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (
            {"client_id": "portal", "post_logout_redirect_uri": HOME + "x"},
            "post_logout_redirect_uri_not_registered",
        ),
        (
            {"post_logout_redirect_uri": HOME},
            "logout_client_missing",
        ),
        ({"client_id": "nobody"}, "unknown_client"),
        ({"id_token_hint": "not.a.token"}, "id_token_hint_invalid"),
        ({"id_token_hint": "đ"}, "id_token_hint_invalid"),
        ({"state": "x" * 5000}, "logout_request_malformed"),
    ],
)
def test_what_cannot_be_trusted_stays_on_our_page(
    provider: Provider, sent: dict[str, str], code: str
) -> None:
    wish = leave(provider, HERE, **sent)

    assert isinstance(wish, Page)
    assert (wish.code, wish.status) == (code, 400)


def test_a_hint_for_another_client_is_refused(provider: Provider) -> None:
    wish = leave(provider, id_token_hint=hint(provider), client_id="spa-demo")

    assert isinstance(wish, Page)
    assert wish.code == "logout_client_mismatch"


def test_a_changed_hint_is_refused(provider: Provider) -> None:
    head, body, signature = hint(provider).split(".")
    changed = f"{head}.{body[:-2]}AA.{signature}"

    wish = leave(provider, id_token_hint=changed)

    assert isinstance(wish, Page)
    assert wish.code == "id_token_hint_invalid"


@pytest.mark.parametrize(
    ("named", "must_ask"),
    [("dao", False), (DAO.personal_id, False), ("sid-1", False), ("chi", True)],
)
def test_a_logout_hint_for_somebody_else_leads_to_a_question(
    provider: Provider, named: str, *, must_ask: bool
) -> None:
    wish = leave(provider, id_token_hint=hint(provider), logout_hint=named)

    assert isinstance(wish, Leaving)
    assert wish.must_ask is must_ask


def test_an_id_token_that_a_secret_signed_is_a_good_hint(provider: Provider) -> None:
    portal = provider.clients.find("portal")
    assert portal is not None
    secret = "s" * 43
    changed = replace(
        portal, id_token_signed_response_alg="HS256", client_secret=secret
    )
    provider.clients.put(changed)
    token = hint(provider)
    forged = jose.sign_with_secret(jose.claims_of(token), "t" * 43, "HS256")

    wish = leave(provider, id_token_hint=token, post_logout_redirect_uri=HOME)
    other = leave(provider, id_token_hint=forged)

    assert isinstance(wish, Leaving)
    assert not wish.must_ask
    assert other == Page("id_token_hint_invalid", 400)


def test_an_encrypted_hint_is_opened(provider: Provider) -> None:
    key = provider.keys.current("RSA-OAEP-256").public
    keys = KeySet.import_key_set({"keys": [dict(key)]})
    token = jose.encrypt(hint(provider), keys, "RSA-OAEP-256", "A128GCM", "JWT")

    wish = leave(provider, id_token_hint=token)

    assert isinstance(wish, Leaving)
    assert not wish.must_ask


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example", "sub": "x", "exp": 1},
        {"iss": ISSUER, "sub": ["x"], "exp": 1},
        {"iss": ISSUER, "sub": "x"},
        {"iss": ISSUER, "exp": 1},
    ],
)
def test_what_we_have_signed_is_not_always_a_hint(
    provider: Provider, claims: dict[str, object]
) -> None:
    wish = leave(provider, id_token_hint=provider.keys.sign(claims, typ="JWT"))

    assert wish == Page("id_token_hint_invalid", 400)


def test_an_access_token_is_no_hint(provider: Provider) -> None:
    claims = {"iss": ISSUER, "sub": "x", "exp": 1, "aud": "portal"}

    wish = leave(provider, id_token_hint=provider.keys.sign(claims, typ="at+jwt"))

    assert wish == Page("id_token_hint_invalid", 400)


def test_the_client_chooses_the_language_of_the_question(provider: Provider) -> None:
    wish = leave(provider, ui_locales="en vi")

    assert isinstance(wish, Leaving)
    assert wish.ui_locales == ("en", "vi")
