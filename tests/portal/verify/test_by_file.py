"""The file itself is judged byte by byte, and any file gets an answer."""

import html

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from portal.documents import service
from portal.documents.models import Document
from portal.web.csrf import FIELD
from tests.portal.documents.samples import NOW, tiny_pdf
from tests.portal.signed_in import CSRF


def _sent(client: FlaskClient, content: bytes, name: str = "ket-qua.pdf") -> str:
    answer = _posted(client, content, name)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def _posted(client: FlaskClient, content: bytes, name: str) -> TestResponse:
    # Written by hand: Werkzeug's own encoder leaves large bodies in an open file.
    line, kind = b"--limit", b"Content-Disposition: form-data; name="
    body = b"\r\n".join(
        (
            line,
            kind + f'"{FIELD}"\r\n\r\n{CSRF}'.encode(),
            line,
            kind + b'"file"; filename="' + name.encode() + b'"\r\n',
            content,
            line + b"--\r\n",
        )
    )
    return client.post(
        "/verify", data=body, content_type="multipart/form-data; boundary=limit"
    )


def test_the_file_as_issued_is_real_and_unchanged(
    visitor: FlaskClient, pdf: bytes
) -> None:
    page = _sent(visitor, pdf)

    assert "Giấy tờ thật, chưa bị sửa" in page
    assert "UBND phường Hoàn Kiếm (giả lập)" in page
    assert "10:02 ngày 10/03/2026" in page
    assert "N. T. B. Â." in page
    assert "Bảo Ân" not in page


def test_a_changed_file_is_not_confirmed(visitor: FlaskClient, pdf: bytes) -> None:
    page = _sent(visitor, pdf.replace(b"/Lang(vi-VN)", b"/Lang(en-VN)"))

    assert "Không xác nhận được giấy tờ này" in page
    assert "đã bị sửa sau khi ký" in page
    assert "Giấy tờ thật" not in page


def test_a_withdrawn_paper_is_not_saved_by_its_signature(
    visitor: FlaskClient, pdf: bytes, code: str, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as db:
        service.revoke(db, code, "Cấp nhầm", now=NOW)

    page = _sent(visitor, pdf)

    assert "Giấy tờ đã bị thu hồi" in page
    assert "Cấp nhầm" in page


def test_a_real_signature_that_is_in_no_book_is_said_so(
    visitor: FlaskClient, pdf: bytes, code: str, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as db:
        db.delete(db.query(Document).one())

    page = _sent(visitor, pdf)

    assert "Chữ ký hợp lệ, nhưng cổng không có giấy tờ này" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b"xin chao", "Tệp không phải PDF"),
        (b"%PDF-1.7 \x00\xff", "bị hỏng"),
        (tiny_pdf(), "không có chữ ký số"),
        (b"%PDF-1.7" + bytes(10 * 1024 * 1024), "lớn hơn 10 MB"),
    ],
    ids=range(5),
)
def test_any_other_file_gets_an_answer_in_words(
    visitor: FlaskClient, content: bytes, words: str
) -> None:
    page = _sent(visitor, content, "../\x00ten.exe")

    assert words in page
    assert 'data-tone="bad"' in page


def test_choosing_no_file_is_explained_beside_the_box(visitor: FlaskClient) -> None:
    answer = visitor.post("/verify", data={FIELD: CSRF})

    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Bạn chưa chọn tệp" in page
    assert 'href="#file"' in page


def test_a_body_beyond_all_measure_is_refused(visitor: FlaskClient) -> None:
    answer = _posted(visitor, bytes(13 * 1024 * 1024), "a.pdf")

    assert answer.status_code == 413


def test_nothing_is_kept_of_a_file_that_was_checked(
    visitor: FlaskClient, pdf: bytes, sessions: sessionmaker[Session]
) -> None:
    _sent(visitor, pdf)
    _sent(visitor, tiny_pdf())

    with sessions() as db:
        assert db.query(Document).count() == 1
