"""A million rows verified against the register, as the cleaning job does it."""

import csv
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.register.figures import at_most, seconds, title, told
from mock_population_db.nation import Nation
from mock_population_db.quality.cleaning.job import Job, verify
from mock_population_db.quality.cleaning.matching.judging import Judge
from mock_population_db.quality.sources.nation import NationSource

GOAL_SECONDS, MILLION = 20, 1_000_000
HEADER = ("Số định danh", "Họ và tên", "Ngày sinh", "Giới tính")
SEXES = {1: "Nam", 2: "Nữ"}
WRONG_EVERY = 50
"""So often a name of the list is without its last letter."""


def verification(nation: Nation, rows: int) -> None:
    """Print how long the job takes for a CSV of so many rows."""
    title(f"Verification of a CSV with {rows:,} rows, 2 % of the names wrong")
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "people.csv"
        written = seconds(lambda: _write(file, nation, rows))
        told("to write the list", written, "s")
        job = Job(file, Path(made) / "out")
        spent = seconds(lambda: verify(job, Judge(NationSource(nation))))
        at_most("to verify it", spent, "s", GOAL_SECONDS * rows / MILLION)
        told("  rows", rows / spent, "per s")


def _write(file: Path, nation: Nation, rows: int) -> None:
    facts = nation.batch(nation.sample(rows, 12))
    columns = zip(
        facts.numbers(),
        facts.names(),
        facts.date_of_birth.tolist(),
        facts.sex.tolist(),
        strict=True,
    )
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for row, (number, name, day, sex) in enumerate(columns):
            given = name if row % WRONG_EVERY else name[:-1]
            born = date.fromordinal(day)
            writer.writerow((number, given, f"{born:%d/%m/%Y}", SEXES[sex]))
