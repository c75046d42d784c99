"""Verify a list against the register, block by block, from where it stopped."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from mock_population_db.quality.cleaning.matching.judging import Judging
from mock_population_db.quality.cleaning.matching.records import read_records
from mock_population_db.quality.cleaning.outputs import Writing
from mock_population_db.quality.cleaning.parts import part_of
from mock_population_db.quality.cleaning.reading.block import Mark, Table
from mock_population_db.quality.cleaning.reading.columns import assign
from mock_population_db.quality.cleaning.reading.opening import open_table
from mock_population_db.quality.cleaning.reporting.report import (
    Circumstances,
    write_report,
)
from mock_population_db.quality.cleaning.scoring import Scoring
from mock_population_db.quality.cleaning.state import State, as_text, fingerprint
from mock_population_db.quality.collector import collector_paused
from mock_population_db.quality.defects.truth import read_truth

VERSION = "1"
"""Of the comparison; another version does not resume a run of this one."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    """What to verify.

    Attributes:
        file: CSV or Parquet.
        out: folder for the results.
        encoding: of a CSV, when it cannot be told.
        columns: names of columns by field, when they cannot be told.
        truth: truth file of a list that was spoilt.
        block: size of a block: bytes of a CSV, rows of a Parquet file.
    """

    file: Path
    out: Path
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    truth: Path | None = None
    block: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        out: folder of the results.
        report: what ``report.json`` holds.
    """

    out: Path
    report: dict[str, Any]


def verify(
    job: Job, judge: Judging, *, resume: bool = False, progress: Progress | None = None
) -> Outcome:
    """Verify a list.

    Whenever the run is stopped, also by a kill, it can be resumed; the results are the
    same as without the stop.

    Args:
        job: what to verify.
        judge: compares rows with the register.
        resume: go on with an earlier run in the same folder, if there is one.
        progress: called with how much is done, and of how much.

    Raises:
        QualityError: the list cannot be verified; the subclass says why.
    """
    job.out.mkdir(parents=True, exist_ok=True)
    state = State(job.out, resume=resume)
    try:
        return _run(job, judge, state, progress or silent)
    finally:
        state.close()


def silent(done: int, total: int) -> None:
    """Tell nobody how much is done."""
    del done, total


def _run(job: Job, judge: Judging, state: State, progress: Progress) -> Outcome:
    try:
        table = open_table(job.file, state.folder, job.encoding, job.block)
        columns = assign(table.header, table.sample(), job.columns)
        scoring = Scoring(read_truth(job.truth)) if job.truth else None
    except Exception:
        _forget_empty(state)
        raise
    state.pin(_facts(job, judge, columns))
    for end in _judged(job, judge, state, table, columns):
        progress(end.offset, table.size)
    tally = Writing(state, table, columns, scoring).write(job.out)
    named = {name: table.header[place] for name, place in columns.items()}
    about = Circumstances(job.file.name, table.notes, named, judge.digest)
    report = write_report(job.out, about, tally, scoring)
    state.clear()
    return Outcome(job.out, report)


def _forget_empty(state: State) -> None:
    """Leave no trace of a run that could not begin."""
    if not state.marks():
        state.clear()


def _facts(job: Job, judge: Judging, columns: Mapping[str, int]) -> dict[str, str]:
    return {
        "file": fingerprint(job.file),
        "register": judge.digest,
        "columns": as_text(columns),
        "encoding": as_text(job.encoding),
        "truth": fingerprint(job.truth) if job.truth else "",
        "block": as_text(job.block),
        "version": VERSION,
    }


def _judged(
    job: Job, judge: Judging, state: State, table: Table, columns: Mapping[str, int]
) -> Iterator[Mark]:
    """Judge what is left to do; yield the mark after each block."""
    done = state.marks()
    if done:
        yield done[-1][1]
        if done[-1][1].offset >= table.size:
            return
    blocks = table.blocks(done[-1][1] if done else None)
    for number in count(len(done)):
        with collector_paused():
            lines = next(blocks, None)
            if lines is None:
                return
            records = read_records(lines, columns)
            verdicts = judge.judge(records)
            part = part_of(records, verdicts, lines.broken, with_ids=bool(job.truth))
        state.keep(number, lines.start, lines.end, part)
        yield lines.end
