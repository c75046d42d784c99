from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_population_db.citizen.cards import (
    CHANGE_AGES,
    FIRST_BARCODE_CARD,
    LATE_DAYS,
    card,
    expiry,
    issuer,
    kind,
)
from mock_population_db.citizen.subject import age_on, birthday
from mock_population_db.nation.nation import AS_OF

births = st.dates(date(1915, 1, 1), date(2026, 3, 9))
BORN = date(1990, 6, 15)


@pytest.mark.parametrize(
    ("issued", "ends"),
    [
        ("2004-06-15", "2015-06-15"),  # at 14, until 25
        ("2013-06-14", "2015-06-15"),  # a day more than two years before 25
        ("2013-06-15", "2030-06-15"),  # two years before 25: until 40
        ("2022-01-01", "2030-06-15"),
        ("2028-06-15", "2050-06-15"),  # two years before 40: until 60
        ("2048-06-15", None),  # two years before 60: for life
        ("2051-01-01", None),
    ],
)
def test_a_card_ends_at_the_next_age_but_the_two_years_before(issued, ends):
    found = expiry(BORN, date.fromisoformat(issued))

    assert found == (date.fromisoformat(ends) if ends else None)


@given(born=births, issued=st.dates(date(2016, 1, 1), AS_OF))
def test_an_expiry_is_a_birthday_at_a_change_age(born, issued):
    ends = expiry(born, issued)

    if ends is None:
        assert age_on(born, issued) >= 57
    else:
        assert age_on(born, ends) in CHANGE_AGES
        assert ends > issued or issued < born


@pytest.mark.parametrize(
    ("issued", "which", "by"),
    [
        ("2017-05-01", "cccd_barcode", "Cục Cảnh sát đăng ký quản lý cư trú"),
        ("2018-10-10", "cccd_barcode", "Cục Cảnh sát quản lý hành chính"),
        ("2021-01-25", "cccd_chip", "Cục Cảnh sát quản lý hành chính"),
        ("2024-06-30", "cccd_chip", "Cục Cảnh sát quản lý hành chính"),
        ("2024-07-01", "can_cuoc", "Bộ Công an"),
    ],
)
def test_kind_and_issuer_follow_the_day(issued, which, by):
    day = date.fromisoformat(issued)

    assert kind(day) == which
    assert issuer(day).startswith(by)


def test_cards_of_the_nation_follow_the_law(living):
    held = Counter()
    for row in living.values():
        born = date.fromisoformat(row.date_of_birth)
        if row.id_card is None:
            held["none"] += 1
            since = (AS_OF - birthday(born, 14)).days
            assert since <= LATE_DAYS
            continue
        issued = date.fromisoformat(row.id_card["issued_on"])
        assert row.id_card == card(born, issued)
        assert max(born, FIRST_BARCODE_CARD) <= issued < AS_OF
        assert row.id_card["kind"] == "can_cuoc" or age_on(born, issued) >= 14
        ends = row.id_card["expires_on"]
        if ends and ends <= AS_OF.isoformat():
            held["late"] += 1
            assert (AS_OF - date.fromisoformat(ends)).days <= LATE_DAYS
        held[row.id_card["kind"]] += 1

    assert held["cccd_chip"] > held["can_cuoc"] > 0
    assert held["cccd_barcode"] > 0
    assert held["late"] < 20


def test_few_children_have_a_card(living):
    children = [row for row in living.values() if row.date_of_birth > "2012-03-09"]

    with_card = [row for row in children if row.id_card]

    assert 0 < len(with_card) < len(children) / 8
    for row in with_card:
        assert row.id_card["kind"] == "can_cuoc"


def test_29_february_comes_of_age_on_1_march():
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
