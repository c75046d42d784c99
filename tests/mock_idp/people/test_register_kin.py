"""Children and homes of any citizen, from the real register over a real connection."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.errors import RegisterDown
from mock_idp.people.account import Account
from mock_idp.people.cast import CastPeople
from mock_idp.people.directory import Directory
from mock_idp.people.register import RegisterPeople
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import (
    _KEYS,
    ALL_SCOPES,
    NOON,
    authorize_url,
    claims_of,
    redeem,
)
from tests.mock_idp.people.accounts import DAO
from tests.mock_idp.people.registers import RealRegister, running_register

WITH_CHILD = f"{ALL_SCOPES} dai_dien"
WITH_ADDRESS = f"{ALL_SCOPES} address"


@pytest.fixture(scope="module")
def serving_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with running_register(tmp_path_factory.mktemp("register")) as running:
        yield running


@pytest.fixture
def register(serving_register: RealRegister) -> Iterator[RealRegister]:
    serving_register.asked.clear()
    yield serving_register
    serving_register.switch("DELETE", "down")


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.freeze(NOON)
    return clock


def browser_with(people: RegisterPeople, clock: Clock) -> Browser:
    app = create_app(Settings(), clock, people)
    here = app.extensions["mock_idp"]
    provider = replace(here.provider, keys=_KEYS)
    app.extensions["mock_idp"] = replace(here, provider=provider)
    return Browser(app)


def signed_in(browser: Browser, number: str, **asked: str) -> Page:
    """The page after the phone has agreed."""
    page = browser.open(authorize_url(prompt="login", **asked))
    return browser.approve(browser.submit(page, "enter-number", number=number))


def tokens(browser: Browser, consent: Page) -> dict[str, Any]:
    end = browser.submit(consent, "consent", "consent-yes")
    return claims_of(redeem(browser, end).json["id_token"])


def test_any_citizen_acts_for_a_child_under_14(
    register: RealRegister, clock: Clock
) -> None:
    parent, child = register.parent()
    browser = browser_with(register.people(clock), clock)

    page = signed_in(browser, parent, scope=WITH_CHILD)
    consent = browser.submit(page, "represent", f"whom-{child}")
    claims = tokens(browser, consent)

    expected = register.record(f"/v1/people/{child}")
    told = claims["nguoi_duoc_dai_dien"]
    assert claims["SoDinhDanh"] == parent
    assert told["SoDinhDanh"] == child
    assert told["HoVaTen"] == expected["full_name"]
    assert told["birthdate"] == expected["date_of_birth"]


def test_kin_is_asked_for_once_and_only_when_a_service_wants_to_know(
    register: RealRegister, clock: Clock
) -> None:
    parent, child = register.parent()
    browser = browser_with(register.people(clock), clock)
    family = f"/v1/people/{parent}/family"

    signed_in(browser, parent)
    before = register.asked.count(family)
    page = signed_in(browser, parent, scope=WITH_CHILD)
    browser.submit(page, "represent", f"whom-{child}")

    assert before == 0
    assert register.asked.count(family) == 1


def test_children_who_died_or_grew_up_are_nobodys_wards(
    register: RealRegister, clock: Clock
) -> None:
    bay = CastPeople().find("901161204453")  # mother of one who died, a grandmother
    assert bay is not None
    browser = browser_with(register.people(clock), clock)

    page = signed_in(browser, bay.personal_id, scope=WITH_CHILD)

    offered = [b[2] for b in page.forms["represent"][0].buttons]
    assert offered == ["myself", "901217204469"]


def test_kin_of_the_cast_keeps_its_short_names(
    register: RealRegister, clock: Clock
) -> None:
    directory = Directory(register.people(clock))
    mother = next(a for a in CastPeople().cast() if a.cast == "bay")
    thuy = register.record("/v1/people/901217204469/family")["mother"]["personal_id"]

    own = [a.slug for a in directory.wards(mother)]
    kin = [a.slug for a in directory.wards(replace(DAO, personal_id=thuy))]

    assert "gia_huy" in own
    assert kin == ["gia_huy"]


def test_while_the_register_is_down_a_person_acts_for_oneself(
    register: RealRegister, clock: Clock
) -> None:
    parent, child = register.parent()
    browser = browser_with(register.people(clock), clock)
    page = browser.open(authorize_url(scope=WITH_CHILD))
    waiting = browser.submit(page, "enter-number", number=parent)
    register.switch("POST", "down")

    down = browser.approve(waiting)
    register.switch("DELETE", "down")
    again = browser.open(down.url)
    consent = browser.submit(down, "represent", "whom-myself")

    assert down.status == 200
    assert "register-down" in down.texts
    assert "không trả lời" in down.text
    assert [b[2] for b in down.forms["represent"][0].buttons] == ["myself"]
    assert child in [b[2] for b in again.forms["represent"][0].buttons]
    assert "nguoi_duoc_dai_dien" not in tokens(browser, consent)


def test_the_address_of_any_citizen_is_the_one_in_the_register(
    register: RealRegister, clock: Clock
) -> None:
    parent, _child = register.parent()
    browser = browser_with(register.people(clock), clock)

    claims = tokens(browser, signed_in(browser, parent, scope=WITH_ADDRESS))

    home = register.record(f"/v1/people/{parent}")["permanent_residence"]
    assert claims["address"]["street_address"] == home["detail"]
    assert claims["address"]["country"] == "Việt Nam"
    assert claims["address"]["region"].startswith(("tỉnh ", "thành phố "))
    assert claims["noi_thuong_tru"] == claims["address"]


def test_a_temporary_residence_is_told_as_such(
    register: RealRegister, clock: Clock
) -> None:
    lodger = "938198066274"

    told = register.people(clock).residences(lodger)
    own = CastPeople().residences(lodger)

    assert told.permanent is own.permanent is None
    assert told.temporary == own.temporary
    assert told.main == told.temporary


def test_without_the_scope_nobody_asks_where_a_person_lives(
    register: RealRegister, clock: Clock
) -> None:
    parent, _child = register.parent()
    browser = browser_with(register.people(clock), clock)

    tokens(browser, signed_in(browser, parent, scope="openid profile dinh_danh"))

    assert f"/v1/people/{parent}" not in register.asked


def test_while_the_register_is_down_the_address_is_left_out(
    register: RealRegister, clock: Clock
) -> None:
    parent, _child = register.parent()
    browser = browser_with(register.people(clock), clock)
    consent = signed_in(browser, parent, scope=WITH_ADDRESS)
    register.switch("POST", "down")

    claims = tokens(browser, consent)

    assert claims["SoDinhDanh"] == parent
    assert not {"address", "noi_thuong_tru"} & set(claims)


def test_a_register_that_failed_is_not_asked_for_homes_at_once_again(
    register: RealRegister, clock: Clock
) -> None:
    people = register.people(clock, fallback=CastPeople())
    register.switch("POST", "down")

    first = people.residences(DAO.personal_id)
    second = people.residences(DAO.personal_id)

    assert first == second == CastPeople().residences(DAO.personal_id)
    assert register.asked.count(f"/v1/people/{DAO.personal_id}") == 1


def test_kin_needs_a_register_that_answers(clock: Clock) -> None:
    nowhere = RegisterPeople(
        "http://127.0.0.1:9", "key", world="public", now=clock.now, timeout=0.2
    )
    parent: Account = DAO

    with pytest.raises(RegisterDown):
        Directory(nowhere).wards(parent)

    assert Directory(nowhere).own_wards(parent) == ()
