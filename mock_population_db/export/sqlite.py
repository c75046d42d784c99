"""SQLite: compact numbers in the table, readable words in a view.

A person takes less than 150 bytes with all indexes: numbers are stored as such, days
as ``YYYYMMDD``. The view ``people_readable`` shows them as people write them.
"""

import sqlite3
from pathlib import Path

from forms import codelists
from forms.codelists.units import all_communes
from mock_population_db.export.columns import COLUMNS, EVERYTHING, Table, compact_days

_LOOK_UPS = """
CREATE TABLE communes (code INTEGER PRIMARY KEY, name TEXT, province TEXT);
CREATE TABLE ethnic_groups (code INTEGER PRIMARY KEY, name TEXT);
"""
_INDEXES = """
CREATE INDEX people_by_number ON people (personal_id);
CREATE INDEX people_by_birth ON people (date_of_birth);
CREATE INDEX people_by_household ON people (household);
CREATE INDEX people_by_mother ON people (mother_id) WHERE mother_id IS NOT NULL;
CREATE INDEX people_by_father ON people (father_id) WHERE father_id IS NOT NULL;
"""
_VIEW = """
CREATE VIEW people_readable AS
SELECT printf('%012d', personal_id) AS personal_id, full_name,
  CASE sex WHEN 1 THEN 'Nam' ELSE 'Nữ' END AS sex,
  printf('%04d-%02d-%02d', date_of_birth / 10000, date_of_birth / 100 % 100,
    date_of_birth % 100) AS date_of_birth,
  ethnic_groups.name AS ethnicity, household,
  communes.name AS commune, communes.province AS province,
  father_id, mother_id, spouse_id
FROM people JOIN communes ON communes.code = people.commune
JOIN ethnic_groups ON ethnic_groups.code = people.ethnicity;
"""


class SqliteFile:
    """A database of one table, its indexes and its view."""

    def __init__(self, path: Path, columns: list[str]) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-65536",
            "temp_store=MEMORY",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        types = {"text": "TEXT", "json": "TEXT"}
        kinds = COLUMNS | EVERYTHING
        defined = ", ".join(f"{c} {types.get(kinds[c], 'INTEGER')}" for c in columns)
        self._db.execute(f"CREATE TABLE people ({defined})")
        self._db.executescript(_LOOK_UPS)
        self._db.executemany(
            "INSERT INTO communes VALUES (?, ?, ?)",
            [
                (
                    int(unit.code),
                    unit.full_name,
                    codelists.province(unit.province).full_name,
                )
                for unit in all_communes()
            ],
        )
        self._db.executemany(
            "INSERT INTO ethnic_groups VALUES (?, ?)",
            [
                (int(one.code), str.__str__(one.label))
                for one in codelists.ethnic_groups()
            ],
        )
        places = ", ".join("?" for _column in columns)
        self._insert = f"INSERT INTO people VALUES ({places})"  # noqa: S608 - our names
        self._db.execute("BEGIN")

    def add(self, table: Table) -> None:
        """Write some people."""
        columns = []
        for name, values in table.items():
            kind = (COLUMNS | EVERYTHING)[name]
            if kind == "day":
                columns.append(compact_days(values).tolist())
            elif kind == "person":
                columns.append([None if one < 0 else one for one in values.tolist()])
            else:
                columns.append(values.tolist() if kind == "number" else values)
        self._db.executemany(self._insert, zip(*columns, strict=True))

    def close(self) -> None:
        """Finish the file: indexes and view."""
        self._db.execute("COMMIT")
        self._db.executescript(_INDEXES + _VIEW)
        self._db.close()
