"""What is said about a PDF: never an error, and no kind word for a changed one."""

import asyncio
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.x509 import Certificate
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from portal.db import Base, make_engine, make_sessions
from portal.documents import service, verdicts
from portal.documents.authority import authority_certificate, office_key, pem
from portal.documents.signing import sign
from portal.documents.verification import verify
from tests.portal.documents.samples import NOW, drawn, issued, run, tiny_pdf


@dataclass(frozen=True)
class Signed:
    """A result with the authority behind it."""

    pdf: bytes
    authority: Certificate


@pytest.fixture(scope="module")
def paper() -> Signed:
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    with make_sessions(engine, None).begin() as db:
        pdf = service.content(db, issued(db).id)
        authority = authority_certificate(db)
    engine.dispose()
    assert authority is not None
    return Signed(pdf, authority)


def _of_another_world() -> Signed:
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    with make_sessions(engine, None).begin() as db:
        key = office_key(db, "commune_police.00070", now=NOW)
    engine.dispose()
    return Signed(sign(drawn(), key, at=NOW, reason="thử"), key.issuer)


SIGNED = _of_another_world()


def test_a_result_as_it_was_signed_is_valid(paper: Signed) -> None:
    verdict = verify(paper.pdf, authority=paper.authority)

    assert verdict.is_valid
    assert verdict.signer == "UBND phường Hoàn Kiếm (giả lập)"
    assert verdict.signed_at == datetime(2026, 3, 10, 3, 2, 3, tzinfo=UTC)
    assert verdict.reason == verdicts.VALID


def test_other_validators_agree(paper: Signed, tmp_path: Path) -> None:
    reader = PdfFileReader(io.BytesIO(paper.pdf))
    roots = list(load_certs_from_pemder_data(pem(paper.authority)))
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=NOW)

    status = validate_pdf_signature(reader.embedded_signatures[0], context)

    assert status.bottom_line
    assert "UNTOUCHED" in status.summary()
    assert reader.embedded_signatures[0].sig_object["/SubFilter"] == (
        "/ETSI.CAdES.detached"
    )
    report = run("pdfsig", paper.pdf, tmp_path)
    assert "Signature is Valid" in report
    assert "Total document signed" in report


def test_signing_leaves_the_drawing_and_its_dates_alone(
    paper: Signed, tmp_path: Path
) -> None:
    info = run("pdfinfo", paper.pdf, tmp_path, "-isodates")

    assert "ModDate:         2026-03-10T03:02:03Z" in info
    assert "PDF version:     1.7" in info
    assert paper.pdf.count(b"<pdfaid:part>2</pdfaid:part>") == 1


@settings(max_examples=40, deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_changed_bit_of_what_is_signed_is_noticed(where: float, bit: int) -> None:
    changed = bytearray(SIGNED.pdf)
    covered = _signed_offsets(SIGNED.pdf)
    changed[covered[int(where * len(covered))]] ^= 1 << bit

    verdict = verify(bytes(changed), authority=SIGNED.authority)

    assert not verdict.is_valid
    assert verdict.reason != verdicts.VALID


def _signed_offsets(pdf: bytes) -> list[int]:
    """Return every place that the signature covers: all but its own digits."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", pdf)
    assert found
    first, length, second, rest = (int(number) for number in found.groups())
    return [*range(first, first + length), *range(second, second + rest)]


def test_a_change_inside_what_was_drawn_is_called_a_change(paper: Signed) -> None:
    at = paper.pdf.index(b"/Lang(vi-VN)")
    changed = paper.pdf[:at] + b"/Lang(en-VN)" + paper.pdf[at + 12 :]

    verdict = verify(changed, authority=paper.authority)

    assert not verdict.intact
    assert verdict.reason == verdicts.CHANGED


def test_anything_added_after_the_signature_is_a_change(paper: Signed) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper.pdf))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    appended = verify(paper.pdf + b"\n% one more line", authority=paper.authority)
    updated = verify(out.getvalue(), authority=paper.authority)

    assert not appended.intact
    assert not updated.intact
    assert updated.reason == verdicts.CHANGED


def test_bytes_hidden_behind_the_signature_are_a_change(paper: Signed) -> None:
    at = paper.pdf.rindex(b"00000000>")
    changed = paper.pdf[:at] + b"0000000A>" + paper.pdf[at + 9 :]

    assert not verify(changed, authority=paper.authority).intact


def test_a_signature_of_a_foreign_authority_is_not_trusted(paper: Signed) -> None:
    foreign = _of_another_world()

    verdict = verify(foreign.pdf, authority=paper.authority)

    assert verdict.intact
    assert not verdict.trusted
    assert verdict.reason == verdicts.FOREIGN


def test_nobody_is_trusted_before_there_is_an_authority(paper: Signed) -> None:
    verdict = verify(paper.pdf, authority=None)

    assert verdict.intact
    assert not verdict.trusted


def test_an_agencys_signature_over_a_foreign_one_does_not_launder_it(
    paper: Signed,
) -> None:
    # given: somebody signs our paper again with a key of their own
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    with make_sessions(engine, None).begin() as db:
        stranger = office_key(db, "commune_police.00070", now=NOW)
    engine.dispose()
    again = paper.pdf.replace(b"(ChuKySo)", b"(ChuKyXo)")

    verdict = verify(
        sign(again, stranger, at=NOW, reason="thử"), authority=paper.authority
    )

    assert not verdict.is_valid


def _encrypted() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(tiny_pdf())))
    writer.encrypt("bí mật", "bí mật")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", verdicts.EMPTY),
        (b"%PDF-1.7\n" + b"0" * 10 * 1024 * 1024, verdicts.TOO_LARGE),
        (b"xin ch\xc3\xa0o", verdicts.NOT_PDF),
        (b"\xff\xd8\xff\xe0 JPEG", verdicts.NOT_PDF),
        (b"%PDF-", verdicts.DAMAGED),
        (b"%PDF-1.7\n" + b"\x00\xff<<>>[]()" * 500, verdicts.DAMAGED),
        (b"%PDF-1.7\n" + b"<<" * 50_000 + b"\nstartxref\n9\n%%EOF", verdicts.DAMAGED),
        (b"%PDF-1.7\nxref\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", None),
        (tiny_pdf(), verdicts.UNSIGNED),
        (tiny_pdf("/AcroForm<</Fields[1 0 R]>>"), None),
        (_encrypted(), verdicts.ENCRYPTED),
    ],
    ids=range(11),
)
def test_other_files_get_a_clear_answer(
    paper: Signed, content: bytes, reason: str | None
) -> None:
    verdict = verify(content, authority=paper.authority)

    assert not verdict.intact
    assert not verdict.trusted
    assert verdict.reason == (reason or verdict.reason)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400), cut=st.floats(0, 1))
def test_rubbish_and_cut_files_never_raise(content: bytes, cut: float) -> None:
    cut_off = SIGNED.pdf[: int(cut * len(SIGNED.pdf) * 0.999)]

    for pdf in (b"%PDF-1.7\n" + content, content, cut_off, cut_off + content):
        assert not verify(pdf, authority=SIGNED.authority).is_valid


def test_a_running_event_loop_disturbs_neither_signing_nor_judging() -> None:
    async def inside_a_loop() -> verdicts.Verdict:
        signed = _of_another_world()
        return verify(signed.pdf, authority=signed.authority)

    assert asyncio.run(inside_a_loop()).is_valid
