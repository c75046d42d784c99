"""A number that may belong to a real person is refused wherever it is typed."""

import pytest
from flask import Flask

from forms import registry
from portal.web.services import EXTENSION
from tests.portal.citizen.browser import Browser, Page
from tests.portal.factories import a_draft

pytestmark = pytest.mark.slow

REAL = "001196004217"
REASON = "có thể là số thật"
NAMES = "không có chữ số"
"""Names refuse it because it is no name."""
TYPED = {"text", "tel", "email", "search"}
EFORM = registry.all_procedures()[0].eform
SECTIONS = [section.code for section in EFORM.sections]
SPECS = dict(sorted(EFORM.specs().items(), key=lambda item: -len(item[0])))
"""Longest names first, so that a box is found under its own field."""


@pytest.fixture
def draft(portal: Flask) -> str:
    """The address of a draft that asks as much as it can."""
    with portal.extensions[EXTENSION].sessions.begin() as db:
        return f"/drafts/{a_draft(db, copies_requested='1', copies_count=1).token}"


def boxes(page: Page) -> list[str]:
    """Return the boxes of a page into which one types words."""
    form = page.main_form
    inputs = [e for e in form.all("input") if e.get("type", "text") in TYPED]
    return [box["name"] for box in inputs + form.all("textarea")]


def is_told(answer: Page, name: str) -> bool:
    """Tell whether the answer leads back to the box and says why."""
    words = [said for link, said in answer.problems() if link == f"#{name}"]
    return any(REASON in said or NAMES in said for said in words)


def is_narrow(name: str) -> bool:
    """Tell whether a box takes too little for any such number, and says what."""
    spec = next(spec for field, spec in SPECS.items() if name.startswith(field))
    is_part = name.endswith(("-province", "-commune"))
    narrow = {"date", "partial_date", "integer", "phone", "email"}
    return is_part or spec.kind in narrow


@pytest.mark.parametrize("section", SECTIONS)
def test_every_box_refuses_it_with_the_reason(
    browser: Browser, draft: str, section: str
) -> None:
    page = browser.get(f"{draft}/s/{section}")

    taken = []
    for name in boxes(page):
        answer = browser.submit(browser.get(page.path), **{name: REAL})
        if answer.status != 422 or not (is_told(answer, name) or is_narrow(name)):
            taken.append(f"{name}: {answer.status}")
        browser.submit(browser.get(page.path), **{name: page.entries()[name]})

    assert taken == []
