"""Results are made once, found by code, and can be withdrawn."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from portal.documents import service
from portal.documents.errors import DocumentNotFound
from portal.documents.issuing import _kept_once, initials, new_code
from portal.documents.models import Document, DocumentContent
from tests.portal.documents.samples import NOW, TEMPLATES, issued


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_result_is_drawn_signed_and_kept(db: Session, template: str) -> None:
    document = issued(db, template)

    pdf = service.content(db, document.id)
    assert (document.kind, document.mime, document.size) == (
        "result",
        "application/pdf",
        len(pdf),
    )
    assert document.holder_initials == "N. T. B. Â."
    assert service.verify(db, pdf).is_valid


def test_the_second_call_returns_the_first_paper(db: Session) -> None:
    first = issued(db)

    second = issued(db)

    assert second.id == first.id
    assert db.scalar(select(func.count(DocumentContent.id))) == 1


def test_each_branch_and_dossier_gets_its_own_paper(db: Session) -> None:
    made = [issued(db, template) for template in TEMPLATES]
    made.append(issued(db, dossier_code="LT-260310-FGHJK"))

    assert len({document.code for document in made}) == 4
    assert [d.paper for d in service.results_of(db, "LT-260310-ABCDE")] == list(
        TEMPLATES
    )


def test_two_workers_completing_one_branch_make_one_paper(
    sessions: sessionmaker[Session],
) -> None:
    def complete(_turn: int) -> int:
        with sessions.begin() as db:
            return issued(db).id

    with ThreadPoolExecutor(4) as workers:
        numbers = set(workers.map(complete, range(6)))

    with sessions() as db:
        count = db.scalar(select(func.count(Document.id)))
        contents = db.scalar(select(func.count(DocumentContent.id)))
    assert (len(numbers), count, contents) == (1, 1, 1)


def test_a_paper_kept_by_a_quicker_worker_wins(db: Session) -> None:
    # given: the other worker's row, unseen when this one looked
    first = issued(db)
    late = Document(
        code=new_code(),
        world="public",
        kind="result",
        owner=first.owner,
        dossier_code=first.dossier_code,
        branch=first.branch,
        paper=first.paper,
        title=first.title,
        number=first.number,
        filename="late.pdf",
        mime=first.mime,
        created_at=NOW,
        office=first.office,
    )

    kept = _kept_once(db, late, b"%PDF-1.7 later")

    assert kept.id == first.id
    assert db.scalar(select(func.count(DocumentContent.id))) == 1


def test_a_code_cannot_be_guessed_and_is_read_easily() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{20}", code) for code in codes)


def test_a_code_is_found_however_it_is_typed(db: Session) -> None:
    code = issued(db).code
    assert code is not None
    typed = "-".join((code[:5].lower(), code[5:10], f" {code[10:]} "))

    found = service.find_result(db, typed)

    assert found is not None
    assert found.code == code


def test_a_code_tells_strangers_as_little_as_helps(db: Session) -> None:
    document = issued(db)

    info = service.find_result(db, str(document.code))

    assert info is not None
    assert (info.status, info.title, info.number) == (
        "valid",
        "Giấy khai sinh",
        "15/2026",
    )
    assert info.office == "commune_civil_status.00070"
    assert info.issued_at == NOW
    assert info.holder_initials == "N. T. B. Â."
    assert "Ân" not in repr(info)


@pytest.mark.parametrize(
    "code", ["", "x", "../..", "A" * 5000, "\x00\ud800", "%", "２" * 20, "23456" * 4]
)
def test_an_unknown_code_tells_nothing(db: Session, code: str) -> None:
    issued(db)

    assert service.find_result(db, code) is None
    with pytest.raises(DocumentNotFound):
        service.result_document(db, code)


def test_the_file_itself_is_found_in_the_books(db: Session) -> None:
    document = issued(db)
    pdf = service.content(db, document.id)

    assert service.find_result_by_bytes(db, pdf) is not None
    assert service.find_result_by_bytes(db, pdf + b" ") is None


def test_a_revoked_paper_says_why_and_keeps_its_first_reason(db: Session) -> None:
    code = str(issued(db).code)
    later = NOW + timedelta(days=2)

    service.revoke(db, code, "Sai ngày sinh của mẹ", now=later)
    service.revoke(db, code, "Lý do khác", now=later + timedelta(days=1))

    info = service.find_result(db, code)
    assert info is not None
    assert info.status == "revoked"
    assert (info.revoked_at, info.revoked_reason) == (later, "Sai ngày sinh của mẹ")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Trần Bảo Ân", "N. T. B. Â."),
        ("ksơr h'ướt", "K. H."),
        ("–", ""),
        ("An " * 50, " ".join(["A."] * 12)),
    ],
)
def test_a_name_is_shown_as_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_content_that_is_not_there_is_said_so(db: Session) -> None:
    with pytest.raises(DocumentNotFound):
        service.content(db, 404)
