"""Some lines of a list, read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Mark(NamedTuple):
    """A place between two lines of a list.

    Attributes:
        offset: bytes of a CSV, rows of a Parquet file.
        line: number of the next line, from 1; the header is line 1 of a CSV.
    """

    offset: int
    line: int


class Broken(NamedTuple):
    """A line that cannot be read.

    Attributes:
        line: its number.
        code: see :data:`REFUSALS`.
        text: what stands there, shortened.
        found: number of columns, when that is what is wrong.
    """

    line: int
    code: str
    text: str
    found: int = 0


@dataclass(frozen=True)
class Lines:
    """A block of lines.

    Attributes:
        start: before its first line.
        end: after its last line.
        numbers: numbers of the lines that could be read.
        rows: their values, as many as the header has.
        broken: the lines that could not.
    """

    start: Mark
    end: Mark
    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    broken: Sequence[Broken]


class Table(Protocol):
    """A list that can be read from any mark."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    @property
    def size(self) -> int:
        """The offset at which the list ends."""
        ...

    @property
    def notes(self) -> Mapping[str, str]:
        """What a report should say about how the list was read."""
        ...

    def sample(self) -> Lines:
        """Return the first lines."""
        ...

    def blocks(self, start: Mark | None = None) -> Iterator[Lines]:
        """Yield all blocks from a mark on; the same marks whenever they are read."""
        ...

    def pick(
        self, start: Mark, end: Mark, lines: Sequence[int]
    ) -> Iterator[Sequence[str]]:
        """Yield the rows that begin on some lines of a block, in order."""
        ...
