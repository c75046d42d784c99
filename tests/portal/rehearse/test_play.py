import json

import pytest

from portal.rehearse import rehearse
from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen
from portal.rehearse.stumbles import Stumble
from tests.portal.clients.neighbour import closed_port
from tests.portal.rehearse.site import Site, html

TRACK = "/dossiers/LT-1"


def lane(body: str = "") -> str:
    return f"<ol><li class='tl__step'>{body}</li></ol>"


def test_a_portal_that_is_not_there_ends_the_rehearsal_with_a_reason() -> None:
    said: list[str] = []

    status = rehearse(closed_port(), "birth", echo=said.append)

    assert status == 1
    assert any("không mở được trang" in line for line in said)


def test_the_reason_is_in_the_json_object_too() -> None:
    said: list[str] = []

    rehearse(closed_port(), "birth", as_json=True, echo=said.append)

    (line,) = said
    told = json.loads(line)
    assert told["ok"] is False
    assert "không mở được trang" in told["stumble"]["what"]


def test_a_page_that_loses_the_band_ends_the_rehearsal(site: Site) -> None:
    said: list[str] = []
    site.pages["/"] = html("<h1>Trang đầu</h1>", band="")

    status = rehearse(site.url, "birth", echo=said.append)

    assert status == 1
    assert any("không có dải" in line for line in said)


def test_the_citizen_looks_again_until_every_result_is_there(site: Site) -> None:
    citizen = Citizen("dao", Browser(site.url), "LT-1")
    site.pages[TRACK] = html(lane())
    citizen.browser.open(TRACK)
    done = html(lane("<a href='/results/1.pdf'>Giấy khai sinh</a>"))

    links = citizen.wait_for_results(
        until=lambda looks: looks < 3,
        meanwhile=lambda: site.pages.update({TRACK: done}),
    )

    assert [link.text for link in links] == ["Giấy khai sinh"]


def test_the_citizens_patience_ends(site: Site) -> None:
    citizen = Citizen("dao", Browser(site.url), "LT-1")
    site.pages[TRACK] = html(f"<div class='now'>Đang chờ</div>{lane()}")
    citizen.browser.open(TRACK)

    with pytest.raises(Stumble) as caught:
        citizen.wait_for_results(until=lambda looks: looks < 3, meanwhile=lambda: None)

    assert "Đang chờ" in caught.value.what


def test_a_result_that_is_no_pdf_is_a_stumble(site: Site) -> None:
    citizen = Citizen("dao", Browser(site.url), "LT-1")
    site.pages["/"] = html("<a href='/results/1.pdf'>Giấy khai sinh</a>")
    site.pages["/results/1.pdf"] = "<html>"
    page = citizen.browser.open("/")

    with pytest.raises(Stumble) as caught:
        citizen.open_results(page.links_below("/results/"))

    assert "«Giấy khai sinh» không phải là tệp PDF" in caught.value.what
