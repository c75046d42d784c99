"""Every page of the citizen keeps the same promises."""

import re

import pytest

from portal.dossiers.events import Reason
from tests.portal.factories import bring, return_it

BAND = "Bản trình diễn. Dữ liệu giả lập, không có giá trị pháp lý."
PUBLIC = ("/", "/procedures/birth", "/procedures/khong-co", "/khong-co")
OF_A_DRAFT = (
    "",
    "/s/requester",
    "/s/child",
    "/s/birth",
    "/s/mother",
    "/s/father",
    "/s/household",
    "/s/insurance",
    "/papers",
    "/check",
    "/wrong/mother_ethnicity",
)
NAMED_BY = ("aria-describedby", "aria-labelledby", "list", "data-suggest-with")


def faults(page):
    """List what is wrong with a page's markup."""
    root, found = page.root, []
    ids = [e["id"] for e in root.walk() if e.get("id")]
    found += [f"id twice: {name}" for name in set(ids) if ids.count(name) > 1]
    for element in root.walk():
        for attribute in NAMED_BY:
            for name in element.get(attribute).split():
                if name not in ids:
                    found.append(f"{attribute} names nothing: {name}")
        target = element.get("href") if element.tag == "a" else ""
        if target.startswith("#") and target[1:] not in ids:
            found.append(f"a link leads nowhere: {target}")
        if element.tag == "label" and element.get("for") not in ids:
            found.append(f"a label for nothing: {element.text}")
        if "style" in element.attributes or element.tag == "style":
            found.append("an inline style")
        found += [
            f"inline script: {a}" for a in element.attributes if a.startswith("on")
        ]
    found += unnamed(root)
    if len(root.all("h1")) != 1:
        found.append(f"{len(root.all('h1'))} h1")
    return found


def unnamed(root):
    labelled = {label.get("for") for label in root.all("label")}
    boxes = [
        *root.all("select"),
        *root.all("textarea"),
        *(b for b in root.all("input") if b.get("type") != "hidden"),
    ]
    missing = [
        f"no label: {b.get('name')}" for b in boxes if b.get("id") not in labelled
    ]
    links = [e for tag in ("a", "button") for e in root.all(tag)]
    missing += [
        f"no name: {e.get('href') or e.get('class')}"
        for e in links
        if not e.text and e.get("aria-hidden") != "true"
    ]
    return missing


def assert_sound(page):
    assert BAND in page.root.text
    assert "(giả lập)" in page.title
    assert page.root.one("html")["lang"] == "vi"
    assert page.root.one("a", css="skip")["href"] == "#main"
    assert "<script>" not in page.html
    assert re.search(r"\b(None|undefined|\[\]|&lt;Text)\b", page.text) is None
    assert faults(page) == []
    policy = page.response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_for_everybody_is_sound(visitor, path):
    assert_sound(visitor.get(path))


def test_every_page_of_a_draft_is_sound(dao, begun):
    for below in OF_A_DRAFT:
        assert_sound(dao.get(begun + below))


def test_every_page_with_errors_is_sound(dao, begun):
    for section in ("child", "birth", "insurance"):
        page = dao.post(f"{begun}/s/{section}", {"child_given_name": "1"})
        assert page.status == 422
        assert_sound(page)
    assert_sound(dao.post(f"{begun}/check"))
    assert_sound(dao.post(f"{begun}/wrong/mother_ethnicity"))


def test_every_page_of_a_dossier_is_sound(dao, code, sessions):
    for below in ("", "/sent"):
        assert_sound(dao.get(f"/dossiers/{code}{below}"))
    with sessions.begin() as db:
        bring(db, code, "civil_status", "accepted")
        reasons = (
            Reason("Ghi lại.", "child_given_name"),
            Reason("Chụp lại.", paper="birth_notice_scan"),
        )
        return_it(db, code, "civil_status", reasons)

    assert_sound(dao.get(f"/dossiers/{code}"))
    assert_sound(dao.get(f"/dossiers/{code}/supplement/civil_status"))
    for path in ("/dossiers", "/messages", "/dossiers?code=x"):
        assert_sound(dao.get(path))


def test_pages_are_not_kept_by_browsers_but_assets_are(dao, begun):
    page = dao.get(f"{begun}/check")
    sheet = page.root.all("link", rel="stylesheet")[0]["href"]
    with dao.client.get(sheet) as answer:
        kept = answer.headers["Cache-Control"]

    assert page.response.headers["Cache-Control"] == "no-store"
    assert "?v=" in sheet
    assert "max-age=31536000" in kept
