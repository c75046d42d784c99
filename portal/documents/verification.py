"""Tells whether a PDF is as an agency of this demonstration signed it.

Whatever the bytes are, the answer is a verdict, never an error. Importing this
module loads pyHanko, which takes a second: import it where a paper is verified.
"""

import io
import logging
import re
from datetime import UTC, datetime

from cryptography.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from forms.i18n import Text
from portal.documents.apart import run_apart
from portal.documents.authority import pem
from portal.documents.verdicts import (
    CHANGED,
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    FOREIGN,
    NOT_PDF,
    TOO_LARGE,
    UNSIGNED,
    VALID,
    Verdict,
)

MAX_BYTES = 10 * 1024 * 1024
PARSING_FAILED = (
    PdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError too
    TypeError,
    ValueError,
)
"""All that a library reading hostile bytes was seen, or may be feared, to raise."""

_HEX_STRING = re.compile(rb"<((?:[0-9A-Fa-f]{2})+)>")

logging.getLogger("pyhanko").setLevel(logging.ERROR)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def verify(pdf: bytes, *, authority: Certificate | None) -> Verdict:
    """Judge a PDF.

    Args:
        pdf: the bytes to judge, of any kind.
        authority: the certificate to trust, or ``None`` to trust nobody yet.
    """
    if not pdf:
        return _unreadable(EMPTY)
    if len(pdf) > MAX_BYTES:
        return _unreadable(TOO_LARGE)
    if b"%PDF-" not in pdf[:1024]:
        return _unreadable(NOT_PDF)
    try:
        return run_apart(lambda: _judge(pdf, authority))
    except PARSING_FAILED:
        return _unreadable(DAMAGED)


def _unreadable(reason: Text) -> Verdict:
    return Verdict(False, False, None, None, reason)


async def _judge(pdf: bytes, authority: Certificate | None) -> Verdict:
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.encrypted:
        return _unreadable(ENCRYPTED)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return _unreadable(UNSIGNED)
    # The last one must reach to the end of the file: whatever came after the
    # agency's own signature is a change.
    signature = signatures[-1]
    signed_at = _stated_time(signature)
    status = await async_validate_pdf_signature(
        signature, _trust(authority, signed_at), skip_diff=True
    )
    return _verdict(pdf, signature, status, signed_at)


def _verdict(
    pdf: bytes,
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    signed_at: datetime,
) -> Verdict:
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    intact = bool(status.intact and status.valid and whole and _is_tidy(pdf, signature))
    trusted = bool(intact and status.trusted)
    reason = VALID if trusted else FOREIGN if intact else CHANGED
    names = signature.signer_cert.subject.native
    return Verdict(intact, trusted, str(names.get("common_name")), signed_at, reason)


def _is_tidy(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The gap that no signature can cover holds the signature, then only zeros."""
    first, length, second, _rest = (int(number) for number in signature.byte_range)
    digits = _HEX_STRING.fullmatch(pdf[first + length : second])
    if digits is None:
        return False
    blob = bytes.fromhex(digits[1].decode())
    return not blob[_der_length(blob) :].strip(b"\x00")


def _der_length(blob: bytes) -> int:
    """Return how many bytes the outermost DER value takes (X.690, 8.1.3)."""
    first = blob[1]
    if first < 0x80:  # noqa: PLR2004 - the short form of a length
        return 2 + first
    count = first & 0x7F
    return 2 + count + int.from_bytes(blob[2 : 2 + count], "big")


def _stated_time(signature: EmbeddedPdfSignature) -> datetime:
    stated = signature.self_reported_timestamp
    if stated is None or stated.tzinfo is None:
        raise ValueError("the signature states no time")
    return stated.astimezone(UTC)


def _trust(authority: Certificate | None, moment: datetime) -> ValidationContext:
    roots = list(load_certs_from_pemder_data(pem(authority))) if authority else []
    return ValidationContext(
        trust_roots=roots,
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=moment,
    )
