"""Open a list, whatever it is."""

from pathlib import Path

from mock_population_db.quality.cleaning.reading.block import Table
from mock_population_db.quality.cleaning.reading.csv_table import (
    BLOCK_BYTES,
    CsvTable,
)
from mock_population_db.quality.cleaning.reading.parquet_table import (
    BLOCK_ROWS,
    ParquetTable,
)

_PARQUET = b"PAR1"


def open_table(
    path: Path, folder: Path, encoding: str | None = None, block: int | None = None
) -> Table:
    """Open a CSV or Parquet file; its first bytes say which.

    Args:
        path: the file.
        folder: for what has to be rewritten.
        encoding: what the user says of a CSV's encoding.
        block: size of a block: bytes of a CSV, rows of a Parquet file.

    Raises:
        QualityError: it cannot be read; the subclass says why.
    """
    with path.open("rb") as file:
        is_parquet = file.read(len(_PARQUET)) == _PARQUET
    if is_parquet or path.suffix.lower() == ".parquet":
        return ParquetTable(path, block or BLOCK_ROWS)
    return CsvTable(path, folder, encoding, block or BLOCK_BYTES)
