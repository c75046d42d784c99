import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session, sessionmaker

from portal.documents import service as documents
from portal.documents.contents import keep_content
from portal.documents.models import RESULT, Document
from tests.portal.agency.desk import Desk
from tests.portal.factories import DAO, MORNING, a_dossier
from tests.portal.signed_in import sign_in_officer


@pytest.fixture
def picture() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def notice(db: Session, picture: bytes) -> tuple[int, str]:
    """A photographed birth notice in a received dossier: document and dossier."""
    code = a_dossier(db, status="received").code
    document = documents.keep_upload(
        db,
        owner=DAO,
        draft_token="with-the-dossier",
        paper="birth_notice_scan",
        filename="chứng sinh.jpg",
        content=picture,
        now=MORNING,
    )
    documents.attach_to_dossier(db, "with-the-dossier", code)
    db.commit()
    return document.id, code


def test_the_office_that_needs_a_paper_sees_it_beside_the_answers(
    desk: Desk, notice: tuple[int, str]
) -> None:
    document, code = notice
    client = desk()

    page = client.get(f"/agency/{code}/civil_status").text
    file = client.get(f"/agency/papers/{document}")

    assert f'src="/agency/papers/{document}"' in page
    assert file.status_code == 200
    assert file.mimetype == "image/jpeg"


def test_a_paper_is_served_so_that_it_can_do_no_harm(
    desk: Desk, notice: tuple[int, str]
) -> None:
    document, _code = notice

    headers = desk().get(f"/agency/papers/{document}").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline")
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("branch", ["residence", "health_insurance"])
def test_an_office_that_has_no_part_in_it_does_not_see_a_paper(
    desk: Desk, notice: tuple[int, str], branch: str
) -> None:
    document, _code = notice

    answer = desk(branch).get(f"/agency/papers/{document}")

    assert answer.status_code == 404


def test_a_draft_is_nobodys_paper_yet(desk: Desk, db: Session, picture: bytes) -> None:
    document = documents.keep_upload(
        db,
        owner=DAO,
        draft_token="still-a-draft",
        paper="birth_notice_scan",
        filename="a.jpg",
        content=picture,
        now=MORNING,
    )
    db.commit()

    assert desk().get(f"/agency/papers/{document.id}").status_code == 404


@pytest.mark.parametrize("odd", ["0", "-1", "99999999999999999999999", "x", "1.pdf"])
def test_an_odd_number_finds_no_paper(desk: Desk, odd: str) -> None:
    assert desk().get(f"/agency/papers/{odd}").status_code == 404


@pytest.fixture
def certificate(db: Session) -> tuple[int, str]:
    """The birth certificate of a dossier that has reached the police."""
    code = a_dossier(db, branch="residence", status="received").code
    document = Document(
        code="7K3FQ7K3FQ7K3FQ7K3FQ",
        world="public",
        kind=RESULT,
        owner="commune_civil_status.00070",
        dossier_code=code,
        branch="civil_status",
        paper="birth_certificate",
        title="Giấy khai sinh",
        number="1/2026",
        filename="giay-khai-sinh.pdf",
        mime="application/pdf",
        size=9,
        sha256="0" * 64,
        created_at=MORNING,
        office="commune_civil_status.00070",
        content_id=keep_content(db, "office", "0" * 64, b"%PDF-1.7\n"),
    )
    db.add(document)
    db.commit()
    return document.id, code


def test_a_branch_sees_the_result_it_stands_on(
    desk: Desk, certificate: tuple[int, str]
) -> None:
    document, code = certificate
    client = desk("residence")

    page = client.get(f"/agency/{code}/residence").text
    file = client.get(f"/agency/papers/{document}")

    assert f'href="/agency/papers/{document}"' in page
    assert "1/2026" in page
    assert file.data.startswith(b"%PDF")
    assert "default-src 'none'" in file.headers["Content-Security-Policy"]


def test_another_communes_office_does_not_see_a_result(
    app: Flask, sessions: sessionmaker[Session], certificate: tuple[int, str]
) -> None:
    document, code = certificate
    client = app.test_client()
    sign_in_officer(client, sessions, "commune_police.00082", "901090000077")

    answers = [
        client.get(f"/agency/papers/{document}"),
        client.get(f"/agency/{code}/residence"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
