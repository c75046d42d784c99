"""From text to rows; a broken line never takes its neighbours with it."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mock_population_db.quality.cleaning.reading.block import Broken

LONGEST = 1 << 16
"""Bytes of a line; longer ones are refused."""
JOINED = 5
"""A quoted value may run over so many lines."""
_SHOWN = 200
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\ud800-\udfff]")
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_LOST = re.compile("[\ufffd\ud800-\udfff]")


@dataclass
class Split:
    """What became of a text.

    Attributes:
        numbers: numbers of the lines on which the rows begin.
        rows: values.
        broken: lines that could not be read.
        count: how many lines were taken.
        held: how many lines at the end are left for the next block.
    """

    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    count: int = 0
    held: int = 0


class Splitter:
    """Splits lines at a delimiter.

    Args:
        delimiter: one character.
        width: how many values a row has.
    """

    def __init__(self, delimiter: str, width: int) -> None:
        self._delimiter, self._width = delimiter, width

    def split(self, text: str, first: int, *, is_last: bool) -> Split:
        """Return the rows of a text.

        Args:
            text: whole lines.
            first: number of the first line.
            is_last: no text follows; else lines with an open quote may be left.
        """
        lines = text.removesuffix("\n").split("\n")
        if "\r" in text:
            lines = [line.removesuffix("\r") for line in lines]
        if _is_plain(text) and max(map(len, lines)) <= LONGEST:
            rows = self._plain(lines, quoted='"' in text)
            if rows is not None:
                return self._sized(rows, first)
        return self._careful(lines, first, is_last=is_last)

    def pick(self, text: str, places: Sequence[int]) -> Iterator[list[str]]:
        """Yield the rows that begin on some lines of a text, counted from 0."""
        lines = text.removesuffix("\n").replace("\r\n", "\n").split("\n")
        for place in places:
            used = self._record(lines, place)
            yield self._values("\n".join(lines[place : place + used]))

    def _plain(self, lines: list[str], *, quoted: bool) -> list[list[str]] | None:
        """Return one row per line, None when that is not how it is."""
        if not quoted:
            return [line.split(self._delimiter) for line in lines]
        if any(line.count('"') & 1 for line in lines):
            return None
        try:
            rows = list(csv.reader(lines, delimiter=self._delimiter))
        except csv.Error:
            return None
        return rows if len(rows) == len(lines) else None

    def _sized(self, rows: list[list[str]], first: int) -> Split:
        width = self._width
        found = Split(count=len(rows))
        if all(len(row) == width for row in rows):
            found.numbers, found.rows = list(range(first, first + len(rows))), rows
            return found
        for number, row in enumerate(rows, first):
            self._keep(found, number, row, self._delimiter.join(row))
        return found

    def _keep(self, found: Split, number: int, row: list[str], text: str) -> None:
        if len(row) == self._width:
            found.numbers.append(number)
            found.rows.append(row)
        elif any(value.strip() for value in row):
            found.broken.append(Broken(number, "columns", text[:_SHOWN], len(row)))

    def _careful(self, lines: list[str], first: int, *, is_last: bool) -> Split:
        found = Split()
        place = 0
        while place < len(lines):
            line = lines[place]
            code = _refusal(line)
            used = 1
            if code:
                shown = _CONTROL.sub("\ufffd", line[:_SHOWN])
                found.broken.append(Broken(first + place, code, shown))
            else:
                used = self._record(lines, place)
                near_end = place + JOINED > len(lines)
                if not used and near_end and not is_last and place:
                    found.held = len(lines) - place
                    break
                self._take(found, lines, place, first, used)
            place += max(used, 1)
        found.count = place
        return found

    def _take(
        self, found: Split, lines: list[str], place: int, first: int, used: int
    ) -> None:
        text = "\n".join(lines[place : place + used])
        if not used:
            shown = lines[place][:_SHOWN]
            found.broken.append(Broken(first + place, "unbalanced_quote", shown))
        elif text.strip():
            self._keep(found, first + place, self._values(text), text)

    def _values(self, text: str) -> list[str]:
        parts = text.split("\n")
        lines = [f"{part}\n" for part in parts[:-1]] + parts[-1:]
        return next(csv.reader(lines, delimiter=self._delimiter, strict=True))

    def _record(self, lines: list[str], place: int) -> int:
        """Return how many lines a row takes; 0 when its quotes never close."""
        for used in range(1, min(JOINED, len(lines) - place) + 1):
            text = "\n".join(lines[place : place + used])
            if text.count('"') & 1 or (used > 1 and _refusal(lines[place + used - 1])):
                continue
            try:
                values = self._values(text)
            except csv.Error:
                continue
            if used == 1 or len(values) == self._width:
                return used
        return 0


def _is_plain(text: str) -> bool:
    if text.count("\r") != text.count("\r\n") or "\ufffd" in text:
        return False
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    # a hundred times as fast as a search for any of the characters
    return len(data.translate(None, _CONTROL_BYTES)) == len(data)


def _refusal(line: str) -> str:
    """Return the code of what makes a line unreadable, empty for nothing."""
    if len(line) > LONGEST:
        return "line_too_long"
    if not _CONTROL.search(line):
        return ""
    if "\x00" in line:
        return "nul"
    return "encoding" if _LOST.search(line) else "control_character"
