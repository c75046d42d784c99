"""Codes of dossiers and numbers in register books.

A dossier's code is ``LT-YYMMDD-XXXXC``: the day of submission, four random letters
of an alphabet without 0 O 1 I L, and a check letter. The check is a weighted sum
modulo 31, a prime: one wrong character, or two neighbours exchanged, always shows.
"""

import re
import secrets
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.dossiers.errors import DossierError
from portal.dossiers.models import Dossier, RegisterBook

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MODULUS = len(ALPHABET)
RANDOM_LETTERS = 4
WEIGHTS = range(2, 12)
"""One for each of the ten characters before the check; all differ, none is -1."""

_CODE = re.compile(rf"LT([0-9]{{6}})([{ALPHABET}]{{{RANDOM_LETTERS}}})([{ALPHABET}])")
_LENGTH_LIMIT = 40


class BadCode(DossierError):  # noqa: N818 - named after what happened
    """This is no code of a dossier, or it holds a slip of the pen."""


def new_code(db: Session, day: date) -> str:
    """Return a code that no dossier has yet."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LETTERS))
        code = compose(day, letters)
        if db.get(Dossier, code) is None:
            return code


def compose(day: date, letters: str) -> str:
    """Return the code of a day and four letters, with its check letter."""
    stamp = f"{day:%y%m%d}"
    return f"LT-{stamp}-{letters}{_check(stamp, letters)}"


def parse(text: str) -> str:
    """Return a code as it is kept; case, spaces and dashes do not matter.

    Raises:
        BadCode: it is no code, or the check letter does not agree.
    """
    compact = re.sub(r"[\s-]", "", text[:_LENGTH_LIMIT]).upper()
    found = _CODE.fullmatch(compact)
    if not found or _check(found[1], found[2]) != found[3]:
        raise BadCode(text[:_LENGTH_LIMIT])
    return f"LT-{found[1]}-{found[2]}{found[3]}"


def _check(stamp: str, letters: str) -> str:
    values = [int(digit) for digit in stamp] + [ALPHABET.index(x) for x in letters]
    total = sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return ALPHABET[total % MODULUS]


def next_number(db: Session, *, world: str, office: str, book: str, year: int) -> int:
    """Take the next number of a register book; gapless, in the caller's transaction.

    The row stays locked until the caller commits, so numbers follow each other
    without holes even when two officers decide at once.
    """
    where = (
        RegisterBook.world == world,
        RegisterBook.office == office,
        RegisterBook.book == book,
        RegisterBook.year == year,
    )
    query = sa.select(RegisterBook).where(*where).with_for_update()
    row = db.scalar(query.execution_options(populate_existing=True))
    if row is None:
        row = _open_book(db, world=world, office=office, book=book, year=year) or (
            db.scalars(query).one()
        )
    row.last_number += 1
    db.flush()
    return row.last_number


def _open_book(
    db: Session, *, world: str, office: str, book: str, year: int
) -> RegisterBook | None:
    row = RegisterBook(world=world, office=office, book=book, year=year, last_number=0)
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:  # another officer opened the book a moment earlier
        return None
    return row
