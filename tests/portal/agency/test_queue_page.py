import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.portal.agency.desk import Desk
from tests.portal.conftest import Frozen
from tests.portal.factories import a_dossier, bring

TITLES = ["late", "today", "new", "doing", "supplement", "done"]


@pytest.fixture
def dossiers(db: Session) -> dict[str, str]:
    """One dossier of each status at the civil-status office."""
    statuses = ["received", "accepted", "returned", "refused", "decided", "completed"]
    found = {status: a_dossier(db, status=status).code for status in statuses}
    db.commit()
    return found


def counts(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'<a class="tile[^>]*><b>(\d+)</b>', page)]


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a class="code"[^>]*>([^<]+)</a>', page)


def test_an_empty_queue_says_what_will_come(desk: Desk) -> None:
    page = desk().get("/agency").text

    assert counts(page) == [0] * 6
    assert "Chưa có hồ sơ nào gửi đến cơ quan bạn." in page


def test_every_tile_counts_exactly_the_rows_behind_it(
    desk: Desk, dossiers: dict[str, str], frozen: Frozen
) -> None:
    frozen.set("2026-03-11T09:00:00+07:00")
    client = desk()

    shown = counts(client.get("/agency").text)

    behind = [len(rows(client.get(f"/agency?filter={f}").text)) for f in TITLES]
    assert shown == behind
    assert shown[0] == 3  # received, accepted and decided are past yesterday's close


def test_tiles_count_within_a_search(
    desk: Desk, dossiers: dict[str, str], db: Session
) -> None:
    a_dossier(db, status="received", child_given_name="Đức")
    db.commit()
    client = desk()

    page = client.get("/agency?q=duc").text

    assert rows(page)
    assert sum(counts(page)[2:]) == len(rows(page)) == 1


def test_a_search_needs_no_tone_marks_and_finds_codes_in_any_case(
    desk: Desk, dossiers: dict[str, str]
) -> None:
    client = desk()
    code = dossiers["received"]

    by_name = client.get("/agency?q=bao an").text
    by_code = client.get(f"/agency?q={code.lower()}").text

    assert len(rows(by_name)) == len(dossiers)
    assert rows(by_code) == [code]


def test_a_search_without_result_offers_the_way_back(
    desk: Desk, dossiers: dict[str, str]
) -> None:
    page = desk().get("/agency?q=kh%C3%B4ng%20c%C3%B3%20ai").text

    assert "Không có hồ sơ nào khớp" in page
    assert "Xem tất cả hồ sơ" in page


def test_heads_tell_and_turn_the_order(desk: Desk, dossiers: dict[str, str]) -> None:
    client = desk()

    page = client.get("/agency?sort=-code").text

    assert rows(page) == sorted(dossiers.values(), reverse=True)
    assert 'aria-sort="descending"' in page
    assert page.count("aria-sort=") == 1


def test_an_office_sees_only_what_came_to_it(
    desk: Desk, dossiers: dict[str, str]
) -> None:
    page = desk("residence").get("/agency").text

    assert rows(page) == []


def test_what_has_not_been_received_is_not_yet_work(desk: Desk, db: Session) -> None:
    code = a_dossier(db, status="sent").code
    db.commit()

    before = rows(desk().get("/agency").text)
    bring(db, code, "civil_status", "received")
    db.commit()

    assert before == []
    assert rows(desk().get("/agency").text) == [code]


def test_a_long_queue_comes_in_pages_of_fifty(desk: Desk, db: Session) -> None:
    for _ in range(52):
        a_dossier(db, status="received")
    db.commit()
    client = desk()

    first, second = client.get("/agency"), client.get("/agency?page=2")
    beyond = client.get("/agency?page=99")

    assert [len(rows(page.text)) for page in (first, second, beyond)] == [50, 2, 2]
    assert "52 hồ sơ, đang xem 1 đến 50" in first.text
    assert not set(rows(first.text)) & set(rows(second.text))


def test_nobody_sees_a_queue_without_signing_in(app: Flask) -> None:
    answer = app.test_client().get("/agency")

    assert answer.status_code == 302
    assert answer.location.startswith("/staff/sign-in")


@pytest.mark.parametrize(
    "query",
    [
        "page=-1&sort=%00&filter=\ud800",
        "q=" + "ă" * 3000,
        "q=%25_%5C&q=2",
        "done=decide",
    ],
)
def test_an_odd_address_still_shows_the_queue(
    desk: Desk, dossiers: dict[str, str], query: str
) -> None:
    answer = desk().get(
        "/agency?" + query.encode("utf-8", "surrogatepass").decode("latin-1")
    )

    assert answer.status_code == 200
