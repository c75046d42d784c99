"""One case with all its answers, and what is made of it."""

import io
import shutil
import subprocess
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from portal.documents import service
from portal.documents.models import Document
from portal.documents.results import Imprint, draw

NOW = datetime(2026, 3, 10, 10, 2, 3, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BASE_URL = "http://127.0.0.1:8390"
HOME = {"province": "01", "commune": "00070", "detail": "Số 12 phố Hàng Mẫu"}
ANSWERS: dict[str, Any] = {
    "requester_full_name": "Trần Thị Hồng Đào",
    "requester_personal_id": "901196004217",
    "requester_sex": "2",
    "requester_id_issue_date": "2021-07-02",
    "requester_id_issue_place": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "child_surname": "Nguyễn",
    "child_middle_name": "Trần Bảo",
    "child_given_name": "Ân",
    "child_date_of_birth": "2026-03-07",
    "child_sex": "2",
    "child_nationality": "VN",
    "child_ethnicity": "01",
    "birth_place_country": "VN",
    "birth_place_address": {**HOME, "detail": "Bệnh viện Phụ sản Mẫu"},
    "hometown_country": "VN",
    "hometown_address": {"province": "01", "commune": "00070"},
    "mother_surname": "Trần",
    "mother_middle_name": "Thị Hồng",
    "mother_given_name": "Đào",
    "mother_date_of_birth": "1996-07-02",
    "mother_ethnicity": "01",
    "mother_nationality": "VN",
    "mother_residence_country": "VN",
    "mother_residence_address": HOME,
    "father_surname": "Nguyễn",
    "father_middle_name": "Hoàng",
    "father_given_name": "Ưng",
    "father_date_of_birth": "1993",
    "father_ethnicity": "02",
    "father_nationality": "VN",
    "father_personal_id": "901093118650",
    "father_same_residence_as_mother": True,
    "household_head_is_father": True,
    "child_relation_to_head": "birth_child",
    "residence_registration_address": HOME,
    "primary_care_facility_code": "01002",
    "card_guardian": "mother",
}
EFFECTS = {
    "personal_id": "901326048213",
    "file_no": "CT-00070-000123",
    "insurance_number": "0112345678",
    "card_code": "TE1010112345678",
    "valid_from": "2026-03-07",
    "valid_to": "2032-09-30",
}
OFFICES = {
    "birth_certificate": "commune_civil_status.00070",
    "residence_notice": "commune_police.00070",
    "insurance_card": "social_insurance.00070",
}
NUMBERS = {
    "birth_certificate": "15/2026",
    "residence_notice": "27/TB-CAP",
    "insurance_card": "31/2026",
}
TEMPLATES = tuple(OFFICES)


def facts_of(template: str, **answers: Any) -> dict[str, Any]:
    """Return the facts of a result, with some answers changed."""
    return service.assemble(
        template,
        answers={**ANSWERS, **answers},
        effects=EFFECTS,
        office=OFFICES[template],
        officer_name="Phạm Minh Khôi",
        number=NUMBERS[template],
        decided_at=NOW,
    )


def imprint_of(template: str) -> Imprint:
    """Return a frame with a fixed code, so that drawings can be compared."""
    return Imprint(
        number=NUMBERS[template],
        code_groups="ABCDE FGHJK MNPQR STUVW",
        verify_url=f"{BASE_URL}/verify/ABCDEFGHJKMNPQRSTUVW",
        signed_by="UBND phường Hoàn Kiếm (giả lập)",
        signed_at=NOW,
    )


def drawn(template: str = "birth_certificate", **answers: Any) -> bytes:
    """Return an unsigned result."""
    return draw(template, facts_of(template, **answers), imprint_of(template))


def issued(
    db: Session,
    template: str = "birth_certificate",
    dossier_code: str = "LT-260310-ABCDE",
) -> Document:
    """Draw, sign and keep a result."""
    return service.issue_result(
        db,
        world="public",
        dossier_code=dossier_code,
        branch=template,
        result=template,
        template=template,
        facts=facts_of(template),
        office=OFFICES[template],
        number=NUMBERS[template],
        now=NOW,
        verify_base_url=BASE_URL,
    )


def run(program: str, pdf: bytes, tmp_path: Any, *options: str) -> str:
    """Run one of poppler's programs on a PDF and return what it prints."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler-utils) is not installed")
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    trailing = ["-"] if program == "pdftotext" else []
    done = subprocess.run(
        [program, *options, str(path), *trailing],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 1200)) -> bytes:
    """Return a photograph of a page with some writing."""
    page = Image.new("RGB", size, "white")
    ImageDraw.Draw(page).text((40, 40), "GIAY CHUNG SINH", fill="black")
    return saved(page, kind)


def saved(page: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file's bytes."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def tiny_pdf(catalogue: str = "", pages: int = 1) -> bytes:
    """Return the smallest PDF that has these entries and that many pages."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R {catalogue}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages,
    ]
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
