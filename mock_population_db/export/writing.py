"""Writing a scope into a file: whole, or not at all."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from mock_population_db.errors.exporting import ParquetMissing, TargetTaken
from mock_population_db.export.columns import (
    COLUMNS,
    EVERYTHING,
    Table,
    table_of,
    texts,
)
from mock_population_db.export.scopes import Scope
from mock_population_db.export.sqlite import SqliteFile

Progress = Callable[[int], object]


class File(Protocol):
    """Where tables are written to, one after the other."""

    def add(self, table: Table) -> None:
        """Write some people."""

    def close(self) -> None:
        """Finish the file."""


class CsvFile:
    """Comma-separated text in UTF-8 with a header."""

    def __init__(self, path: Path, columns: list[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(columns)

    def add(self, table: Table) -> None:
        """Write some people."""
        self._rows.writerows(zip(*texts(table), strict=True))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class ParquetFile:
    """Parquet of texts, days and whole numbers.

    Raises:
        ParquetMissing: pyarrow is not installed.
    """

    def __init__(self, path: Path, columns: list[str]) -> None:
        try:
            import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError as error:
            raise ParquetMissing from error
        self._arrow: Any = pa
        fields = [(name, self._type(name)) for name in columns]
        self._schema = pa.schema(fields)
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def _type(self, name: str) -> Any:  # noqa: ANN401 - pyarrow's
        if name in {"sex", "household"}:
            return self._arrow.int64()
        return self._arrow.date32() if name == "date_of_birth" else self._arrow.string()

    def add(self, table: Table) -> None:
        """Write some people."""
        arrow, columns = self._arrow, []
        for name, written in zip(table, texts(table), strict=True):
            kind = self._schema.field(name).type
            if kind == arrow.int64():
                columns.append(arrow.array(table[name]))
            elif kind == arrow.date32():
                epoch = 719_163  # 1 January 1970
                days = (table[name] - epoch).astype("int32")
                columns.append(arrow.array(days).cast(kind))
            else:
                columns.append(arrow.array([one or None for one in written], kind))
        self._file.write_table(arrow.table(columns, schema=self._schema))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


FORMATS: dict[str, Callable[[Path, list[str]], File]] = {
    "csv": CsvFile,
    "parquet": ParquetFile,
    "sqlite": SqliteFile,
}


def write(
    scope: Scope,
    path: Path,
    form: str,
    *,
    everything: bool = False,
    force: bool = False,
    progress: Progress = lambda _steps: None,
) -> int:
    """Write a scope and return how many people it has.

    Args:
        scope: whom.
        path: where to; there is no such file until all is written.
        form: a name of :data:`FORMATS`.
        everything: all 26 groups, person by person; about forty times as slow.
        force: overwrite a file that is there.
        progress: told how many of ``scope.steps`` were done since the last time.

    Raises:
        TargetTaken: the file is there already.
        ParquetMissing: pyarrow is not installed.
        OSError: the file cannot be written.
    """
    if path.exists() and not force:
        raise TargetTaken(file=str(path))
    columns = [*COLUMNS, *(EVERYTHING if everything else ())]
    count = 0
    with _whole(path) as part:
        file = FORMATS[form](part, columns)
        try:
            for people, steps in scope.blocks():
                file.add(table_of(scope.nation, people, everything=everything))
                count += len(people)
                progress(steps)
        finally:
            file.close()
    return count


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a file beside the target that takes its place when all went well."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
