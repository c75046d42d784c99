"""Files that are not what they say: refused with the reason, and nothing is kept."""

import pytest
import sqlalchemy as sa
from flask import Flask

from portal.documents.models import Document
from portal.rehearse.filling import a_paper
from portal.web.csrf import FIELD
from portal.web.services import EXTENSION
from tests.hostile.scene import Scene
from tests.portal.citizen.browser import Browser, Page
from tests.portal.factories import a_draft
from tests.portal.signed_in import CSRF

pytestmark = pytest.mark.slow

PROGRAM = b"MZ\x90\x00\x03" + bytes(4000)
PICTURE = a_paper().content
LINE = "line-between-parts"
TOO_LARGE = 13 * 1024 * 1024


@pytest.fixture
def draft(portal: Flask) -> str:
    """The address of a draft that needs the scan of a birth notice."""
    with portal.extensions[EXTENSION].sessions.begin() as db:
        return f"/drafts/{a_draft(db, birth_notice_source='0').token}"


def upload(browser: Browser, draft: str, content: bytes, name: str) -> Page:
    """Add a file as the scan of the birth notice."""
    return post(browser, f"{draft}/papers/birth_notice_scan", content, name)


def post(browser: Browser, path: str, content: bytes, name: str) -> Page:
    """Send a file as a browser would; the test client keeps large ones open."""
    filename = name.replace("\r\n", "%0D%0A").replace('"', "%22")
    parts = (
        f'--{LINE}\r\nContent-Disposition: form-data; name="{FIELD}"\r\n\r\n{CSRF}\r\n'
        f'--{LINE}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="{filename}"\r\n\r\n'
    )
    body = parts.encode() + content + f"\r\n--{LINE}--\r\n".encode()
    kind = f"multipart/form-data; boundary={LINE}"
    sent = browser.client.post(
        path, data=body, content_type=kind, follow_redirects=True
    )
    return Page(sent)


def kept(portal: Flask, draft: str) -> list[str]:
    """Return the names of the files that the draft keeps."""
    query = sa.select(Document.filename).where(
        Document.draft_token == draft.rpartition("/")[2]
    )
    with portal.extensions[EXTENSION].sessions() as db:
        return list(db.scalars(query))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "giay.png"),
        (b"\x00", "giay.png"),
        (PROGRAM, "giay.png"),
        (PROGRAM, "giay.pdf"),
        (PROGRAM, "giay.png.exe"),
        (PICTURE, "giay.exe"),
        (PICTURE[:200], "giay.png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "giay.svg"),
        (b"%PDF-1.7\n%%EOF", "giay.pdf"),
        (b"GIF89a" + bytes(100), "giay.gif"),
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused(
    portal: Flask, browser: Browser, draft: str, content: bytes, name: str
) -> None:
    page = upload(browser, draft, content, name)

    (problem,) = page.problems()
    assert page.status == 422
    assert problem[0] == "#birth_notice_scan-file"
    assert len(problem[1]) > 20
    assert kept(portal, draft) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.png",
        "..\\..\\windows\\win.png",
        "/etc/cron.d/giay.png",
        "giay\x00.exe.png",
        "giay\r\nX-Evil: 1.png",
        "\u202egnp.exe.png",
        "a" * 5000 + ".png",
        "<img src=x onerror=alert(1)>.png",
        "con.png",
        ".png",
    ],
)
def test_a_name_that_plays_tricks_is_kept_as_a_plain_name(
    portal: Flask, browser: Browser, draft: str, name: str
) -> None:
    page = upload(browser, draft, PICTURE, name)

    names = kept(portal, draft)
    assert page.status in {200, 422}
    assert all(len(found) <= 120 for found in names)
    assert not [found for found in names if set(found) & set("/\\\0\r\n<>\u202e")]
    assert "<img src=x" not in page.html


def test_a_file_over_the_limit_is_refused_with_the_limit(
    portal: Flask, browser: Browser, draft: str
) -> None:
    page = upload(browser, draft, PICTURE + bytes(TOO_LARGE), "giay.png")

    assert page.status == 413
    assert "12 MB" in page.text
    assert kept(portal, draft) == []


def test_a_file_of_eleven_megabytes_is_refused_beside_its_box(
    portal: Flask, browser: Browser, draft: str
) -> None:
    page = upload(browser, draft, PICTURE + bytes(11 * 1024 * 1024), "giay.png")

    assert page.status == 422
    assert "10 MB" in page.problems()[0][1]
    assert kept(portal, draft) == []


def test_a_file_cannot_be_added_to_a_strangers_draft(
    portal: Flask, browser: Browser, scene: Scene
) -> None:
    page = upload(browser, f"/drafts/{scene.stranger.draft}", PICTURE, "giay.png")

    assert page.status == 404
    assert len(kept(portal, scene.stranger.draft)) == 1


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, PROGRAM, PICTURE])
def test_a_file_that_is_no_result_is_not_confirmed(
    browser: Browser, content: bytes
) -> None:
    page = post(browser, "/verify", content, "giay.pdf")

    assert page.status in {200, 422}
    assert "Giấy tờ thật" not in page.text
