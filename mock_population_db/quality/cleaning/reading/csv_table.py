"""CSV of any size, read block by block from any byte on."""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from mock_population_db.quality.cleaning.reading.block import Broken, Lines, Mark
from mock_population_db.quality.cleaning.reading.encodings import Encoding, detect
from mock_population_db.quality.cleaning.reading.lines import LONGEST, Splitter
from mock_population_db.quality.errors import ListEmpty

BLOCK_BYTES = 4 << 20
_SAMPLE_BYTES = 1 << 17
_DELIMITERS = ",;\t|"
_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
_COPY = 1 << 20


class CsvTable:
    """A CSV file.

    Args:
        path: the file.
        folder: where a UTF-16 file is rewritten as UTF-8.
        encoding: what the user says of the encoding.
        block: about how many bytes are read at a time.

    Raises:
        EncodingUnclear: the encoding cannot be told.
        EncodingUnknown: the user names an encoding that is not supported.
        ListEmpty: there is no line of people.
    """

    def __init__(
        self,
        path: Path,
        folder: Path,
        encoding: str | None = None,
        block: int = BLOCK_BYTES,
    ) -> None:
        self._given, self._block = path, block
        self.encoding = detect(path, encoding)
        self._path, self._reads = path, self.encoding
        if self.encoding.is_wide:
            self._path = folder / "list.utf-8.csv"
            _rewrite(path, self._path, self.encoding)
            self._reads = Encoding("utf-8", self.encoding.font)
        self._first = Mark(self._reads.bom, 1)
        self._find_header()

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return self._path.stat().st_size

    @property
    def notes(self) -> Mapping[str, str]:
        """Encoding and delimiter."""
        shown = {"\t": "tab"}.get(self.delimiter, self.delimiter)
        return {"encoding": self.encoding.name, "delimiter": shown}

    def _find_header(self) -> None:
        with self._path.open("rb") as file:
            file.seek(self._first.offset)
            line = file.readline(LONGEST)
        text = self._text(line).rstrip("\r\n")
        if not text.strip():
            raise ListEmpty(file=self._given.name)
        self.delimiter = max(_DELIMITERS, key=text.count)
        names = next(csv.reader([text], delimiter=self.delimiter), [])
        if _NUMBER.search(text):
            # the first line is a person: columns are named by their place
            self.header = tuple(f"cột {place}" for place in range(1, len(names) + 1))
            self._body = self._first
        else:
            self.header = tuple(name.strip() for name in names)
            self._body = Mark(self._first.offset + len(line), 2)

    def _text(self, data: bytes) -> str:
        try:
            text = data.decode(self._reads.codec)
        except UnicodeDecodeError:
            text = data.decode(self._reads.codec, "surrogateescape")
        return self._reads.convert(text)

    @cached_property
    def _splitter(self) -> Splitter:
        return Splitter(self.delimiter, len(self.header))

    def sample(self) -> Lines:
        """Return the first lines."""
        with self._path.open("rb") as file:
            return self._read(file, self._body, _SAMPLE_BYTES)

    def blocks(self, start: Mark | None = None) -> Iterator[Lines]:
        """Yield all blocks from a mark on."""
        mark = start or self._body
        with self._path.open("rb") as file:
            while mark.offset < self.size:
                lines = self._read(file, mark, self._block)
                yield lines
                mark = lines.end

    def pick(
        self, start: Mark, end: Mark, lines: Sequence[int]
    ) -> Iterator[Sequence[str]]:
        """Yield the rows that begin on some lines of a block, in order."""
        with self._path.open("rb") as file:
            file.seek(start.offset)
            data = file.read(end.offset - start.offset)
        places = [line - start.line for line in lines]
        return self._splitter.pick(self._text(data), places)

    def _read(self, file: BinaryIO, start: Mark, size: int) -> Lines:
        file.seek(start.offset)
        data = file.read(size)
        if not data.endswith(b"\n"):
            data += file.readline(LONGEST)
        if not data.endswith(b"\n") and file.read(1):
            return self._overlong(file, start, data)
        is_last = start.offset + len(data) >= self.size
        split = self._splitter.split(self._text(data), start.line, is_last=is_last)
        if split.held:
            kept = data.rstrip(b"\n") if data.endswith(b"\n") else data
            cut = len(kept)
            for _line in range(split.held):
                cut = kept.rfind(b"\n", 0, cut)
            data = data[: cut + 1]
        end = Mark(start.offset + len(data), start.line + split.count)
        return Lines(start, end, split.numbers, split.rows, split.broken)

    def _overlong(self, file: BinaryIO, start: Mark, data: bytes) -> Lines:
        """Read the whole lines before a line without end, or skip that line."""
        whole = data.rfind(b"\n") + 1
        if whole:
            text = self._text(data[:whole])
            split = self._splitter.split(text, start.line, is_last=True)
            end = Mark(start.offset + whole, start.line + split.count)
            return Lines(start, end, split.numbers, split.rows, split.broken)
        file.seek(start.offset + len(data))
        while (more := file.readline(_COPY)) and not more.endswith(b"\n"):
            pass
        broken = Broken(start.line, "line_too_long", self._text(data[:80]))
        return Lines(start, Mark(file.tell(), start.line + 1), [], [], [broken])


def _rewrite(source: Path, target: Path, encoding: Encoding) -> None:
    """Write a UTF-16 file as UTF-8; what cannot be read becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    part = target.with_suffix(".part")
    with source.open("rb") as given, part.open("wb") as written:
        given.seek(encoding.bom)
        while data := given.read(_COPY):
            written.write(decoder.decode(data).encode())
        written.write(decoder.decode(b"", final=True).encode())
    part.replace(target)
