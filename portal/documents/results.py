"""Draws a result as a tagged PDF (PDF/A-2a, PDF/UA-1) from its facts.

The frame ``templates/frame.typ`` is always the file that is compiled: it prints the
motto, the agency, the QR, and the specimen mark that nothing can switch off.
Importing this module loads typst: import it where a paper is drawn.
"""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from portal.documents.errors import UnknownTemplate
from portal.documents.facts import NO_BREAK, TEMPLATES, VIETNAM, Facts
from portal.documents.glyphs import FONTS, printable

DRAWINGS = Path(__file__).parent / "templates"
FRAME = DRAWINGS / "frame.typ"
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


@dataclass(frozen=True)
class Imprint:
    """What the frame prints around the facts."""

    number: str
    code_groups: str
    verify_url: str
    signed_by: str
    signed_at: datetime


def draw(template: str, facts: Facts, imprint: Imprint) -> bytes:
    """Return the PDF, the same bytes for the same facts, not yet signed.

    Raises:
        UnknownTemplate: no drawing has this name.
    """
    if template not in TEMPLATES:
        raise UnknownTemplate(template)
    sheet = printable(_sheet(template, facts, imprint))
    # The QR is markup, not text to be printed.
    sheet["qr"] = _qr(imprint.verify_url)
    return _compile(sheet)


def _sheet(template: str, facts: Facts, imprint: Imprint) -> dict[str, Any]:
    drawing = TEMPLATES[template]
    local = imprint.signed_at.astimezone(VIETNAM)
    return {
        **facts,
        "template": drawing.file,
        "framed": drawing.framed,
        "number": imprint.number,
        "qr_alt": "Mã QR dẫn đến trang kiểm tra văn bản này",
        "code_groups": imprint.code_groups,
        "verify_url": imprint.verify_url,
        "signed": {
            "moment": _moment(imprint.signed_at.astimezone(UTC)),
            "place_and_date": f"{facts['place']}, {_long_date(local)}",
            "by": imprint.signed_by,
            "at": f"{local:%H:%M:%S} ngày {local:%d/%m/%Y} (+07:00)",
        },
    }


def _moment(utc: datetime) -> dict[str, int]:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(utc, part) for part in parts}


def _long_date(local: datetime) -> str:
    # Nghị định 30/2020/NĐ-CP: days under 10 and months 1 and 2 take a leading zero.
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)  # noqa: PLR2004
    return " ".join(
        word + NO_BREAK + value
        for word, value in (
            ("ngày", f"{local.day:02d}"),
            ("tháng", month),
            ("năm", str(local.year)),
        )
    )


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0)
    return out.getvalue().decode()


def _compile(sheet: dict[str, Any]) -> bytes:
    # A compiler is not safe to share between threads; the faces are.
    compiler = typst.Compiler(FRAME, root=DRAWINGS, font_paths=_faces())
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"d": json.dumps(sheet, ensure_ascii=False)},
        pdf_standards=[*STANDARDS],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned no single PDF")
    return pdf


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS],
    )
