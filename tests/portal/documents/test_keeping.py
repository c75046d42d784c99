"""Papers of a draft, and what becomes of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from portal.documents import service
from portal.documents.errors import (
    DocumentLocked,
    DocumentNotFound,
    EmptyFile,
    TooManyFiles,
)
from portal.documents.models import Document, DocumentContent
from tests.portal.documents.samples import NOW, issued, tiny_pdf

DAO, STRANGER = "901196004217", "901196004218"


def _kept(
    db: Session,
    content: bytes = b"",
    *,
    owner: str = DAO,
    draft: str = "draft-one",
    paper: str = "birth_notice_scan",
) -> Document:
    return service.keep_upload(
        db,
        owner=owner,
        draft_token=draft,
        paper=paper,
        filename="../giấy chứng sinh.pdf",
        content=content or tiny_pdf(),
        now=NOW,
    )


def test_a_paper_is_kept_with_its_bytes(db: Session) -> None:
    document = _kept(db)

    assert service.content(db, document.id) == tiny_pdf()
    assert (document.kind, document.filename, document.mime) == (
        "upload",
        "giấy chứng sinh.pdf",
        "application/pdf",
    )
    assert document.code is None
    assert document.created_at == NOW


def test_nothing_is_kept_of_a_refused_file(db: Session) -> None:
    with pytest.raises(EmptyFile):
        service.keep_upload(
            db,
            owner=DAO,
            draft_token="draft-one",
            paper="birth_notice_scan",
            filename="a.jpg",
            content=b"",
            now=NOW,
        )

    assert service.uploads_of(db, "draft-one") == []


def test_the_same_file_twice_is_one_paper(db: Session) -> None:
    assert _kept(db).id == _kept(db).id


def test_the_same_bytes_are_stored_once_for_an_owner(db: Session) -> None:
    _kept(db)
    _kept(db, draft="draft-of-the-twin")
    _kept(db, paper="residence_consent")

    assert db.scalar(select(func.count(Document.id))) == 3
    assert db.scalar(select(func.count(DocumentContent.id))) == 1

    _kept(db, owner=STRANGER, draft="draft-of-a-stranger")

    assert db.scalar(select(func.count(DocumentContent.id))) == 2


def test_a_double_tap_keeps_one_paper(sessions: sessionmaker[Session]) -> None:
    def tap(_turn: int) -> int:
        with sessions.begin() as db:
            return _kept(db).id

    with ThreadPoolExecutor(4) as hands:
        numbers = set(hands.map(tap, range(6)))

    assert len(numbers) == 1


def test_a_paper_takes_ten_files_and_no_more(db: Session) -> None:
    for pages in range(1, 11):
        _kept(db, tiny_pdf(pages=pages))

    with pytest.raises(TooManyFiles, match="đã có 10 tệp"):
        _kept(db, tiny_pdf(pages=11))
    other_paper = _kept(db, tiny_pdf(pages=11), paper="residence_consent")
    again = _kept(db, tiny_pdf(pages=3))

    assert other_paper.id
    assert again.id in {document.id for document in service.uploads_of(db, "draft-one")}


def test_papers_go_along_with_the_dossier(db: Session) -> None:
    first, second = _kept(db), _kept(db, tiny_pdf(pages=2))
    _kept(db, draft="another-draft")

    service.attach_to_dossier(db, "draft-one", "LT-260310-ABCDE")

    attached = service.uploads_of(db, dossier_code="LT-260310-ABCDE")
    assert [document.id for document in attached] == [first.id, second.id]
    assert service.uploads_of(db) == []


def test_a_paper_can_be_taken_away_while_it_is_a_draft(db: Session) -> None:
    document = _kept(db)

    service.remove_upload(db, document.id, owner=DAO)

    assert service.uploads_of(db, "draft-one") == []
    assert db.scalar(select(func.count(DocumentContent.id))) == 0


def test_taking_a_paper_away_leaves_its_twin_alone(db: Session) -> None:
    document, twin = _kept(db), _kept(db, draft="draft-of-the-twin")

    service.remove_upload(db, document.id, owner=DAO)

    assert service.content(db, twin.id) == tiny_pdf()


def test_nobody_takes_away_a_strangers_paper(db: Session) -> None:
    document = _kept(db)

    with pytest.raises(DocumentNotFound):
        service.remove_upload(db, document.id, owner=STRANGER)

    assert service.content(db, document.id)


def test_a_paper_that_was_sent_stays(db: Session) -> None:
    document = _kept(db)
    service.attach_to_dossier(db, "draft-one", "LT-260310-ABCDE")

    with pytest.raises(DocumentLocked):
        service.remove_upload(db, document.id, owner=DAO)


def test_a_result_is_no_upload_to_be_removed(db: Session) -> None:
    document = issued(db)

    with pytest.raises(DocumentNotFound):
        service.remove_upload(db, document.id, owner=document.owner)
