"""Parquet, read row group by row group; needs the extra ``parquet``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mock_population_db.quality.cleaning.reading.block import Lines, Mark
from mock_population_db.quality.errors import (
    FileUnreadable,
    ListEmpty,
    ParquetSupportMissing,
)

BLOCK_ROWS = 1 << 16
_SAMPLE_ROWS = 1000


class ParquetTable:
    """A Parquet file; its first row is line 1.

    Args:
        path: the file.
        block: how many rows are read at a time.

    Raises:
        ParquetSupportMissing: pyarrow is not installed.
        FileUnreadable: it is no Parquet file.
        ListEmpty: it has no rows.
    """

    def __init__(self, path: Path, block: int = BLOCK_ROWS) -> None:
        self._path, self._block = path, block
        self._file = _opened(path)
        self.header: tuple[str, ...] = tuple(self._file.schema_arrow.names)
        if not self.size:
            raise ListEmpty(file=path.name)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return int(self._file.metadata.num_rows)

    @property
    def notes(self) -> Mapping[str, str]:
        """The format."""
        return {"encoding": "parquet"}

    def sample(self) -> Lines:
        """Return the first rows."""
        return next(self._read(Mark(0, 1), _SAMPLE_ROWS))

    def blocks(self, start: Mark | None = None) -> Iterator[Lines]:
        """Yield all blocks from a mark on."""
        return self._read(start or Mark(0, 1), self._block)

    def pick(
        self, start: Mark, end: Mark, lines: Sequence[int]
    ) -> Iterator[Sequence[str]]:
        """Yield the rows of some lines of a block, in order."""
        rows = next(self._read(start, end.offset - start.offset)).rows
        return (rows[line - start.line] for line in lines)

    def _read(self, start: Mark, size: int) -> Iterator[Lines]:
        before = 0
        for group in range(self._file.num_row_groups):
            rows = self._file.metadata.row_group(group).num_rows
            if before + rows > start.offset:
                table = self._file.read_row_group(group)
                skipped = max(0, start.offset - before)
                for first in range(skipped, rows, size):
                    yield _lines(table.slice(first, size), before + first)
            before += rows


def _lines(table: Any, first: int) -> Lines:  # noqa: ANN401 - pyarrow has no types
    columns = [list(map(_text, column.to_pylist())) for column in table.columns]
    rows = list(map(list, zip(*columns, strict=True)))
    end = first + len(rows)
    numbers = range(first + 1, end + 1)
    return Lines(Mark(first, first + 1), Mark(end, end + 1), numbers, rows, [])


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _opened(path: Path) -> Any:  # noqa: ANN401 - pyarrow has no types
    try:
        from pyarrow import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
            ArrowInvalid,
            parquet,
        )
    except ImportError as error:
        raise ParquetSupportMissing from error
    try:
        return parquet.ParquetFile(path)
    except (ArrowInvalid, OSError) as error:
        raise FileUnreadable(file=path.name, why=str(error)[:200]) from error
