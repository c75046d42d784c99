"""Cleaning a list: send a file, see how far it is, take the report and the results."""

from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO, cast

from flask import render_template, request, send_file
from sqlalchemy import make_url
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from forms.i18n import Text, _, gettext, language
from mock_population_db.api.calling import register
from mock_population_db.clock import system_now
from mock_population_db.page import forms
from mock_population_db.page.blueprint import (
    STATUS,
    link,
    must_show_people,
    nation,
    page,
    refused,
    world,
)
from mock_population_db.quality.cleaning.matching.judging import Judge
from mock_population_db.quality.errors import (
    QualityError,
    TooManyUploads,
    UploadNotFound,
    UploadTooLarge,
)
from mock_population_db.quality.sources.nation import NationSource
from mock_population_db.quality.uploads import LARGEST, RESULTS, Uploads

ROOM_FOR_A_FORM = 1 << 16
UNPROCESSABLE = 422
REFRESH_SECONDS = 2
STATUS[UploadNotFound] = 404
STATUS[UploadTooLarge] = 413
STATUS[TooManyUploads] = 503
STATES: dict[str, Text] = {
    "waiting": _("đang chờ"),
    "running": _("đang đối soát"),
    "done": _("đã xong"),
    "failed": _("không làm được"),
}
TITLES: dict[str, Text] = {
    "matched.csv": _("Các dòng khớp"),
    "rejects.csv": _("Các dòng cần sửa, kèm lý do"),
    "report.json": _("Báo cáo cho máy đọc"),
    "report.md": _("Báo cáo dạng văn bản"),
    "report.html": _("Báo cáo để in"),
}


@cache
def _uploads(folder: Path) -> Uploads:
    return Uploads(folder, Judge(NationSource(nation())), system_now)


def uploads() -> Uploads:
    """Return the files that were sent to this register."""
    folder = register().settings.uploads_folder
    if folder is None:
        folder = _beside(register().settings.database_url)
    return _uploads(folder.resolve())


def _beside(database_url: str) -> Path:
    url = make_url(database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    if is_file and url.database != ":memory:":
        return Path(str(url.database)).with_suffix(".uploads")
    return Path(gettempdir()) / "mock-population-db.uploads"


@page.get("/cleaning")
def cleaning() -> str:
    """Show the form that takes a list."""
    must_show_people()
    return _form({})


def _form(errors: dict[str, str]) -> str:
    return render_template(
        "population/cleaning.html",
        errors=errors,
        token=forms.token(),
        field=forms.FIELD,
        megabytes=LARGEST >> 20,
    )


@page.post("/cleaning")
def send() -> Response | tuple[str, int]:
    """Take a list and start to verify it."""
    must_show_people()
    request.max_content_length = LARGEST + ROOM_FOR_A_FORM
    try:
        forms.check()
        file = request.files.get("file")
    except RequestEntityTooLarge as error:
        raise UploadTooLarge(megabytes=LARGEST >> 20) from error
    if file is None or not file.filename:
        said = gettext("Tệp danh sách: chưa chọn. Chọn một tệp CSV hoặc Parquet.")
        return _form({"file": said}), UNPROCESSABLE
    code = uploads().send(
        cast("BinaryIO", file.stream), language=language(), world=world()
    )
    return _see(code)


def _see(code: str) -> Response:
    answer = Response(status=303)
    answer.headers["Location"] = link("verification", code=code)
    return answer


@page.get("/cleaning/<code>")
def verification(code: str) -> Response:
    """Show how far the verification of a list is; the page reloads until it is done."""
    must_show_people()
    status = uploads().status(code)
    is_going_on = status.state in {"waiting", "running"}
    body = render_template(
        "population/verification.html",
        status=status,
        state=STATES[status.state],
        is_going_on=is_going_on,
        results=RESULTS,
        titles=TITLES,
        seconds=REFRESH_SECONDS,
    )
    answer = Response(body, content_type="text/html; charset=utf-8")
    if is_going_on:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@page.get("/cleaning/<code>/<name>")
def result(code: str, name: str) -> Response:
    """Send a file of the results."""
    must_show_people()
    return send_file(uploads().result(code, name), as_attachment=True)


@page.errorhandler(QualityError)
def _refuse(error: QualityError) -> tuple[str, int]:
    return refused(error)


@page.after_request
def _keep(response: Response) -> Response:
    return forms.keep_seed(response)  # type: ignore[arg-type]
