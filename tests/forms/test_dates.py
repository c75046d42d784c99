from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.dates import (
    birthday,
    full_date,
    in_words,
    is_canonical,
    parse,
    pasted,
    show,
    show_weekday,
)

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 7), "Ngày bảy tháng ba năm hai nghìn không trăm hai mươi sáu"),
        (date(1996, 7, 2), "Ngày hai tháng bảy năm một nghìn chín trăm chín mươi sáu"),
        (
            date(2005, 4, 15),
            "Ngày mười lăm tháng tư năm hai nghìn không trăm linh năm",
        ),
        (date(2000, 1, 31), "Ngày ba mươi mốt tháng một năm hai nghìn"),
        (
            date(2024, 12, 24),
            "Ngày hai mươi tư tháng mười hai năm hai nghìn không trăm hai mươi tư",
        ),
        (date(2010, 11, 10), "Ngày mười tháng mười một năm hai nghìn không trăm mười"),
        (
            date(2021, 10, 25),
            "Ngày hai mươi lăm tháng mười năm hai nghìn không trăm hai mươi mốt",
        ),
        (
            date(1914, 5, 14),
            "Ngày mười bốn tháng năm năm một nghìn chín trăm mười bốn",
        ),
    ],
)
def test_a_date_is_written_out_as_on_the_certificate(day: date, words: str) -> None:
    assert in_words(day) == words


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_has_words_and_no_two_dates_share_them(day: date) -> None:
    other = day.replace(year=day.year - 1 if day.year > 1900 else 1901, day=1)

    assert in_words(day) != in_words(other)
    assert not any(char.isdigit() for char in in_words(day))


@pytest.mark.parametrize(
    "text",
    [
        *("2/7/1990", "02-07-90", "2.7.1990", "2 tháng 7 1990", "02 07 1990"),
        *("ngày 2 tháng 7 năm 1990", "1990-07-02"),
    ],
)
def test_dates_are_read_as_people_paste_them(text: str) -> None:
    assert parse(text, TODAY) == date(1990, 7, 2)


def test_a_year_of_two_digits_is_the_latest_that_has_come() -> None:
    assert pasted("1/1/26", TODAY) == ("1", "1", "2026")
    assert pasted("1/1/27", TODAY) == ("1", "1", "1927")


@pytest.mark.parametrize("text", ["", "hôm qua", "31/2/2020", "1/13/2020", "1/1/1890"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert parse(text, TODAY) is None


def test_partial_dates_are_canonical_too() -> None:
    assert is_canonical("1960")
    assert is_canonical("1960-05")
    assert is_canonical("1960-05-09")
    assert not is_canonical("1960-13")
    assert not is_canonical("1960-5")
    assert full_date("1960-05") is None
    assert full_date("1960-05-09") == date(1960, 5, 9)


def test_dates_are_shown_day_first() -> None:
    assert show("2026-03-07") == "07/03/2026"
    assert show("1960-05") == "05/1960"
    assert show("1960") == "1960"
    assert show_weekday(TODAY) == "thứ Ba, 10/03/2026"


def test_who_was_born_on_a_leap_day_has_a_birthday_on_the_first_of_march() -> None:
    assert birthday(date(2020, 2, 29), 6) == date(2026, 3, 1)
    assert birthday(date(2020, 3, 10), 6) == date(2026, 3, 10)


@given(st.text(max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    assert parse(text, TODAY) is None or pasted(text, TODAY)
    is_canonical(text)
