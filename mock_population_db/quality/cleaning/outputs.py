"""Write what a run found: matched rows, rejected rows, counts."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from forms.i18n import gettext
from mock_population_db.quality.cleaning.doubles import Doubles, find_doubles
from mock_population_db.quality.cleaning.matching.findings import (
    BIT,
    REJECTS,
    class_of,
    text_of,
)
from mock_population_db.quality.cleaning.matching.numbers import hide_all, hide_real
from mock_population_db.quality.cleaning.parts import MATCHED, Part, accepted
from mock_population_db.quality.cleaning.reading.block import Broken, Mark, Table
from mock_population_db.quality.cleaning.reading.columns import OWN
from mock_population_db.quality.cleaning.reading.refusals import REFUSALS
from mock_population_db.quality.cleaning.scoring import Scoring
from mock_population_db.quality.cleaning.state import State
from mock_population_db.quality.cleaning.tally import Tally

Numbers = NDArray[np.int64]
REJECTED = ("_line", "_code", "_reason", "_raw")
_DUPLICATE, _REAL = BIT["duplicate"], BIT["real_number"]


@dataclass
class Writing:
    """The last stage of a run: from finished blocks to files.

    Args:
        state: the finished blocks.
        table: the list, read again for the rows that are rejected.
        columns: place of the column of each field.
        scoring: when a truth file is given.
    """

    state: State
    table: Table
    columns: dict[str, int]
    scoring: Scoring | None

    def write(self, out: Path) -> Tally:
        """Write ``matched.csv`` and ``rejects.csv`` and return the counts."""
        tally = Tally()
        rows = sum(end.line - start.line for start, end in self.state.marks())
        doubles = find_doubles(self.state.parts, rows)
        self._keep = [
            place
            for place, name in enumerate(self.table.header)
            if not name.startswith(OWN)
        ]
        new = [out / "matched.csv.part", out / "rejects.csv.part"]
        with (
            new[0].open("wb") as matched,
            new[1].open("w", encoding="utf-8", newline="") as rejected,
        ):
            matched.write((",".join(MATCHED) + "\n").encode())
            self._header(rejected)
            for part, marks in zip(self.state.parts(), self.state.marks(), strict=True):
                bits, text = self._without_doubles(part, doubles)
                matched.write(text)
                rejects = self._rejects(part, bits, marks, doubles)
                csv.writer(rejected, lineterminator="\n").writerows(rejects)
                tally.add(part.number, bits, part.is_complete)
                tally.refused.update(one.code for one in part.broken)
                self._score(part, bits)
        for path in new:
            path.replace(path.with_suffix(""))
        return tally

    def _header(self, rejected: TextIO) -> None:
        names = [self.table.header[place] for place in self._keep]
        csv.writer(rejected, lineterminator="\n").writerow([*names, *REJECTED])

    def _without_doubles(self, part: Part, doubles: Doubles) -> tuple[Numbers, bytes]:
        rows = doubles.rows_of(part)
        if not rows.size:
            return part.bits, part.matched
        bits = part.bits.copy()
        bits[rows] |= _DUPLICATE
        is_kept = accepted(part.number, bits)[part.is_accepted].tolist()
        texts = part.matched.splitlines(keepends=True)
        kept = [text for text, keep in zip(texts, is_kept, strict=True) if keep]
        return bits, b"".join(kept)

    def _rejects(
        self, part: Part, bits: Numbers, marks: tuple[Mark, Mark], doubles: Doubles
    ) -> list[list[str]]:
        rows = np.flatnonzero(~accepted(part.number, bits))
        lines = part.lines[rows].tolist()
        values = self.table.pick(*marks, lines)
        found = [
            (line, self._rejected(line, row, held, doubles))
            for line, row, held in zip(lines, values, bits[rows].tolist(), strict=True)
        ]
        empty = [""] * len(self._keep)
        for one in part.broken:
            said = [str(one.line), one.code, self._refusal(one), hide_real(one.text)]
            found.append((one.line, [*empty, *said]))
        return [written for _line, written in sorted(found)]

    def _rejected(
        self, line: int, row: Sequence[str], bits: int, doubles: Doubles
    ) -> list[str]:
        reason = _reason(bits, line, doubles)
        return [*self._shown(row, bits), str(line), class_of(bits), reason, ""]

    def _shown(self, row: Sequence[str], bits: int) -> list[str]:
        """Return a row's values; numbers of real people are hidden."""
        values = [hide_real(row[place]) for place in self._keep]
        if bits & _REAL:
            for field in ("personal_id", "old_number"):
                if field in self.columns:
                    place = self._keep.index(self.columns[field])
                    values[place] = hide_all(values[place])
        return values

    def _refusal(self, broken: Broken) -> str:
        facts = {"found": broken.found, "wanted": len(self.table.header)}
        return str(REFUSALS[broken.code]) % facts

    def _score(self, part: Part, bits: Numbers) -> None:
        if self.scoring is None:
            return
        ids = part.row_ids.decode().split("\n")[:-1]
        rows = zip(
            ids,
            part.written.tolist(),
            part.number.tolist(),
            bits.tolist(),
            strict=True,
        )
        for row in rows:
            self.scoring.add(*row)


def _reason(bits: int, line: int, doubles: Doubles) -> str:
    reason = text_of(bits & REJECTS)
    if bits & _DUPLICATE:
        reason += gettext(" Dòng được giữ: %s.") % doubles.kept_for(line)
    return reason
