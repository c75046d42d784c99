"""The result of one block, as it lies on disk until the whole list is done."""

import csv
import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mock_population_db.quality.cleaning.matching.findings import (
    REJECTS,
    class_of,
    codes_of,
)
from mock_population_db.quality.cleaning.matching.judging import Verdicts
from mock_population_db.quality.cleaning.matching.records import Records
from mock_population_db.quality.cleaning.reading.block import Broken

Numbers = NDArray[np.int64]
MATCHED = (
    "line",
    "row_id",
    "personal_id",
    "full_name",
    "date_of_birth",
    "class",
    "findings",
)


@dataclass(frozen=True)
class Part:
    """A judged block; row n is about line ``lines[n]``.

    Attributes:
        lines: numbers of the lines that could be read.
        number: personal number of who is meant, 0 = nobody.
        bits: findings.
        written: the number as the list has it, 0 = none.
        is_complete: number, name and day of birth are filled in.
        matched: lines of ``matched.csv``, one for each accepted row.
        row_ids: what the list calls the rows, a line each; empty when not needed.
        refused: the lines that could not be read, as JSON.
    """

    lines: Numbers
    number: Numbers
    bits: Numbers
    written: Numbers
    is_complete: NDArray[np.bool_]
    matched: bytes
    row_ids: bytes
    refused: bytes

    @property
    def broken(self) -> list[Broken]:
        """The lines that could not be read."""
        return [Broken(*values) for values in json.loads(self.refused)]

    @property
    def is_accepted(self) -> NDArray[np.bool_]:
        """Tell which rows mean a person and need not be rejected."""
        return accepted(self.number, self.bits)

    def save(self, path: Path) -> None:
        """Write the part so that it is there whole or not at all."""
        new = path.with_suffix(".part")
        with new.open("wb") as file:
            np.savez(
                file,
                lines=self.lines,
                number=self.number,
                bits=self.bits,
                written=self.written,
                is_complete=self.is_complete,
                matched=np.frombuffer(self.matched, np.uint8),
                row_ids=np.frombuffer(self.row_ids, np.uint8),
                refused=np.frombuffer(self.refused, np.uint8),
            )
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Part":
        """Read a part."""
        with np.load(path) as held:
            return cls(
                held["lines"],
                held["number"],
                held["bits"],
                held["written"],
                held["is_complete"],
                held["matched"].tobytes(),
                held["row_ids"].tobytes(),
                held["refused"].tobytes(),
            )


def accepted(number: Numbers, bits: Numbers) -> NDArray[np.bool_]:
    """Tell which rows mean a person and need not be rejected."""
    found: NDArray[np.bool_] = (number != 0) & (bits & REJECTS == 0)
    return found


def part_of(
    records: Records, verdicts: Verdicts, broken: Sequence[Broken], *, with_ids: bool
) -> Part:
    """Write down a judged block."""
    ids = [one.replace("\n", " ").replace("\r", " ") for one in records.row_id]
    return Part(
        records.lines,
        verdicts.number,
        verdicts.bits,
        records.number,
        records.is_complete,
        _matched(records, verdicts, ids),
        "".join(f"{one}\n" for one in ids).encode("utf-8", "replace")
        if with_ids
        else b"",
        json.dumps(broken).encode(),
    )


def _matched(records: Records, verdicts: Verdicts, ids: list[str]) -> bytes:
    rows = np.flatnonzero(accepted(verdicts.number, verdicts.bits))
    places = rows.tolist()
    values = zip(
        records.lines[rows].tolist(),
        [ids[place] for place in places],
        verdicts.number[rows].tolist(),
        [verdicts.name[place] for place in places],
        map(_day, verdicts.born[rows].tolist()),
        map(_said, verdicts.bits[rows].tolist()),
        strict=True,
    )
    texts = [
        f"{line},{row_id},{number},{name},{day},{said}\n"
        for line, row_id, number, name, day, said in values
    ]
    values_in_text = "".join(ids) + "".join(verdicts.name)
    if "," in values_in_text or '"' in values_in_text:
        texts = _quoted(texts, ids, verdicts.name, places)
    return "".join(texts).encode("utf-8", "replace")


def _quoted(
    texts: list[str], ids: list[str], names: Sequence[str], places: list[int]
) -> list[str]:
    """Write lines again in which a comma or a quote stands within a value."""
    found = io.StringIO()
    writer = csv.writer(found, lineterminator="\n")
    for place, text in zip(places, texts, strict=True):
        line, row_id, name = text.partition(",")[0], ids[place], names[place]
        number, rest = text[len(line) + len(row_id) + 2 :].split(",", 1)
        last = rest[len(name) + 1 :].rstrip("\n").split(",")
        writer.writerow([line, row_id, number, name, *last])
    return [f"{text}\n" for text in found.getvalue().split("\n")[:-1]]


@lru_cache(1 << 17)
def _day(ordinal: int) -> str:
    if ordinal <= 0:
        return ""
    return f"{date.fromordinal(ordinal):%d/%m/%Y}"


@lru_cache(1 << 12)
def _said(bits: int) -> str:
    return f"{class_of(bits)},{' '.join(codes_of(bits))}"
