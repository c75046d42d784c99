"""Which letters our document face can print.

PDF/A refuses a paper with a letter that no embedded face has. Names are checked long
before, but a result must never get stuck on one odd sign in an address, so such a
sign is printed as a replacement mark.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "\N{LOZENGE}"
"""◊, since PDF/A forbids the usual replacement character."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(value: Any) -> Any:  # noqa: ANN401 - any JSON value, of the same shape
    """Return the same JSON value with every text in letters the face has."""
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


def missing(text: str) -> str:
    """Return the letters of a text that would print as a replacement mark."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if ord(letter) not in _covered() and not letter.isspace()
    )


def _printable_text(text: str) -> str:
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace():
            kept.append(letter if letter == NO_BREAK else " ")
        elif unicodedata.category(letter) not in _INVISIBLE:
            kept.append(letter if ord(letter) in _covered() else REPLACEMENT)
    return "".join(kept)


@cache
def _covered() -> frozenset[int]:
    faces = [_code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*faces)


def _code_points(font: bytes) -> frozenset[int]:
    """Read the Unicode map of a TrueType face (OpenType ``cmap``, format 4)."""
    tables = struct.unpack(">H", font[4:6])[0]
    directory = (font[12 + 16 * n : 28 + 16 * n] for n in range(tables))
    start = next(
        struct.unpack(">I", entry[8:12])[0]
        for entry in directory
        if entry[:4] == b"cmap"
    )
    count = struct.unpack(">H", font[start + 2 : start + 4])[0]
    for n in range(count):
        platform, encoding, offset = struct.unpack(
            ">HHI", font[start + 4 + 8 * n : start + 12 + 8 * n]
        )
        if (platform, encoding) == (3, 1):
            return _format_4(font[start + offset :])
    raise ValueError("the face has no Unicode map")


def _format_4(table: bytes) -> frozenset[int]:
    segments = struct.unpack(">H", table[6:8])[0] // 2

    def column(n: int, sign: str = "H") -> tuple[int, ...]:
        at = 14 + 2 * segments * n + (2 if n else 0)
        return struct.unpack(f">{segments}{sign}", table[at : at + 2 * segments])

    found = set()
    rows = zip(column(0), column(1), column(2, "h"), column(3), strict=True)
    for row, (end, first, delta, offset) in enumerate(rows):
        for point in range(first, min(end, 0xFFFE) + 1):
            glyph = point + delta
            if offset:
                at = 16 + 6 * segments + 2 * row + offset + 2 * (point - first)
                glyph = struct.unpack(">H", table[at : at + 2])[0]
            if glyph & 0xFFFF:
                found.add(point)
    return frozenset(found)
