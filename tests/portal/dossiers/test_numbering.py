"""Codes that notice a slip of the pen; register books without holes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from portal.dossiers.record import numbering
from portal.dossiers.record.numbering import ALPHABET, BadCode, compose, parse

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2099, 12, 31))
LETTERS = st.text(alphabet=ALPHABET, min_size=4, max_size=4)
CODES = st.builds(compose, DAYS, LETTERS)
ANY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"


def reads_as(text: str) -> str | None:
    try:
        return parse(text)
    except BadCode:
        return None


@given(CODES)
@settings(max_examples=100)
def test_every_wrong_character_is_noticed(code: str) -> None:
    for place in range(len(code)):
        for other in ANY:
            wrong = code[:place] + other + code[place + 1 :]
            assert wrong == code or reads_as(wrong) is None


@given(CODES)
@settings(max_examples=100)
def test_every_exchange_of_neighbours_is_noticed(code: str) -> None:
    compact = code.replace("-", "")
    for place in range(len(compact) - 1):
        first, second = compact[place], compact[place + 1]
        wrong = compact[:place] + second + first + compact[place + 2 :]
        assert first == second or reads_as(wrong) is None


@given(CODES)
@settings(max_examples=50)
def test_a_code_may_be_typed_in_small_letters_with_spaces_or_without_dashes(
    code: str,
) -> None:
    assert parse(code.lower()) == code
    assert parse(code.replace("-", " ")) == code
    assert parse(f"  {code.replace('-', '')} ") == code


@pytest.mark.parametrize(
    "text",
    ["", "LT", "LT-260310-", "x" * 5000, "LT-260310-ÂÂÂÂÂ", "\x00", "LT-26\ud800"],
)
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(BadCode):
        parse(text)


def test_a_new_code_carries_the_day(db: Session) -> None:
    code = numbering.new_code(db, date(2026, 3, 10))

    assert code.startswith("LT-260310-")
    assert len(code) == len("LT-260310-XXXXC")


def test_numbers_of_a_book_follow_each_other_and_books_do_not_share_them(
    db: Session,
) -> None:
    def take(**changed: Any) -> Any:
        book = {"world": "public", "office": "a", "book": "birth", "year": 2026}
        return numbering.next_number(db, **{**book, **changed})

    taken = [take(), take(), take(), take(year=2027), take(office="b"), take()]

    assert taken == [1, 2, 3, 1, 1, 4]


def test_a_number_that_was_rolled_back_is_given_again(
    sessions: sessionmaker[Session],
) -> None:
    book = {"world": "public", "office": "a", "book": "birth", "year": 2026}
    with sessions.begin() as db:
        first = numbering.next_number(db, **book)
    with sessions() as db:
        lost = numbering.next_number(db, **book)
    with sessions.begin() as db:
        again = numbering.next_number(db, **book)

    assert (first, lost, again) == (1, 2, 2)
