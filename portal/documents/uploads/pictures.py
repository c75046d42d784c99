"""Pictures of papers: opened to the last row, turned upright, drawn anew.

Drawing anew leaves everything behind that is not the picture: place and telephone in
EXIF, comments, colour profiles, bytes hidden after the end.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.documents.errors import BlankPage, BrokenFile, PictureTooLarge

MAX_MEGAPIXELS = 60
MAX_SIDE = 3600
"""Pixels; an A4 sheet at 300 dpi has 3508 on its long side."""
JPEG_QUALITY = 85
LOOK_SIDE = 800
BLANK_RANGE = 16
"""Grey levels between the darkest and the lightest spot of an empty page."""
PLAIN_MODES = ("L", "RGB")
DEEP_MODES = ("I;16", "I;16B", "I;16L", "I")
"""PNG with sixteen bits of grey."""


def redrawn(content: bytes, kind: str) -> bytes:
    """Return the picture drawn anew as the same kind, ``JPEG`` or ``PNG``.

    Raises:
        BrokenFile: it cannot be opened to its end.
        PictureTooLarge: it has more pixels than any scan needs.
        BlankPage: it is one colour from edge to edge.
    """
    try:
        picture = _opened(content, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureTooLarge(limit=MAX_MEGAPIXELS) from bomb
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        AttributeError,
        EOFError,
    ) as broken:
        raise BrokenFile from broken
    if _is_blank(picture):
        raise BlankPage
    return _written(picture, kind)


def _opened(content: bytes, kind: str) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=(kind,)) as probe:
        if probe.width * probe.height > MAX_MEGAPIXELS * 1_000_000:
            raise Image.DecompressionBombError
        probe.verify()
    # verify() spends the picture: open again to read every row.
    with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        plain = _plain(upright)
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    plain.info.clear()
    return plain


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in grey or colour, eight bits deep, on white paper."""
    if picture.mode in DEEP_MODES:
        deep = picture.convert("F").point(lambda level: level / 256 + 0.0)
        return deep.convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
    return picture.copy() if picture.mode in PLAIN_MODES else picture.convert("RGB")


def _is_blank(picture: Image.Image) -> bool:
    look = picture.convert("L")
    look.thumbnail((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX)
    levels = [level for level, count in enumerate(look.histogram()) if count]
    return levels[-1] - levels[0] <= BLANK_RANGE


def _written(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
