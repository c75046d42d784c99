"""PDF files that citizens add: opened, counted, and kept as they are.

They are not rewritten: a paper may itself be signed. Importing this module loads
pyHanko, which takes a second.
"""

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.documents.errors import (
    ActivePdf,
    BrokenFile,
    NoPages,
    ProtectedPdf,
    TooManyPages,
)
from portal.documents.verification import PARSING_FAILED

MAX_PAGES = 50
HARMFUL_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"}
HARMFUL_NAMES = {"/JavaScript", "/EmbeddedFiles"}


def check(content: bytes) -> None:
    """Refuse a PDF that cannot be read or that does more than show pages.

    Raises:
        BrokenFile: it cannot be opened.
        ProtectedPdf: it asks for a password.
        ActivePdf: its catalogue carries programs, attachments or actions.
        NoPages: it has no page.
        TooManyPages: it has more than 50.
    """
    try:
        _check(content)
    except PARSING_FAILED as broken:
        raise BrokenFile from broken


def _check(content: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        raise ProtectedPdf
    if _is_active(reader.root):
        raise ActivePdf
    pages = int(reader.root["/Pages"]["/Count"])
    if pages < 1:
        raise NoPages
    if pages > MAX_PAGES:
        raise TooManyPages(limit=MAX_PAGES)
    # A count may lie: the first page must really be there.
    reader.find_page_for_modification(0)  # type: ignore[no-untyped-call]


def _is_active(catalogue: generic.DictionaryObject) -> bool:
    action = _dictionary(catalogue, "/OpenAction")
    names = _dictionary(catalogue, "/Names")
    form = _dictionary(catalogue, "/AcroForm")
    return (
        action.get("/S") in HARMFUL_ACTIONS
        or "/AA" in catalogue
        or not HARMFUL_NAMES.isdisjoint(names)
        or "/XFA" in form
    )


def _dictionary(holder: generic.DictionaryObject, key: str) -> dict[Any, Any]:
    found = holder.get(key)
    return found if isinstance(found, generic.DictionaryObject) else {}
