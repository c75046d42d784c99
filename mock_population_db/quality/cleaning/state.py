"""What a run has done so far, safe against a kill at any moment."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from mock_population_db.quality.cleaning.parts import Part
from mock_population_db.quality.cleaning.reading.block import Mark
from mock_population_db.quality.errors import AlreadyRunning, OtherRun, UnfinishedRun

FOLDER = ".verify"
_SAMPLES, _BYTES = 16, 1 << 16
_TABLES = """
create table if not exists run (name text primary key, value text not null);
create table if not exists blocks (
    number integer primary key, start_offset integer not null,
    start_line integer not null, end_offset integer not null, end_line integer not null
);
"""


class State:
    """The folder of a run: one database, one file per finished block.

    Args:
        out: folder of the run's results.
        resume: go on where an earlier run ended.

    Raises:
        AlreadyRunning: another process works here.
        UnfinishedRun: an earlier run was interrupted and is not to be resumed.
    """

    def __init__(self, out: Path, *, resume: bool) -> None:
        self._out = out
        self.folder = out / FOLDER
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "state.sqlite"
        self._db = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        try:
            self._lock()
            self._check(resume=resume)
        except BaseException:
            self._db.close()
            raise

    def _check(self, *, resume: bool) -> None:
        if not resume and self._facts():
            raise UnfinishedRun(folder=str(self._out))

    def _lock(self) -> None:
        """Keep the database for this process; a killed one lets go of it."""
        try:
            self._db.execute("pragma locking_mode = exclusive")
            self._db.execute("begin immediate")
            for statement in _TABLES.split(";"):
                self._db.execute(statement)
            self._db.execute("insert or ignore into run values ('opened', '0')")
            self._db.execute("delete from run where name = 'opened'")
            self._db.execute("commit")
        except sqlite3.OperationalError as error:
            raise AlreadyRunning(folder=str(self._out)) from error

    def close(self) -> None:
        """Let others work in the folder."""
        self._db.close()

    def clear(self) -> None:
        """Forget the run, whose results are written."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _facts(self) -> dict[str, str]:
        return dict(self._db.execute("select name, value from run"))

    def pin(self, facts: Mapping[str, str]) -> None:
        """Note what the run is about, or check that it is still the same.

        Raises:
            OtherRun: it is not.
        """
        held = self._facts()
        if not held:
            self._db.execute("begin")
            self._db.executemany("insert into run values (?, ?)", facts.items())
            self._db.execute("commit")
        for name, value in facts.items():
            if held.get(name, value) != value:
                raise OtherRun(folder=str(self._out), what=name)

    def keep(self, number: int, start: Mark, end: Mark, part: Part) -> None:
        """Keep a finished block: its file first, then the note that it is there."""
        part.save(self._path(number))
        self._db.execute(
            "insert into blocks values (?, ?, ?, ?, ?)", (number, *start, *end)
        )

    def marks(self) -> list[tuple[Mark, Mark]]:
        """Return start and end of all finished blocks, in order."""
        rows = self._db.execute(
            "select start_offset, start_line, end_offset, end_line from blocks "
            "order by number"
        )
        return [(Mark(*row[:2]), Mark(*row[2:])) for row in rows]

    def parts(self) -> Iterator[Part]:
        """Yield all finished blocks, in order."""
        for number in range(len(self.marks())):
            yield Part.load(self._path(number))

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:07}.npz"


def fingerprint(path: Path) -> str:
    """Return a hash of a file's size and of pieces from all over it."""
    size = path.stat().st_size
    total = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for turn in range(_SAMPLES + 1):
            file.seek(max(0, (size - _BYTES) * turn // _SAMPLES))
            total.update(file.read(_BYTES))
    return total.hexdigest()


def as_text(value: object) -> str:
    """Write a value in one way only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
