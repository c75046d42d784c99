"""Export of a part of the nation to CSV, Parquet or SQLite.

The same seed, size, scope and format give the same bytes. The nation alone is
exported: the cast and what happened in worlds are not part of it.
"""

from mock_population_db.export.columns import COLUMNS, EVERYTHING
from mock_population_db.export.scopes import Scope, read_scope
from mock_population_db.export.writing import FORMATS, write

__all__ = ["COLUMNS", "EVERYTHING", "FORMATS", "Scope", "read_scope", "write"]
