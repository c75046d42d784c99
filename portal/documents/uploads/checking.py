"""Decides whether a file may become a paper of a dossier."""

from dataclasses import dataclass

from portal.documents.errors import (
    EmptyFile,
    ExtensionMismatch,
    FileTooLarge,
    PhoneImageFormat,
    TypeNotAccepted,
)
from portal.documents.uploads.filenames import display_name, extension_of
from portal.documents.uploads.pictures import redrawn

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be added."""

    name: str
    mime: str
    extensions: tuple[str, ...]


JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("PNG", "image/png", (".png",))
PDF = Kind("PDF", "application/pdf", (".pdf",))


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed: cleaned bytes, true type, safe name."""

    filename: str
    mime: str
    content: bytes


def checked(filename: str, content: bytes) -> CheckedFile:
    """Return the file cleaned.

    Raises:
        UploadRefused: a child says why, in the citizen's words.
    """
    if not content:
        raise EmptyFile
    if len(content) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_MEGABYTES)
    kind = _kind_of(content)
    _compare_extension(filename, kind)
    return CheckedFile(
        display_name(filename, kind.extensions[0]), kind.mime, _cleaned(content, kind)
    )


def _kind_of(content: bytes) -> Kind:
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if b"%PDF-" in content[:1024]:
        return PDF
    if content[4:8] == b"ftyp":
        raise PhoneImageFormat
    raise TypeNotAccepted


def _compare_extension(filename: str, kind: Kind) -> None:
    extension = extension_of(filename)
    if extension and extension not in kind.extensions:
        raise ExtensionMismatch(extension=extension, kind=kind.name)


def _cleaned(content: bytes, kind: Kind) -> bytes:
    if kind is not PDF:
        return redrawn(content, kind.name)
    from portal.documents.uploads import pdf_files  # noqa: PLC0415 - slow import

    pdf_files.check(content)
    return content
