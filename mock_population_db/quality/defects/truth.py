"""The truth: what really was changed in a list."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from forms.i18n import gettext
from mock_population_db.quality.errors import TruthMalformed

WHOLE_ROW = "row_id"
"""The field of a change that added a row; ``before`` is the row it doubles."""
HEADER = ("row_id", "field", "before", "after", "kind")


class Change(NamedTuple):
    """One cell that was changed, or one row that was added."""

    row_id: str
    field: str
    before: str
    after: str
    kind: str


@contextmanager
def truth_file(path: Path) -> Iterator[Callable[[Iterable[Change]], None]]:
    """Open a new truth file (CSV, UTF-8); gives what writes changes into it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        yield writer.writerows


def write_truth(path: Path, changes: Iterable[Change]) -> None:
    """Write a truth file."""
    with truth_file(path) as write:
        write(changes)


def read_truth(path: Path) -> Iterator[Change]:
    """Yield the changes of a truth file.

    Raises:
        TruthMalformed: it is no truth file.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        try:
            if tuple(next(lines, ())) != HEADER:
                raise TruthMalformed(line=1, why=gettext("thiếu dòng tiêu đề"))
            for values in lines:
                if len(values) != len(HEADER):
                    why = gettext("sai số cột")
                    raise TruthMalformed(line=lines.line_num, why=why)
                yield Change(*values)
        except (csv.Error, UnicodeDecodeError) as error:
            raise TruthMalformed(line=lines.line_num, why=str(error)) from error
