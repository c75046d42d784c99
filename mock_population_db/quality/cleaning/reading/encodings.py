"""In which encoding a list is written; old fonts are converted only when sure."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mock_population_db.quality.errors import EncodingUnclear, EncodingUnknown
from mock_population_db.quality.spelling.legacy import from_tcvn3, from_vni
from mock_population_db.quality.spelling.syllables import marked_words, plausibility

SAMPLE = 1 << 18
SURE, WRONG = 0.9, 0.6
"""Shares of marked words that are Vietnamese: after conversion at least, before it at
most."""
_FEWEST_WORDS = 5
_FEW_BROKEN = 0.25
"""Of lines outside ASCII; in another encoding hardly any line is UTF-8 by chance."""
_NUL_SHARE = 0.2
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FONTS: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


@dataclass(frozen=True)
class Encoding:
    """How bytes become text.

    Attributes:
        codec: Python's name of the encoding.
        font: ``tcvn3``, ``vni`` or empty: the old font the text is meant for.
        bom: how many bytes at the start are no text.
    """

    codec: str
    font: str = ""
    bom: int = 0

    @property
    def name(self) -> str:
        """What a report calls it."""
        return f"{self.font} ({self.codec})" if self.font else self.codec

    @property
    def is_wide(self) -> bool:
        """Tell whether a character takes two bytes."""
        return self.codec.startswith("utf-16")

    def convert(self, text: str) -> str:
        """Turn text meant for an old font into Unicode."""
        return _FONTS[self.font](text) if self.font else text


_BY_NAME = {
    "utf-8": Encoding("utf-8"),
    "utf-16": Encoding("utf-16-le"),
    "tcvn3": Encoding("latin-1", "tcvn3"),
    "vni": Encoding("cp1252", "vni"),
    "windows-1258": Encoding("cp1258"),
}
KNOWN = tuple(_BY_NAME)


def named(name: str) -> Encoding:
    """Return the encoding a user names.

    Raises:
        EncodingUnknown: it is not supported.
    """
    try:
        return _BY_NAME[name.lower()]
    except KeyError:
        raise EncodingUnknown(encoding=name[:20], known=", ".join(KNOWN)) from None


def detect(path: Path, chosen: str | None = None) -> Encoding:
    """Return the encoding of a file.

    Args:
        path: the file.
        chosen: what the user says; a byte order mark still counts.

    Raises:
        EncodingUnclear: nothing fits with certainty.
        EncodingUnknown: the user names an encoding that is not supported.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            found = Encoding(codec.removesuffix("-sig"), bom=len(mark))
            return _with_font(found, head[len(mark) :])
    if chosen:
        return named(chosen)
    wide = _wide(head)
    if wide:
        return wide
    return _eight_bits(path, head)


def _wide(head: bytes) -> Encoding | None:
    half = max(1, len(head) // 2)
    if head[1::2].count(0) / half > _NUL_SHARE > head[::2].count(0) / half:
        return Encoding("utf-16-le")
    if head[::2].count(0) / half > _NUL_SHARE > head[1::2].count(0) / half:
        return Encoding("utf-16-be")
    return None


def _eight_bits(path: Path, head: bytes) -> Encoding:
    lines = head.split(b"\n")
    # the last line may be cut within a letter
    whole = lines[:-1] or lines
    marked = [_is_utf8(line) for line in whole if not line.isascii()]
    if marked.count(False) <= _FEW_BROKEN * len(marked):
        return _with_font(Encoding("utf-8"), head)
    for name in ("tcvn3", "vni"):
        encoding = _BY_NAME[name]
        text = head.decode(encoding.codec, "replace")
        if _is_sure(text, name):
            return encoding
    text = head.decode("cp1258", "replace")
    words = marked_words(text)
    if len(words) >= _FEWEST_WORDS and plausibility(words) >= SURE:
        return _BY_NAME["windows-1258"]
    raise EncodingUnclear(file=path.name)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _with_font(encoding: Encoding, head: bytes) -> Encoding:
    """Notice text of an old font that was saved as Unicode."""
    text = head.decode(encoding.codec, "ignore")
    for font in _FONTS:
        if _is_sure(text, font):
            return Encoding(encoding.codec, font, encoding.bom)
    return encoding


def _is_sure(text: str, font: str) -> bool:
    given = marked_words(text)
    converted = marked_words(_FONTS[font](text))
    return (
        len(converted) >= _FEWEST_WORDS
        and plausibility(given) <= WRONG
        and plausibility(converted) >= SURE
    )
