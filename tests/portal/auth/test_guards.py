import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.auth.views import own_path
from portal.settings import Settings
from tests.portal.signed_in import CSRF, sign_in


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "dossiers",
        "/dossiers\r\nSet-Cookie: a=b",
        "",
        None,
    ],
)
def test_nobody_is_led_off_the_site(address):
    assert own_path(address) is None


def test_paths_of_the_site_are_kept():
    assert own_path("/dossiers?code=LT-1") == "/dossiers?code=LT-1"


@given(st.text(max_size=60))
def test_whatever_is_kept_stays_on_the_site(text):
    kept = own_path(text)

    assert kept is None or (kept.startswith("/") and not kept.startswith("//"))


def test_a_post_without_the_token_is_refused_with_words(portal):
    client = portal.test_client()
    sign_in(client, "901196004217")

    without = client.post("/auth/sign-out/citizen")
    wrong = client.post("/auth/sign-out/citizen", data={"csrf_token": "x"})
    right = client.post("/auth/sign-out/citizen", data={"csrf_token": CSRF})

    assert (without.status_code, wrong.status_code) == (400, 400)
    assert "Trang này đã cũ" in without.text
    assert right.status_code == 303


def test_an_officer_who_left_is_signed_out(portal, sessions):
    from portal.auth.models import Membership  # noqa: PLC0415 - only here

    client = portal.test_client()
    with client.session_transaction() as session:
        session["officer"] = {"person_id": "901090017743", "id_token": ""}
    assert client.get("/agency").status_code == 200

    with sessions.begin() as db:
        db.get_one(Membership, "901090017743").is_active = False

    assert client.get("/agency").status_code == 302


def test_a_cookie_that_was_made_up_signs_nobody_in(portal):
    client = portal.test_client()
    client.set_cookie(
        "lienthong", "eyJjaXRpemVuIjp7fX0.forged.forged", domain="localhost"
    )

    assert client.get("/dossiers").status_code == 302


def test_every_answer_carries_the_safety_headers(portal):
    answer = portal.test_client().get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Synthetic"] == "true"


def test_production_refuses_what_everybody_knows():
    with pytest.raises(ValueError, match="PORTAL_SECRET_KEY") as refusal:
        Settings(env="production", database_url="postgresql+psycopg://db/x")

    assert "PORTAL_OIDC_CLIENT_SECRET" in str(refusal.value)


def test_production_needs_postgresql():
    own = dict.fromkeys(
        ("secret_key", "intake_key", "oidc_client_secret", "population_key"), "own"
    )

    with pytest.raises(ValueError, match="PostgreSQL"):
        Settings(env="production", database_url="sqlite:///x", **own)
