"""Tenants in a test's hands: apart from each other, in time, faulty, and gone."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

import pytest
import requests
from flask import Flask

from forms.i18n import language, set_language
from mock_idp.testing import BadOrder, MockIdp
from mock_idp.testing.transports import call
from tests.mock_idp.testing.asking import CALLBACK, answered, question


def test_what_happens_to_a_tenant_is_seen_nowhere_else(tenant, other):
    tenant.client("shop", CALLBACK)
    tenant.clock.advance(hours=5)
    tenant.fault("I.exp_past")
    tenant.rotate_keys()
    tenant.sign_in("dao")

    claims = other.sign_in("dao").claims

    assert claims["aud"] == "portal"
    assert claims["exp"] > claims["iat"]
    assert abs(claims["iat"] - time.time()) < 60
    assert len(other.journal.entries()) == 2
    with pytest.raises(KeyError):
        other.sign_in("dao", client="shop")


def test_a_reset_tenant_is_as_new(tenant):
    tenant.client("shop", CALLBACK)
    tenant.clock.freeze(datetime(2030, 1, 1, tzinfo=UTC))
    tenant.fault("I.exp_past")
    tenant.sign_in("dao")

    tenant.reset()

    assert tenant.journal.entries() == []
    assert tenant.sign_in("dao").claims["aud"] == "portal"
    assert tenant.clock.now.year != 2030


def test_a_closed_tenant_answers_nothing(process):
    tenant = process.new_tenant("short-lived")
    tenant.close()

    answer = call(process.app, "GET", tenant.discovery)

    assert answer.status == 404


def test_time_is_frozen_set_and_moved(tenant):
    moment = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)

    tenant.clock.freeze(moment)
    tenant.clock.advance(days=1, hours=2, minutes=3, seconds=4)
    moved = tenant.clock.now
    tenant.clock.set(moment)

    assert moved == moment + timedelta(days=1, hours=2, minutes=3, seconds=4)
    assert tenant.sign_in("dao").claims["iat"] == moment.timestamp()
    with pytest.raises(ValueError, match="time zone"):
        tenant.clock.set(datetime(2026, 3, 10))  # noqa: DTZ001 - that is what is refused
    tenant.clock.run(scale=3600)
    assert tenant.clock.now > moment
    tenant.clock.reset()
    assert abs(tenant.clock.now.timestamp() - time.time()) < 60


def test_an_access_token_ends_when_time_moves_on(tenant):
    tokens = tenant.sign_in("dao")
    browser = tenant.browser()
    before = browser.get(f"{tenant.issuer}/userinfo", headers=tokens.bearer)

    tenant.clock.advance(hours=2)

    after = browser.get(f"{tenant.issuer}/userinfo", headers=tokens.bearer)
    assert (before.status_code, after.status_code) == (200, 401)


def test_a_fault_counts_and_ends(tenant):
    once = tenant.fault("I.exp_past", client="portal", times=1)
    first, second = tenant.sign_in("dao").claims, tenant.sign_in("dao").claims

    with tenant.fault("I.aud_other") as sticky:
        inside = tenant.sign_in("dao").claims["aud"]
    outside = tenant.sign_in("dao").claims["aud"]

    assert first["exp"] < tenant.clock.now.timestamp() < second["exp"]
    assert (once.fired, once.is_on, sticky.is_on) == (1, False, False)
    assert inside != "portal"
    assert outside == "portal"


def test_a_whole_scenario_can_be_switched_on(tenant):
    tenant.fault({"then": [{"id_token": {"set": {"name": "?"}}}]}, person=["dao"])

    assert tenant.sign_in("dao").claims["name"] == "?"
    assert tenant.sign_in("khoi").claims["name"] != "?"


def test_unknown_names_are_refused_in_plain_english(tenant):
    with pytest.raises(BadOrder, match=r"I\.no_such_fault"):
        tenant.fault("I.no_such_fault")
    with pytest.raises(BadOrder, match=r"T\.invalid_grant"):
        tenant.mint("dao", spoil="T.invalid_grant")
    with pytest.raises(KeyError, match="the cast is"):
        tenant.people["nobody"]
    with pytest.raises(KeyError):
        tenant.next(person="nobody")
    with pytest.raises(ValueError, match="either"):
        tenant.next()


def test_the_next_outcome_waits_for_its_client_and_is_withdrawn(tenant):
    shop = tenant.client("shop", CALLBACK)
    with tenant.next(error="access_denied", client="portal") as others:
        with tenant.next(person="dao", level=1, client=shop) as taken:
            back = tenant.visit(question(tenant), "nobody")
        assert others.is_waiting

    assert "code" in answered(back)
    assert not taken.is_waiting
    assert not others.is_waiting
    assert "code" in answered(tenant.visit(question(tenant), "dao"))


def test_tokens_are_minted_good_and_spoiled(tenant):
    shop = tenant.client("shop", CALLBACK)

    good = tenant.mint("dao", aud=shop, nonce="n-1", scope="openid email")
    bad = tenant.mint(
        "dao", spoil=("I.aud_other", "I.exp_past"), claims={"plan": "gold", "sub": None}
    )

    assert (good.claims["aud"], good.claims["nonce"]) == ("shop", "n-1")
    assert "name" not in good.claims
    assert good.header["alg"] == "RS256"
    assert bad.claims["aud"] != "shop"
    assert bad.claims["exp"] < tenant.clock.now.timestamp() < good.claims["exp"]
    assert bad.claims["plan"] == "gold"
    assert "sub" not in bad.claims
    told = tenant.browser().get(f"{tenant.issuer}/userinfo", headers=good.bearer)
    assert told.json()["email"] == "dao@example.vn"


def test_rotated_keys_are_published_beside_the_old_ones(tenant):
    before = tenant.sign_in("dao").header["kid"]

    made = tenant.rotate_keys("RS256")

    published = tenant.browser().get(f"{tenant.issuer}/jwks").json()["keys"]
    after = tenant.sign_in("dao").header["kid"]
    assert made == (after,)
    assert {before, after} <= {key["kid"] for key in published}


def test_ending_sessions_signs_out_the_person_that_is_named(tenant):
    tenant.client("shop", CALLBACK)
    dao, binh = tenant.browser(), tenant.browser()
    tenant.visit(question(tenant), "dao", session=dao)
    tenant.visit(question(tenant), "khoi", session=binh)

    ended = tenant.end_sessions("dao")

    silent = question(tenant, prompt="none")
    assert len(ended) == 1
    assert answered(tenant.visit(silent, "dao", session=dao))["error"]
    assert answered(tenant.visit(silent, "khoi", session=binh))["code"]


def test_the_journal_waits_and_says_what_came_instead(tenant):
    tenant.sign_in("dao")

    seen = tenant.journal.wait("token", client="portal", person="dao")
    with pytest.raises(TimeoutError, match=r"no userinfo .* seen: authorize, token"):
        tenant.journal.wait("userinfo", timeout=0)
    with pytest.raises(TimeoutError):
        tenant.journal.wait("token", timeout=0, accept=lambda e: e.status != 200)

    assert seen.form["grant_type"] == "authorization_code"
    assert seen.answer["token_type"] == "Bearer"
    assert [e.number for e in tenant.journal.entries("token")] == [seen.number]
    tenant.journal.clear()
    assert tenant.journal.entries() == []


def test_people_are_found_by_name_and_number(tenant):
    dao = tenant.people["dao"]

    assert tenant.people[dao.personal_id] == dao
    assert "dao" in set(tenant.people)
    assert len(tenant.people) == len(list(tenant.people)) >= 24


def test_a_served_tenant_has_a_real_address_and_earlier_ones_keep_theirs():
    with MockIdp() as idp:
        before = idp.new_tenant()
        address = idp.serve()
        after = idp.new_tenant()
        told = requests.get(after.discovery, timeout=5).json()
        again = idp.serve()

        assert told["issuer"] == after.issuer
        assert after.issuer.startswith(f"{address}/t/")
        assert after.sign_in("dao").claims["iss"] == after.issuer
        assert before.sign_in("dao").claims["iss"] == before.issuer
        assert again == address
        key = {"Authorization": f"Bearer {after.admin_key}"}
        clock = requests.get(f"{after.control}/clock", headers=key, timeout=5)
        assert clock.status_code == 200
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=1)


def test_a_request_inside_another_one_leaves_its_language_alone(tenant):
    app = Flask("shop")
    with app.test_request_context("/"):
        set_language("en")

        tenant.browser().get(
            f"{tenant.issuer}/", headers={"Accept-Language": "vi"}
        ).raise_for_status()

        assert language() == "en"


def test_bodies_of_every_kind_arrive(tenant):
    browser = tenant.browser()
    address = f"{tenant.issuer}/token"
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    pieces = browser.post(
        address, data=iter([b"grant_type=", b"strange"]), headers=form
    )
    plain = browser.post(address, data="grant_type=strange", headers=form)

    assert pieces.json() == plain.json()
    assert plain.json()["error"] == "invalid_client"


def test_without_httpx_its_transport_says_what_is_missing(tenant):
    if find_spec("httpx") is None:
        with pytest.raises(ModuleNotFoundError, match="httpx"):
            tenant.httpx_transport()
    else:
        assert tenant.httpx_transport() is not None


def test_the_plugin_loads_nothing_heavy_until_a_test_asks():
    program = (
        "import sys, mock_idp.pytest_plugin\n"
        "heavy = {'flask', 'requests', 'joserfc', 'cryptography', 'werkzeug'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_every_test_gets_a_tenant_of_its_own_by_the_plugin(tmp_path):
    (tmp_path / "test_two.py").write_text(
        "import requests\n"
        "seen = []\n"
        "def test_one(mock_idp):\n"
        "    seen.append(mock_idp.sign_in('dao').claims['iss'])\n"
        "def test_two(mock_idp):\n"
        "    assert mock_idp.journal.entries() == []\n"
        "    assert mock_idp.sign_in('dao').claims['iss'] not in seen\n"
        "def test_three(mock_idp_server):\n"
        "    told = requests.get(mock_idp_server.discovery, timeout=5).json()\n"
        "    assert told['issuer'] == mock_idp_server.issuer\n"
    )

    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "mock_idp.pytest_plugin"),
            *("-p", "no:cacheprovider", "-W", "error", "--rootdir", tmp_path, tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "3 passed" in done.stdout, done.stdout + done.stderr
