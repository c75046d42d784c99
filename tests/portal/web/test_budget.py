"""Pages stay light: sizes as a browser fetches them, compressed."""

import gzip
import re

from portal.web.assets import FOLDER

KB = 1024
CITIZEN_SHEETS = ("tokens", "page", "parts", "narrow", "print")


def packed(*files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_style_sheets_stay_below_25_kb():
    assert packed(*(FOLDER / "css").glob("*.css")) < 25 * KB


def test_the_script_stays_below_5_kb_in_one_file():
    assert [file.name for file in FOLDER.rglob("*.js")] == ["app.js"]
    assert packed(FOLDER / "app.js") < 5 * KB


def test_a_first_visit_stays_below_150_kb():
    sheets = [FOLDER / "css" / f"{name}.css" for name in CITIZEN_SHEETS]
    pictures = [FOLDER / name for name in ("icons.svg", "mark.svg", "drum.svg")]
    fonts = sum(file.stat().st_size for file in (FOLDER / "fonts").glob("*.woff2"))

    assert packed(*sheets, *pictures, FOLDER / "app.js") + fonts < 140 * KB


def test_style_sheets_fetch_nothing_from_elsewhere():
    for sheet in (FOLDER / "css").glob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)", sheet.read_text(encoding="utf-8")):
            assert not re.match(r"[\"']?(https?:|//|data:)", address), sheet.name
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"
