"""Verification of files sent to the register's page, one after the other.

Everything is below one folder and deleted after a day. Logs hold codes and counts,
never what stands in a file nor how the sender called it.
"""

import json
import logging
import re
import secrets
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from forms.i18n import gettext, use_language
from mock_population_db.quality.cleaning.job import Job, verify
from mock_population_db.quality.cleaning.matching.judging import Judging
from mock_population_db.quality.errors import (
    AlreadyRunning,
    QualityError,
    TooManyUploads,
    UploadNotFound,
    UploadTooLarge,
)

LARGEST = 20 << 20
KEPT = timedelta(days=1)
MOST_WAITING = 20
RESULTS = ("matched.csv", "rejects.csv", "report.json", "report.md", "report.html")
_CODE = re.compile(r"[0-9a-f]{32}")
_COPY = 1 << 16
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """Where an upload stands.

    Attributes:
        code: its name; whoever knows it may see the results.
        state: ``waiting``, ``running``, ``done`` or ``failed``.
        percent: how much is done.
        sent_at: when it came, ISO 8601.
        why: in words, when it failed.
        world: the world it was sent from.
    """

    code: str
    state: str
    percent: int
    sent_at: str
    why: str = ""
    world: str = ""


class Uploads:
    """The files that were sent.

    Args:
        folder: where they and their results lie.
        judge: compares rows with the register.
        now: the machine's clock.
    """

    def __init__(
        self, folder: Path, judge: Judging, now: Callable[[], datetime]
    ) -> None:
        self._folder, self._judge, self._now = folder, judge, now
        folder.mkdir(parents=True, exist_ok=True)
        self._worker = ThreadPoolExecutor(1, "verification")
        self._running: dict[str, Future[None]] = {}
        for code in self._codes():
            self._go_on(code)

    def send(self, file: BinaryIO, *, language: str = "vi", world: str = "") -> str:
        """Take a file, verify it in the background and return its code.

        Raises:
            UploadTooLarge: it has more than 20 MB.
            TooManyUploads: too many are waiting.
        """
        self.clear()
        self._running = {c: f for c, f in self._running.items() if not f.done()}
        if len(self._running) >= MOST_WAITING:
            raise TooManyUploads
        code = secrets.token_hex(16)
        place = self._folder / code
        place.mkdir()
        try:
            _receive(file, place / "list")
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        sent_at = self._now().isoformat(timespec="seconds")
        self._note(Status(code, "waiting", 0, sent_at, world=world))
        (place / "language").write_text(language, encoding="ascii")
        self._start(code)
        return code

    def status(self, code: str) -> Status:
        """Return where an upload stands.

        Raises:
            UploadNotFound: there is none of this code any more.
        """
        if not _CODE.fullmatch(code):
            raise UploadNotFound
        try:
            text = (self._folder / code / "status.json").read_text(encoding="utf-8")
        except OSError as error:
            raise UploadNotFound from error
        return Status(**json.loads(text))

    def result(self, code: str, name: str) -> Path:
        """Return a file of the results.

        Raises:
            UploadNotFound: there is none of this code or name, or not yet.
        """
        path = self._folder / code / "out" / name
        if self.status(code).state != "done" or name not in RESULTS:
            raise UploadNotFound
        return path

    def wait(self, code: str, seconds: float) -> Status:
        """Return where an upload stands when it is done, or after some time."""
        running = self._running.get(code)
        if running is not None:
            running.result(timeout=seconds)
        return self.status(code)

    def clear(self) -> int:
        """Delete what is older than a day and return how many uploads that were."""
        cleared = 0
        for code in self._codes():
            sent = datetime.fromisoformat(self.status(code).sent_at)
            if self._now() - sent >= KEPT:
                shutil.rmtree(self._folder / code, ignore_errors=True)
                cleared += 1
        return cleared

    def close(self) -> None:
        """Finish what is running and take no more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _codes(self) -> list[str]:
        """Return the codes of all uploads that came in whole."""
        found = []
        for place in sorted(self._folder.iterdir()):
            if (place / "status.json").exists():
                found.append(place.name)
            elif _CODE.fullmatch(place.name) and place.name not in self._running:
                self._drop_half(place)
        return found

    def _drop_half(self, place: Path) -> None:
        """Delete what a stopped server had only begun to receive."""
        try:
            age = self._now().timestamp() - place.stat().st_mtime
        except OSError:
            return
        if age >= KEPT.total_seconds():
            shutil.rmtree(place, ignore_errors=True)

    def _go_on(self, code: str) -> None:
        """Start again what a stopped server left undone."""
        if self.status(code).state in {"waiting", "running"}:
            self._start(code)

    def _start(self, code: str) -> None:
        self._running[code] = self._worker.submit(self._verify, code)

    def _note(self, status: Status) -> None:
        path = self._folder / status.code / "status.json"
        new = path.with_suffix(".part")
        new.write_text(json.dumps(asdict(status)), encoding="utf-8")
        new.replace(path)

    def _verify(self, code: str) -> None:
        place, status = self._folder / code, self.status(code)
        language = (place / "language").read_text(encoding="ascii")

        def note(state: str, percent: int, why: str = "") -> None:
            self._note(Status(code, state, percent, status.sent_at, why, status.world))

        with use_language(language):
            try:
                outcome = verify(
                    Job(place / "list", place / "out"),
                    self._judge,
                    resume=True,
                    progress=lambda done, total: note(
                        "running", 99 * done // max(total, 1)
                    ),
                )
            except AlreadyRunning:
                # another process of the register is at it
                return
            except QualityError as error:
                note("failed", 0, error.detail)
                _LOG.info("verification %s failed: %s", code, error.code)
            except Exception as error:  # noqa: BLE001 - the top of this thread
                note("failed", 0, gettext("Lỗi trong hệ thống. Thử tải tệp lên lại."))
                # what the error says may quote the file
                _LOG.error("verification %s failed: %s", code, type(error).__name__)
            else:
                (place / "list").unlink()
                note("done", 100)
                _LOG.info("verification %s: %s lines", code, outcome.report["lines"])


def _receive(file: BinaryIO, path: Path) -> None:
    size = 0
    with path.open("wb") as written:
        while part := file.read(_COPY):
            size += len(part)
            if size > LARGEST:
                raise UploadTooLarge(megabytes=LARGEST >> 20)
            written.write(part)
