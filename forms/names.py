"""Vietnamese names: clean them, compare them, split them, sort them."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Combining marks in dictionary order: huyền, hỏi, ngã, sắc, nặng."""
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_POSITION = {letter: place for place, letter in enumerate(_ALPHABET, start=2)}
_SPACE, _OTHER = 0, 1
_WORDS_OF_A_WHOLE_NAME = 2


def normalise(text: str) -> str:
    """Return text in NFC, with single spaces, without control characters."""
    kept = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def fold(text: str) -> str:
    """Return a form for comparison: no case, no marks, đ as d.

    ``Hoàn Kiếm``, ``hoan kiem`` and ``HOÀN KIẾM`` fold to the same text, and so do
    ``Hòa`` and ``Hoà``, ``Đắk R'lấp`` and ``đăk rlấp``.
    """
    text = _APOSTROPHES.sub("", normalise(text)).casefold().replace("đ", "d")
    letters = (
        char
        for char in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(char)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def split_name(full: str) -> tuple[str, str, str]:
    """Split a full name into surname, middle name and given name.

    The first word is the surname and the last the given name, as the register does
    when it only has the full name. One word alone is a given name.
    """
    words = normalise(full).split(" ")
    if len(words) < _WORDS_OF_A_WHOLE_NAME:
        return "", "", words[0]
    return words[0], " ".join(words[1:-1]), words[-1]


def full_name(surname: str, middle: str, given: str) -> str:
    """Put the three parts of a name together; empty parts leave no gap."""
    return normalise(f"{surname} {middle} {given}")


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a key that sorts by the Vietnamese alphabet, then by tone.

    Letters go a ă â … d đ e ê … o ô ơ … u ư …; tones go ngang, huyền, hỏi, ngã,
    sắc, nặng and count only between words spelt alike.
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in normalise(text).casefold():
        letter, tone = _letter_and_tone(char)
        letters.append(_SPACE if char == " " else _POSITION.get(letter, _OTHER))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _letter_and_tone(char: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", bare), tone
