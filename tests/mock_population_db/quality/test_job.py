import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mock_population_db.quality.cleaning.job import Job, verify
from mock_population_db.quality.cleaning.matching.judging import Judge
from mock_population_db.quality.cleaning.state import FOLDER, State
from mock_population_db.quality.defects import write_truth
from mock_population_db.quality.errors import (
    AlreadyRunning,
    OtherRun,
    TruthMalformed,
    UnfinishedRun,
)
from mock_population_db.quality.rows import blocks_of, write_blocks
from mock_population_db.quality.sources.nation import NationSource
from tests.mock_population_db.quality.people import (
    AN,
    BINH,
    HOA,
    OLD,
    as_csv,
    classes,
    read,
    register,
    row,
    verified,
)

FILES = ("matched.csv", "rejects.csv", "report.json", "report.md", "report.html")
RUN = """
import sys
from pathlib import Path
from mock_population_db.quality.cleaning.job import Job, verify
from mock_population_db.quality.cleaning.matching.judging import Judge
from tests.mock_population_db.quality.people import register

def tell(done, total):
    print(done, flush=True)

folder = Path(sys.argv[1])
job = Job(folder / "list.csv", folder / "out", truth=folder / "truth.csv", block=4000)
verify(job, Judge(register()), progress=tell)
"""


def results(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def listed(tmp_path):
    """A long list with duplicates, broken lines and a truth file beside it."""
    rows = []
    for number in range(2000):
        person = (AN, HOA, BINH)[number % 3]
        changes = {"id": str(number), "day": "1990"} if number % 7 else {}
        rows.append(row(person, **changes))
    lines = as_csv(rows).splitlines()
    lines.insert(900, 'broken,"line')
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n")
    write_truth(tmp_path / "truth.csv", [])
    return tmp_path


@pytest.mark.slow
def test_a_killed_run_is_resumed_and_ends_as_if_it_was_not_killed(listed):
    job = Job(
        listed / "list.csv",
        listed / "out",
        truth=listed / "truth.csv",
        block=4000,
    )
    whole = Job(job.file, listed / "whole", truth=job.truth, block=4000)
    verify(whole, Judge(register()))
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(listed)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    for _block in range(5):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert not (listed / "out" / "report.json").exists()
    first = []
    verify(
        job,
        Judge(register()),
        resume=True,
        progress=lambda done, _total: first.append(done),
    )

    assert first[0] > 4 * 4000
    assert results(listed / "out") == results(listed / "whole")
    assert not (listed / "out" / FOLDER).exists()


class Stopping(Judge):
    """A judge who stops after some blocks."""

    def __init__(self, blocks):
        super().__init__(register())
        self.left = blocks

    def judge(self, records):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().judge(records)


def stopped(listed: Path) -> Job:
    job = Job(listed / "list.csv", listed / "out", block=40000)
    with pytest.raises(KeyboardInterrupt):
        verify(job, Stopping(3))
    return job


def test_an_unfinished_run_is_not_overwritten(listed):
    job = stopped(listed)

    with pytest.raises(UnfinishedRun):
        verify(job, Judge(register()))


def test_a_run_is_not_resumed_with_another_list(listed):
    job = stopped(listed)
    with job.file.open("a") as file:
        file.write("one,more,line\n")

    with pytest.raises(OtherRun) as caught:
        verify(job, Judge(register()), resume=True)

    assert "file" in caught.value.detail


def test_two_runs_do_not_share_a_folder(tmp_path):
    state = State(tmp_path, resume=False)

    with pytest.raises(AlreadyRunning):
        State(tmp_path, resume=True)

    state.close()


def test_resuming_where_nothing_was_begun_begins(tmp_path):
    (tmp_path / "list.csv").write_text(as_csv([row(AN)]))

    job = Job(tmp_path / "list.csv", tmp_path / "out")
    outcome = verify(job, Judge(register()), resume=True)

    assert outcome.report["matched"] == 1


def test_the_size_of_blocks_does_not_change_the_result(listed):
    outs = []
    for block in (5000, 1 << 20):
        out = listed / str(block)
        verify(Job(listed / "list.csv", out, block=block), Judge(register()))
        outs.append(results(out))

    assert outs[0] == outs[1]


def test_rejects_can_be_corrected_and_run_again(tmp_path):
    verified(tmp_path, as_csv([row(AN), row(HOA, day="26/12/1992")]))
    rejects = tmp_path / "out" / "rejects.csv"
    corrected = rejects.read_text().replace("26/12/1992", "25/12/1992")
    again = tmp_path / "again"
    again.mkdir()

    outcome = verified(again, corrected)

    assert classes(again) == {2: "exact"}
    assert outcome.report["rejected"] == 0
    header = read(again / "out" / "rejects.csv")
    assert header == []


def test_the_report_counts_right_complete_clean_and_live(tmp_path):
    rows = [
        row(AN),
        row(AN, number="901090999999"),
        row(HOA, day="1992"),
        row(BINH, sex="Nữ"),
        row(OLD),
    ]

    outcome = verified(tmp_path, as_csv(rows))

    report = outcome.report
    quality = {one["code"]: one["rows"] for one in report["quality"]}
    assert quality == {"correct": 3, "complete": 4, "clean": 3, "live": 4}
    assert report["lines"] == sum(one["rows"] for one in report["classes"]) == 5
    assert report["matched"] + report["rejected"] == 5
    assert json.loads((tmp_path / "out" / "report.json").read_text()) == report
    assert "Bản trình diễn" in (tmp_path / "out" / "report.html").read_text()


def test_the_report_shows_names_of_columns_as_text(tmp_path):
    header = ("Mã", "Số định danh", "Họ và tên", "Ngày sinh", "<b>x</b>", "y")

    verified(tmp_path, as_csv([row(AN)], header), columns={"sex": "<b>x</b>"})

    page = (tmp_path / "out" / "report.html").read_text()
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


@pytest.fixture(scope="module")
def scored(tmp_path_factory, nation, spoilt):
    folder = tmp_path_factory.mktemp("scored")
    rows, truth = spoilt
    write_blocks(folder / "list.csv", blocks_of(rows))
    write_truth(folder / "truth.csv", truth)
    job = Job(folder / "list.csv", folder / "out", truth=folder / "truth.csv")
    return verify(job, Judge(NationSource(nation))).report


def test_precision_and_recall_are_told_for_every_kind_of_defect(scored, spoilt):
    _rows, truth = spoilt

    for one in scored["defects"]:
        kind = one["code"]
        assert one["made"] == sum(change.kind == kind for change in truth)
        assert one["precision"] >= 0.95, one
        assert one["recall"] >= 0.95, one
        assert one["link_precision"] >= 0.99, one
        assert one["link_recall"] >= 0.95, one
    assert len(scored["defects"]) == 15


def test_a_list_of_another_nation_finds_hardly_anybody(tmp_path, spoilt):
    rows, _truth = spoilt
    others = [one | {"personal_id": "", "full_name": "Ksor Không Có"} for one in rows]
    write_blocks(tmp_path / "list.csv", blocks_of(others[:60]))

    report = verify(
        Job(tmp_path / "list.csv", tmp_path / "out"), Judge(register())
    ).report

    assert report["matched"] == 0


def test_a_truth_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "truth.csv").write_text("a,b\n1,2\n")

    with pytest.raises(TruthMalformed):
        verified(tmp_path, as_csv([row(AN)]), truth=tmp_path / "truth.csv")
