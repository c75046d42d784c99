"""Anybody with a code learns whether the paper counts, and little else."""

import html

import pytest
from cryptography import x509
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal.documents import service
from portal.documents.issuing import new_code
from tests.portal.documents.samples import NOW


def _text(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


def test_a_code_shows_the_paper_without_the_name(
    visitor: FlaskClient, code: str
) -> None:
    page = _text(visitor, f"/verify/{code}")

    assert "Giấy tờ còn hiệu lực" in page
    assert 'data-tone="ok"' in page
    for fact in ("Giấy khai sinh", "15/2026", "UBND phường Hoàn Kiếm", "10/03/2026"):
        assert fact in page
    assert "N. T. B. Â." in page
    assert "Bảo Ân" not in page
    assert "901326048213" not in page


def test_a_withdrawn_paper_says_since_when_and_why(
    visitor: FlaskClient, code: str, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as db:
        service.revoke(db, code, "Sai ngày sinh <của mẹ>", now=NOW)

    page = _text(visitor, f"/verify/{code}")

    assert "Giấy tờ đã bị thu hồi" in page
    assert "Sai ngày sinh <của mẹ>" in page
    assert "<của mẹ>" not in visitor.get(f"/verify/{code}").get_data(as_text=True)


@pytest.mark.parametrize("wrong", ["X", "../x", "%00", "%F0%9F%98%80", "a" * 900])
def test_an_unknown_code_gets_a_clear_page(visitor: FlaskClient, wrong: str) -> None:
    answer = visitor.get(f"/verify/{wrong}")

    assert answer.status_code == 404
    assert "text/html" in answer.content_type


def test_a_code_that_was_never_given_says_what_to_check(visitor: FlaskClient) -> None:
    page = _text(visitor, f"/verify/{new_code()}", 404)

    assert "Không có giấy tờ nào mang mã này" in page
    assert "Kiểm tra lại từng chữ" in page


def test_typing_a_code_leads_to_its_page(visitor: FlaskClient, code: str) -> None:
    typed = f" {code[:5].lower()} {code[5:10]}-{code[10:]} "

    answer = visitor.get("/verify", query_string={"code": typed})

    assert answer.status_code == 303
    assert answer.location == f"/verify/{code}"


@pytest.mark.parametrize("typed", ["", "   ", "…/\x00", "漢 ! ?", "A" * 61])
def test_a_code_that_cannot_be_one_is_explained_beside_the_box(
    visitor: FlaskClient, typed: str
) -> None:
    answer = visitor.get("/verify", query_string={"code": typed})

    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Có 1 chỗ cần sửa" in page
    assert 'href="#code"' in page
    assert "<title>Lỗi:" in page


def test_the_first_page_works_without_scripts(visitor: FlaskClient) -> None:
    page = _text(visitor, "/verify")

    assert 'method="get" action="/verify"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "Dữ liệu giả lập, không có giá trị pháp lý." in page


def test_every_page_also_speaks_english(visitor: FlaskClient) -> None:
    page = _text(visitor, "/verify?lang=en")

    assert '<html lang="en"' in page


def test_the_authority_can_be_downloaded_after_the_first_signature(
    visitor: FlaskClient, code: str
) -> None:
    answer = visitor.get("/verify/ca.pem")

    certificate = x509.load_pem_x509_certificate(answer.data)
    assert answer.mimetype == "application/x-pem-file"
    assert "giả lập" in certificate.subject.rfc4514_string()
    assert b"PRIVATE" not in answer.data


def test_before_the_first_signature_there_is_no_authority(visitor: FlaskClient) -> None:
    assert "Chưa có chứng thư" in _text(visitor, "/verify/ca.pem", 404)
