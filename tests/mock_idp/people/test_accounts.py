"""Accounts, the own cast, and who may sign in."""

from dataclasses import replace
from datetime import date

import pytest

from forms import contacts, personal_id
from mock_idp.people.cast import CastPeople, read_cast
from mock_idp.people.eligibility import Obstacle, obstacle
from tests.mock_idp.people.accounts import CHI, DAO

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("born", "child"),
    [
        ("2012-03-10", False),
        ("2012-03-11", True),
        ("2012-03", True),
        ("2012-02", False),
        ("2012", True),
        ("2011", False),
        ("1985", False),
    ],
)
def test_fourteen_years_are_counted_to_the_day(born: str, *, child: bool) -> None:
    assert replace(DAO, date_of_birth=born).is_child(TODAY) is child


def test_who_may_not_sign_in() -> None:
    young = replace(DAO, date_of_birth="2020-01-01", account_status="none")

    assert obstacle(DAO, TODAY) is None
    assert obstacle(CHI, TODAY) is None
    assert obstacle(replace(DAO, account_status="locked"), TODAY) is Obstacle.LOCKED
    assert obstacle(replace(DAO, account_level=0), TODAY) is Obstacle.NO_ACCOUNT
    assert obstacle(young, TODAY) is Obstacle.CHILD


def test_the_cast_has_synthetic_numbers_and_phones_only() -> None:
    for account in read_cast():
        facts = personal_id.facts(account.personal_id)

        assert facts.sex == account.sex
        assert str(facts.year) == account.date_of_birth[:4]
        if account.phone or account.email:
            assert account.phone == contacts.phone(account.phone or "")
            assert account.email == contacts.email(account.email or "")
        for former in account.traits.former_ids:
            assert personal_id.facts(former).year == facts.year


def test_the_cast_is_shown_by_story_and_found_by_number() -> None:
    people = CastPeople()

    kin = [a for a in read_cast() if not a.cast]

    assert all(a.story and a.story_english for a in people.cast())
    assert kin
    assert all(people.find(a.personal_id) == a for a in kin)
    assert len({a.personal_id for a in read_cast()}) == len(read_cast())
