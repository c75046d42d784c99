"""The people of special situations: their stories, traits and agreement with others."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms import names
from mock_idp.people.cast import CastPeople, read_cast
from mock_idp.people.directory import Directory
from mock_idp.people.eligibility import Obstacle, obstacle
from mock_idp.people.search import BadSearch, find_people
from mock_idp.people.traits import Device, Habit, Traits, read_traits
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.people.accounts import DAO

TODAY = date(2026, 3, 10)
REGISTER = Path(__file__).parents[3] / "mock_population_db" / "cast.toml"


@pytest.fixture
def directory() -> Directory:
    return Directory(CastPeople())


def slugs(directory: Directory, where: str) -> set[str]:
    return {a.slug for a in find_people(directory.cast(), where, TODAY)}


def test_at_least_24_people_have_a_story(directory: Directory) -> None:
    cast = directory.cast()

    assert len(cast) >= 24
    assert all(a.story and a.story_english for a in cast)
    assert len({a.cast for a in cast}) == len(cast)


def test_every_account_is_a_person_of_the_register() -> None:
    people = tomllib.loads(REGISTER.read_text(encoding="utf-8"))["person"]
    by_number = {person["id"]: person for person in people}

    for account in read_cast():
        person = by_number[account.personal_id]
        assert account.full_name == " ".join(person["name"])
        assert account.date_of_birth == person["born"]
        assert account.phone == person.get("phone")
        if account.phone or "status" in person:
            assert account.account_status == person.get("status", "active")
            assert account.account_level == person.get("level", 2)
        if account.cast:
            assert account.cast == person["slug"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("status=none,age<1", {"be_nam"}),
        ("age>=80,device=none", {"ban"}),
        ("wards>0", {"bay"}),
        ("age>=14,age<18,level=2", {"yen"}),
        ("habit=face_fails", {"dat"}),
        ("obstacle=card_expired", {"suong"}),
        ("born=2001-09-02", {"thu_ha", "thu_ha_em"}),
        ("name=nguyen van hung,born=1980-02-02", {"hung_a", "hung_b"}),
        ("nationality!=VN", {"kim"}),
        ("organisation~song may", {"phuong"}),
        ("name~h'huong", {"hhuong"}),
        ("name~h’hương", {"hhuong"}),
        ("habit=refuses", {"khang"}),
        ("device=off", {"nguyet"}),
        ("device=lost", {"quang"}),
        ("device=outdated", {"oanh"}),
        ("habit=ignores", {"long"}),
        ("habit=late", {"trang"}),
        ("status=locked,special=yes", {"loc"}),
        ("level=1,obstacle=", {"chi"}),
        ("staff~police", {"ha", "giang"}),
    ],
)
def test_people_are_found_by_what_they_are(
    directory: Directory, where: str, expected: set[str]
) -> None:
    assert slugs(directory, where) == expected


def test_no_condition_finds_everybody(directory: Directory) -> None:
    assert find_people(directory.cast(), " , ", TODAY) == directory.cast()


@pytest.mark.parametrize(
    "where",
    ["age", "age<<3", "age<x", "shoe=43", "name<b", "age<" + "9" * 30, "x" * 501, "=1"],
)
def test_a_condition_that_cannot_be_read_is_named(
    directory: Directory, where: str
) -> None:
    with pytest.raises(BadSearch):
        find_people(directory.cast(), where, TODAY)


def test_names_typed_in_decomposed_letters_are_found(directory: Directory) -> None:
    import unicodedata  # noqa: PLC0415 - one use

    typed = unicodedata.normalize("NFD", "H'Hương Niê Kđăm")

    assert slugs(directory, f"name={typed}") == {"hhuong"}
    assert names.normalise(typed) == "H'Hương Niê Kđăm"


@pytest.mark.parametrize(
    ("person", "code", "words"),
    [
        ("be_nam", "account_of_child", "cha, mẹ hoặc người giám hộ"),
        ("ban", "phone_missing", "không dùng điện thoại"),
        ("suong", "card_expired", "đã hết hạn"),
        ("loc", "account_locked", "đang bị khóa"),
    ],
)
def test_who_cannot_sign_in_hears_why(
    browser: Browser, person: str, code: str, words: str
) -> None:
    page = browser.choose(browser.open(authorize_url()), person)

    assert page.codes == [code]
    assert words in page.text


def test_a_number_that_was_replaced_is_explained_without_the_new_one(
    browser: Browser,
) -> None:
    page = browser.open(authorize_url())

    refused = browser.submit(page, "enter-number", number="901082999918")

    assert refused.codes == ["number_replaced"]
    assert "03/03/2026" in refused.text
    assert refused.text.count("901 082 204 518") == 1  # the card of the cast


def test_somebody_who_always_refuses_cannot_agree(browser: Browser) -> None:
    consent = browser.approve(browser.choose(browser.open(authorize_url()), "khang"))
    form = consent.forms["consent"][0]

    end = browser.submit(consent, "consent", "consent-no")
    again = browser.open(authorize_url())
    forced = browser.open(form.action, [*form.fields, ("answer", "yes")])

    assert "consent-yes" not in [name for name, _, _ in form.buttons]
    assert end.answer["error"] == "access_denied"
    assert "always-refuses" in again.texts
    assert forced.status in (400, 410)


def test_the_e_id_adds_what_the_register_does_not_know(directory: Directory) -> None:
    plain = replace(DAO, personal_id="901191204637")

    assert directory.current(plain).traits.device is Device.OFF


def test_a_run_may_change_a_phone_and_add_people(directory: Directory) -> None:
    new = replace(DAO, personal_id="901096000123", cast="new")
    directory.set_traits(DAO.personal_id, Traits(device=Device.LOST))
    directory.add([new])

    changed, added = directory.find(DAO.personal_id), directory.find("901096000123")
    directory.reset()

    assert changed is not None
    assert changed.traits.device is Device.LOST
    assert added == new
    assert directory.find("901096000123") is None
    first = directory.find(DAO.personal_id)
    assert first is not None
    assert first.traits.device is Device.OK


def test_an_added_person_replaces_and_is_removed(directory: Directory) -> None:
    directory.add([replace(DAO, full_name="Trần Thị Mới")])
    renamed = directory.find_in_cast("dao")

    removed = directory.remove(DAO.personal_id)

    assert renamed is not None
    assert renamed.full_name == "Trần Thị Mới"
    assert removed
    assert not directory.remove(DAO.personal_id)
    assert len([a for a in directory.cast() if a.cast == "dao"]) == 1


def test_guardian_and_child_know_each_other(directory: Directory) -> None:
    bay = directory.find_in_cast("bay")
    huy = directory.find_in_cast("gia_huy")
    assert bay is not None
    assert huy is not None

    assert directory.wards(bay) == (huy,)
    assert directory.guardians(huy) == (bay,)
    assert obstacle(huy, TODAY) is Obstacle.CHILD


@pytest.mark.parametrize(
    "record",
    [[], {"shoe": 43}, {"device": "broken"}, {"guardian_of": "x"}, {"organisation": 1}],
)
def test_senseless_traits_are_refused(record: object) -> None:
    with pytest.raises(ValueError, match=r"trait|Device"):
        read_traits(record)


def test_traits_are_read(directory: Directory) -> None:
    phuong = directory.find_in_cast("phuong")
    assert phuong is not None

    assert phuong.traits.organisation is not None
    assert phuong.traits.organisation.tax_code.startswith("99")
    assert read_traits({"habit": "late"}).habit is Habit.LATE
