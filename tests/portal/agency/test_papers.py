import io

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from portal.documents import service as documents
from tests.portal.agency.desk import Desk
from tests.portal.factories import DAO, MORNING, a_dossier


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
