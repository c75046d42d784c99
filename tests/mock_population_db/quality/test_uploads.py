import io
import json
import logging
from datetime import UTC, datetime, timedelta

import pytest

from mock_population_db.quality.cleaning.matching.judging import Judge
from mock_population_db.quality.errors import (
    TooManyUploads,
    UploadNotFound,
    UploadTooLarge,
)
from mock_population_db.quality.uploads import LARGEST, MOST_WAITING, Uploads
from tests.mock_population_db.quality.people import AN, HOA, as_csv, register, row

LIST = as_csv([row(AN), row(HOA, name="Do Thi Hoa")]).encode()


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 21, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def uploads(tmp_path, clock):
    opened = Uploads(tmp_path, Judge(register()), clock)
    yield opened
    opened.close()


def test_a_file_is_verified_in_the_background(uploads):
    code = uploads.send(io.BytesIO(LIST), world="c-1")

    status = uploads.wait(code, 20)

    assert (status.state, status.percent, status.world) == ("done", 100, "c-1")
    report = json.loads(uploads.result(code, "report.json").read_text())
    assert report["matched"] == 2


def test_a_file_that_cannot_be_read_says_why_in_the_senders_language(uploads):
    code = uploads.send(io.BytesIO(b"a,b\n1,2\n"), language="vi")

    status = uploads.wait(code, 20)

    assert status.state == "failed"
    assert "Không nhận ra cột" in status.why


def test_the_list_itself_is_deleted_when_it_is_done(uploads, tmp_path):
    code = uploads.send(io.BytesIO(LIST))
    uploads.wait(code, 20)

    assert not (tmp_path / code / "list").exists()


def test_everything_is_deleted_after_a_day(uploads, clock, tmp_path):
    code = uploads.send(io.BytesIO(LIST))
    uploads.wait(code, 20)
    clock.now += timedelta(days=1)

    assert uploads.clear() == 1

    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UploadNotFound):
        uploads.status(code)


def test_a_file_that_is_too_large_is_refused_and_not_kept(uploads, tmp_path):
    with pytest.raises(UploadTooLarge):
        uploads.send(io.BytesIO(b"x" * (LARGEST + 1)))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", ["", "..", "../x", "0" * 32, "z" * 32, "a/b"])
def test_unknown_codes_lead_nowhere(uploads, code):
    with pytest.raises(UploadNotFound):
        uploads.status(code)


@pytest.mark.parametrize("name", ["list", "../status.json", ".verify/state.sqlite", ""])
def test_only_results_are_given_out(uploads, name):
    code = uploads.send(io.BytesIO(LIST))
    uploads.wait(code, 20)

    with pytest.raises(UploadNotFound):
        uploads.result(code, name)


def test_what_a_stopped_server_left_is_finished(uploads, tmp_path, clock):
    uploads.close()
    place = tmp_path / ("a" * 32)
    place.mkdir()
    (place / "list").write_bytes(LIST)
    (place / "language").write_text("vi")
    status = {"code": place.name, "state": "running", "percent": 5}
    status["sent_at"] = clock.now.isoformat()
    (place / "status.json").write_text(json.dumps(status))

    again = Uploads(tmp_path, Judge(register()), clock)

    assert again.wait(place.name, 20).state == "done"
    again.close()


def test_no_more_wait_than_the_page_takes(tmp_path, clock):
    class Slow(Judge):
        def judge(self, records):
            self.may_go.result(20)
            return super().judge(records)

    from concurrent.futures import Future  # noqa: PLC0415 - only here

    judge = Slow(register())
    judge.may_go = Future()
    opened = Uploads(tmp_path, judge, clock)
    for _file in range(MOST_WAITING):
        opened.send(io.BytesIO(LIST))

    with pytest.raises(TooManyUploads):
        opened.send(io.BytesIO(LIST))

    judge.may_go.set_result(None)
    opened.close()


def test_logs_hold_nothing_of_the_file(uploads, caplog):
    with caplog.at_level(logging.DEBUG):
        uploads.wait(uploads.send(io.BytesIO(LIST)), 20)
        uploads.wait(uploads.send(io.BytesIO(b"Nguyen,An\n1,2\n")), 20)

    assert caplog.records
    for secret in (AN.name, str(AN.number), "Nguyen", "Hoa"):
        assert secret not in caplog.text
