"""Files that citizens add: which are kept, which are refused, and with what words."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from portal.documents import errors
from portal.documents.errors import UploadRefused
from portal.documents.uploads.checking import CheckedFile, checked
from portal.documents.uploads.filenames import display_name
from tests.portal.documents.samples import picture, saved, tiny_pdf


def _png_claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _locked_pdf() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(tiny_pdf())))
    writer.encrypt("bí mật", "bí mật")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WHITE = Image.new("RGB", (900, 1200), "white")
JAVASCRIPT = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
ATTACHED = "/Names<</EmbeddedFiles<</Names[]>>>>"


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("giấy chứng sinh.jpg", picture("JPEG"), "image/jpeg"),
        ("IMG_0001.JPEG", picture("JPEG"), "image/jpeg"),
        ("quét.png", picture("PNG"), "image/png"),
        ("không có đuôi", picture("PNG"), "image/png"),
        ("văn bản.pdf", tiny_pdf(), "application/pdf"),
        ("mở trang đầu.pdf", tiny_pdf("/OpenAction[3 0 R/Fit]"), "application/pdf"),
    ],
)
def test_a_readable_paper_is_accepted(name: str, content: bytes, mime: str) -> None:
    assert checked(name, content).mime == mime


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jpg", b"", errors.EmptyFile),
        ("a.pdf", b"%PDF-" + bytes(10 * 1024 * 1024), errors.FileTooLarge),
        ("virus.pdf", b"MZ\x90\x00" + bytes(500), errors.TypeNotAccepted),
        ("a.jpg", b"<svg onload=alert(1)>", errors.TypeNotAccepted),
        ("a.gif", saved(WHITE, "GIF"), errors.TypeNotAccepted),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40), errors.PhoneImageFormat),
        ("a.pdf", picture("JPEG"), errors.ExtensionMismatch),
        ("ảnh.exe", picture("JPEG"), errors.ExtensionMismatch),
        ("a.jpg", picture("JPEG")[:2000], errors.BrokenFile),
        ("a.png", picture("PNG")[:300], errors.BrokenFile),
        ("a.png", b"\x89PNG\r\n\x1a\n", errors.BrokenFile),
        ("a.png", _png_claiming(60_000, 60_000), errors.PictureTooLarge),
        ("a.png", _png_claiming(8_000, 8_000), errors.PictureTooLarge),
        ("a.png", _png_claiming(0, 10), errors.BrokenFile),
        ("a.jpg", saved(WHITE, "JPEG"), errors.BlankPage),
        ("a.png", saved(Image.new("1", (600, 800), 1), "PNG"), errors.BlankPage),
        ("a.png", saved(Image.new("RGBA", (600, 800)), "PNG"), errors.BlankPage),
        ("a.pdf", b"%PDF-1.7 nothing else", errors.BrokenFile),
        ("a.pdf", tiny_pdf()[:120], errors.BrokenFile),
        ("a.pdf", tiny_pdf(pages=0), errors.NoPages),
        ("a.pdf", tiny_pdf(pages=51), errors.TooManyPages),
        ("a.pdf", _locked_pdf(), errors.ProtectedPdf),
        ("a.pdf", tiny_pdf(JAVASCRIPT), errors.ActivePdf),
        ("a.pdf", tiny_pdf(ATTACHED), errors.ActivePdf),
        ("a.pdf", tiny_pdf("/AA<<>>"), errors.ActivePdf),
    ],
    ids=range(25),
)
def test_a_file_that_is_no_paper_is_refused_with_a_reason(
    name: str, content: bytes, error: type[UploadRefused]
) -> None:
    with pytest.raises(error) as refused:
        checked(name, content)

    assert str(refused.value).endswith(".")
    assert "%(" not in str(refused.value)


def test_the_words_say_what_to_do() -> None:
    with pytest.raises(errors.EmptyFile, match=r"Tệp trống \(0 KB\)\. Hãy chụp lại\."):
        checked("a.jpg", b"")
    with pytest.raises(errors.BlankPage, match="Trang trắng"):
        checked("a.jpg", saved(WHITE, "JPEG"))
    with pytest.raises(errors.ExtensionMismatch, match=r"\.pdf nhưng nội dung là JPEG"):
        checked("a.pdf", picture("JPEG"))


def test_a_picture_leaves_everything_behind_that_is_not_the_picture() -> None:
    # given: place, comment, profile and a script hidden behind the end
    page = Image.open(io.BytesIO(picture("JPEG")))
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    exif[0x0110] = "Dien thoai cua Dao"
    hostile = saved(page, "JPEG", exif=exif, comment=b"<?php ?>", icc_profile=b"x" * 99)

    kept = checked("a.jpg", hostile + b"PK\x03\x04<script>").content

    assert not any(
        trace in kept
        for trace in (b"script", b"php", b"Dien thoai", b"Exif", b"PK\x03")
    )


def test_a_png_leaves_its_texts_behind() -> None:
    notes = PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    hostile = saved(Image.open(io.BytesIO(picture("PNG"))), "PNG", pnginfo=notes)

    assert b"script" not in checked("a.png", hostile).content


def test_a_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = saved(Image.open(io.BytesIO(picture(size=(1200, 900)))), "JPEG", exif=exif)

    upright = _opened(checked("a.jpg", lying))

    assert upright.size == (900, 1200)


def test_a_huge_photograph_becomes_as_sharp_as_a_scan() -> None:
    kept = _opened(checked("a.jpg", picture(size=(4800, 3600))))

    assert max(kept.size) == 3600


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_depth_keep_their_writing(mode: str) -> None:
    page = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 300, 160), fill=0)
    if mode == "I;16":
        other = page.convert("I").point(lambda level: level * 257).convert("I;16")
    else:
        other = page.convert(mode)
    kind, name = ("JPEG", "a.jpg") if mode == "CMYK" else ("PNG", "a.png")

    kept = _opened(checked(name, saved(other, kind))).convert("L")

    assert max(kept.crop((150, 120, 250, 140)).tobytes()) < 40
    assert min(kept.crop((400, 600, 500, 700)).tobytes()) > 215


def test_a_small_signature_on_a_white_page_is_not_blank() -> None:
    page = WHITE.resize((2480, 3508))
    ImageDraw.Draw(page).line((1800, 3000, 2000, 3040), fill="navy", width=4)

    assert checked("a.png", saved(page, "PNG")).mime == "image/png"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Đào\\giấy.pdf", "giấy.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("giấy\u202efdp.exe.pdf", "giấyfdp.exe.pdf"),
        ('x"; filename="y.pdf', "x filename= y.pdf"),
        ("....pdf", "giấy tờ.pdf"),
        ("", "giấy tờ.pdf"),
        ("/", "giấy tờ.pdf"),
        ("\ud800.pdf", "giấy tờ.pdf"),
        ("gia\u0302\u0301y.PDF", "giấy.pdf"),
    ],
)
def test_a_name_is_made_safe_to_show(sent: str, shown: str) -> None:
    assert display_name(sent, ".pdf") == shown


def test_a_long_name_is_cut_in_the_middle() -> None:
    shown = display_name("giấy chứng sinh " * 20 + "trang 3.jpg", ".jpg")

    assert len(shown) == 80
    assert shown.startswith("giấy chứng sinh")
    assert shown.endswith("trang 3.jpg")


@settings(max_examples=100, deadline=None)
@given(sent=st.text(max_size=400))
def test_no_name_escapes_or_hides_anything(sent: str) -> None:
    shown = display_name(sent, ".png")

    assert shown.endswith(".png")
    assert 5 <= len(shown) <= 80
    assert not set(shown) & set('/\\\0\r\n"<>|')
    assert shown.isprintable()


@settings(max_examples=60, deadline=None)
@given(
    start=st.sampled_from(
        [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n"]
    ),
    rest=st.binary(max_size=300),
)
def test_rubbish_is_refused_never_an_error(start: bytes, rest: bytes) -> None:
    with pytest.raises(UploadRefused):
        checked("a", start + rest)


@settings(max_examples=40, deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_damaged_file_is_kept_or_refused_never_an_error(
    where: float, bit: int
) -> None:
    for name, good in (("a.jpg", JPEG), ("a.png", PNG), ("a.pdf", PDF)):
        damaged = bytearray(good)
        damaged[int(where * len(good))] ^= 1 << bit
        try:
            assert checked(name, bytes(damaged)).content
        except UploadRefused as refused:
            assert str(refused)  # noqa: PT017 - either way is right, an error is not


JPEG, PNG, PDF = picture("JPEG", (90, 120)), picture("PNG", (90, 120)), tiny_pdf()


def _opened(file: CheckedFile) -> Image.Image:
    return Image.open(io.BytesIO(file.content))
