"""How the papers look: what is on every sheet, and that nothing runs off it."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents import results
from portal.documents.errors import UnknownTemplate
from portal.documents.facts import TEMPLATES as TABLE
from portal.documents.results import DRAWINGS, draw
from tests.portal.documents.samples import (
    HOME,
    TEMPLATES,
    drawn,
    facts_of,
    imprint_of,
    run,
)

MARK = "MẪU–KHÔNGCÓGIÁTRỊPHÁPLÝ"
SYNTHETIC = "Dữliệugiảlập."
LONG_NAME = "H'Ướt-Ksơr Nguyễn Đoàn Hoàng Phượng Thị Ngọc Quỳnh Như Mlô Duôn Du"
A4_WIDTH = 595.28
MARGIN = 40


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_sheet_bears_the_mark_the_motto_and_its_facts(
    template: str, tmp_path: Path
) -> None:
    text = run("pdftotext", drawn(template), tmp_path, "-layout")

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập – Tự do – Hạnh phúc" in text
    assert "NGUYỄN TRẦN BẢO ÂN" in text
    assert "Đã ký số" in text
    assert "Hoàn Kiếm, ngày 10 tháng 3 năm 2026" in text.replace("\u00a0", " ")
    assert "Trang 1/1" in text
    assert _is_marked(_pages(drawn(template), tmp_path)[0])


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_mark_stands_on_each_page_of_a_long_paper(
    template: str, tmp_path: Path
) -> None:
    long = {**HOME, "detail": "khu tập thể Mẫu nhà số mười hai " * 200}

    pdf = drawn(template, residence_registration_address=long, birth_place_address=long)

    pages = _pages(pdf, tmp_path)
    assert len(pages) > 1
    assert all(_is_marked(page) for page in pages)


def test_every_drawing_only_supplies_the_middle_of_the_frame() -> None:
    drawings = {path.stem for path in DRAWINGS.glob("*.typ")} - {"frame", "lines"}

    assert drawings == {drawing.file for drawing in TABLE.values()}
    for name in drawings:
        source = (DRAWINGS / f"{name}.typ").read_text()
        assert "set page" not in source
        assert "page(" not in source


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_fact_switches_the_mark_off(template: str, tmp_path: Path) -> None:
    facts = facts_of(template) | {
        "mark": "",
        "specimen": False,
        "framed": False,
        "template": "lines",
    }

    pdf = draw(template, facts, imprint_of(template))

    assert all(_is_marked(page) for page in _pages(pdf, tmp_path))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert drawn() == drawn()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_paper_is_an_archive_file_that_can_be_read_aloud(
    template: str, tmp_path: Path
) -> None:
    pdf = drawn(template)

    info = run("pdfinfo", pdf, tmp_path)
    fonts = run("pdffonts", pdf, tmp_path).splitlines()[2:]
    assert re.search(r"Tagged:\s+yes", info)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(vi-VN)" in pdf
    assert fonts
    assert all("+LiberationSerif" in line and " yes yes yes " in line for line in fonts)


def test_the_qr_leads_to_the_page_of_the_code(tmp_path: Path) -> None:
    text = _pages(drawn(), tmp_path)[0]

    assert "Mãtracứu:ABCDEFGHJKMNPQRSTUVW" in text
    assert "http://127.0.0.1:8390/verify/ABCDEFGHJKMNPQRSTUVW" in text
    assert "<path" in results._qr("http://127.0.0.1:8390/verify/ABC")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "name",
    [LONG_NAME, "Ẵ" * 120, "ẲỖẬ Ợ " * 20, "Nguyễn" * 20],
    ids=["sixty letters", "no space at all", "stacked marks", "one long word"],
)
def test_a_long_name_wraps_and_stays_on_the_sheet(
    template: str, name: str, tmp_path: Path
) -> None:
    pdf = drawn(template, child_given_name=name, requester_full_name=name)

    boxes = run("pdftotext", pdf, tmp_path, "-bbox")
    right_edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)]
    text = re.sub(r"[\s\u200b]", "", run("pdftotext", pdf, tmp_path, "-raw"))
    assert max(right_edges) < A4_WIDTH - MARGIN
    assert re.sub(r"\s", "", name.upper())[:40] in text


def test_markup_in_a_name_is_printed_as_it_is(tmp_path: Path) -> None:
    pdf = drawn(child_given_name='#eval("1") *đậm* $x$ @y <z> \\ `k`')

    text = run("pdftotext", pdf, tmp_path, "-layout")

    assert '#EVAL("1") *ĐẬM* $X$ @Y <Z> \\ `K`' in text


def test_signs_that_our_face_lacks_do_not_stop_a_paper(tmp_path: Path) -> None:
    pdf = drawn(child_given_name="Ân\x00\u202e\ud800 漢😀\ufeff")

    text = run("pdftotext", pdf, tmp_path, "-layout")

    assert "NGUYỄN TRẦN BẢO ÂN ◊◊" in text


NAMES = st.text(
    st.sampled_from("aăâđêôơưàảãáạằẳẵắặầẩẫấậềễệỗộợữựỵ nghkthphtrÝỸĐ'-."),
    max_size=120,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.one_of(NAMES, st.text(max_size=120)))
def test_any_name_can_be_printed(name: str) -> None:
    facts: dict[str, Any] = facts_of("birth_certificate", child_given_name=name)

    pdf = draw("birth_certificate", facts, imprint_of("birth_certificate"))

    assert pdf.startswith(b"%PDF-1.7")


def test_a_drawing_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownTemplate):
        draw(
            "../../etc/passwd", facts_of("insurance_card"), imprint_of("insurance_card")
        )


def _pages(pdf: bytes, tmp_path: Path) -> list[str]:
    """Return each page's text without spaces, in the order it was drawn.

    The slanted mark comes first, one letter at a time.
    """
    text = run("pdftotext", pdf, tmp_path, "-raw")
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


def _is_marked(page: str) -> bool:
    """Tell whether a page has the slanted mark, and both words in its last line."""
    last_line = page[page.rindex(SYNTHETIC) :] if SYNTHETIC in page else ""
    return page.startswith(MARK) and MARK in last_line
