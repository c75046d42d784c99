"""Papers beside a dossier: what the citizen added and what other branches issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from forms.agencies import office_title
from forms.i18n import Text
from forms.procedure import Branch, Paper, Procedure
from portal.agency.sheet.places import Place, place_of_paper
from portal.documents.service import Document
from portal.dossiers.papers import needed_papers


@dataclass(frozen=True)
class FileShown:
    """One uploaded file."""

    address: str
    filename: str
    size: int
    is_image: bool
    is_new: bool
    """It came with the last supplement."""


@dataclass(frozen=True)
class PaperShown:
    """One paper that the procedure asks for, with its files."""

    code: str
    title: Text
    files: tuple[FileShown, ...]
    place: Place | None


@dataclass(frozen=True)
class ResultShown:
    """A result that this branch, or one before it, has issued."""

    title: str
    office: str
    number: str
    address: str


def may_see(document: Document, procedure: Procedure, branch: Branch) -> bool:
    """Tell whether an officer of this branch needs a document of its dossier."""
    if document.branch:
        return document.branch in {branch.code, *branch.needs}
    return any(
        paper.code == document.paper and branch.code in paper.used_by
        for paper in procedure.papers
    )


def papers(
    procedure: Procedure,
    branch: Branch,
    answers: Mapping[str, Any],
    uploads: Sequence[Document],
    supplement_since: datetime | None,
) -> tuple[PaperShown, ...]:
    """Return the papers that this branch reads: those asked for and those added."""
    needed = needed_papers(procedure, answers, branch=branch.code)
    return tuple(
        _paper(paper, files, supplement_since)
        for paper in procedure.papers
        if branch.code in paper.used_by
        and ((files := _of(paper, uploads)) or paper in needed)
    )


def results(issued: Sequence[Document]) -> tuple[ResultShown, ...]:
    """Return issued results as links."""
    return tuple(
        ResultShown(
            title=document.title,
            office=office_title(document.office) if document.office else "",
            number=document.number or "",
            address=_address(document),
        )
        for document in issued
    )


def _of(paper: Paper, uploads: Sequence[Document]) -> list[Document]:
    return [document for document in uploads if document.paper == paper.code]


def _paper(
    paper: Paper, files: Sequence[Document], supplement_since: datetime | None
) -> PaperShown:
    shown = tuple(_file(document, supplement_since) for document in files)
    names = ", ".join(file.filename for file in shown)
    place = place_of_paper(paper.code, paper.title, names, is_missing=not shown)
    return PaperShown(paper.code, paper.title, shown, place)


def _file(document: Document, supplement_since: datetime | None) -> FileShown:
    return FileShown(
        address=_address(document),
        filename=document.filename,
        size=document.size,
        is_image=document.mime.startswith("image/"),
        is_new=supplement_since is not None and document.created_at >= supplement_since,
    )


def _address(document: Document) -> str:
    return url_for("agency.paper", document_id=document.id)
