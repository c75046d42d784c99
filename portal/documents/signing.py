"""Signs a PDF: PAdES B-B (ETSI EN 319 142-1), EC P-256, invisible field.

The signature is appended; what was drawn stays byte for byte. The time is the
world's, written in the signature dictionary as PAdES asks. Importing this module
loads pyHanko, which takes a second: import it where a paper is signed.
"""

import io
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.documents.apart import run_apart
from portal.documents.authority import KeyPair, pem

FIELD = "ChuKySo"
RESERVED_BYTES = 16384
"""Room for the signature, in hexadecimal digits; two EC certificates fill a third."""


class _ArchiveWriter(IncrementalPdfFileWriter):
    """Appends a signature and nothing else."""

    def _update_meta(self) -> None:
        # pyHanko would stamp the machine's time; the drawing already carries the
        # world's, and its PDF/A statement.
        return


class _ArchiveSigner(signers.PdfSigner):
    """Signs without raising the file to PDF 2.0: PDF/A-2 ends at 1.7."""

    def register_extensions(
        self, pdf_out: BasePdfFileWriter, *, md_algorithm: str
    ) -> None:
        """Declare PAdES only; the curve's extension exists from 2.0 on."""
        del md_algorithm
        pdf_out.register_extension(ESIC_EXTENSION_1)


def sign(pdf: bytes, key: KeyPair, *, at: datetime, reason: str) -> bytes:
    """Return the PDF with the office's signature appended.

    Args:
        pdf: a paper just drawn.
        key: the office's key.
        at: the moment of signing on the world's clock.
        reason: why it is signed, for example the number of the paper.
    """
    return run_apart(lambda: _sign(pdf, key, at, reason))


async def _sign(pdf: bytes, key: KeyPair, at: datetime, reason: str) -> bytes:
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
    )
    session = _ArchiveSigner(meta, signer=_signer(key)).init_signing_session(
        _ArchiveWriter(io.BytesIO(pdf))
    )
    session.system_time = at
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=RESERVED_BYTES
    )
    digest, output = document.digest_tbs_document()
    await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes())
    output.seek(0)
    signed: bytes = output.read()
    return signed


def _signer(key: KeyPair) -> signers.SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(load_certs_from_pemder_data(pem(key.issuer)))
    private = key.private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(pem(key.certificate)))),
        signing_key=load_private_key_from_pemder_data(private, passphrase=None),
        cert_registry=store,
        # What the signature does not cover could be changed unnoticed: the authority
        # is downloaded from /verify/ca.pem instead of being carried along.
        embed_roots=False,
    )
