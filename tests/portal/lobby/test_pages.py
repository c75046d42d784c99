import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal import clock
from portal.app import create_app
from portal.clock import World
from portal.settings import Settings
from portal.work.memory import MemoryQueue
from tests.portal.clients.neighbour import Neighbour
from tests.portal.factories import MORNING, WORLD, a_dossier
from tests.portal.signed_in import CSRF, sign_in_officer


def links(page: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'<a [^>]*href="([^"]+)"', page)]


def test_the_lobby_has_three_doors_and_a_card_for_everybody(
    visitor: FlaskClient,
) -> None:
    page = visitor.get("/demo").text

    found = links(page)
    for words in (
        "Tôi là công dân",
        "Tôi là cán bộ",
        "Xem cả hai",
        "Trần Thị Hồng Đào",
    ):
        assert words in page
    assert "/demo/both" in found
    assert any(link.startswith("/staff/sign-in?hint=khoi") for link in found)
    assert any("hint=dao" in link and "next=/procedures/" in link for link in found)


def test_the_big_button_starts_the_first_citizen_of_the_cast(
    visitor: FlaskClient,
) -> None:
    page = visitor.get("/demo").text

    button = re.search(r'<a class="btn btn--gold[^"]*" href="([^"]+)"', page)

    assert button
    assert "hint=dao" in button[1]


def test_a_register_that_is_down_closes_no_door(
    visitor: FlaskClient, register: Neighbour
) -> None:
    register.answers({"status": 503}, status=503)

    answer = visitor.get("/demo")

    assert answer.status_code == 200
    assert "Cơ sở dữ liệu dân cư giả lập chưa trả lời" in answer.text
    assert "Tôi là công dân" in answer.text


def test_rubbish_from_the_register_closes_no_door(
    visitor: FlaskClient, register: Neighbour
) -> None:
    register.answers({"accounts": [{"cast": 7}, None, "x"]})

    assert visitor.get("/demo").status_code == 200


@pytest.mark.parametrize("mode", ["fast", "human", "off"])
def test_the_switch_turns_the_autopilot_and_shows_where_it_stands(
    visitor: FlaskClient, sessions: sessionmaker[Session], mode: str
) -> None:
    answer = visitor.post("/demo/autopilot", data={"csrf_token": CSRF, "mode": mode})

    assert answer.status_code == 303
    with sessions() as db:
        world = db.get(World, WORLD)
        assert world
        assert world.autopilot == mode
    page = visitor.get(answer.location).text
    assert re.search(rf'id="mode-{mode}" value="{mode}" checked', page)
    assert 'role="status"' in page


@pytest.mark.parametrize("mode", ["", "FAST", "fast\x00", "nhanh", "\ud800"])
def test_a_switch_position_that_does_not_exist_is_explained(
    visitor: FlaskClient, db: Session, mode: str
) -> None:
    sent = {"csrf_token": CSRF, "mode": mode.encode("utf-8", "surrogatepass")}

    answer = visitor.post("/demo/autopilot", data=sent)

    assert answer.status_code == 422
    assert "chưa chọn một chế độ" in answer.text
    assert 'href="#mode-off"' in answer.text


def test_the_world_date_and_the_way_to_stop_are_shown(visitor: FlaskClient) -> None:
    page = visitor.get("/demo").text

    assert "Thứ Ba, 10/03/2026" in page
    assert "Ctrl+C" in page


def test_the_seed_stands_among_the_facts_when_the_register_tells_it(
    visitor: FlaskClient, register: Neighbour
) -> None:
    untold = visitor.get("/demo").text
    register.routes["/healthz"] = {"status": "ok", "seed": "lien-thong-2026"}

    page = visitor.get("/demo").text

    assert "Hạt giống" not in untold
    assert "<dt>Hạt giống</dt><dd><code>lien-thong-2026</code>" in page


@pytest.mark.parametrize("seed", [7, None, ["x"], {"a": 1}])
def test_a_seed_that_is_no_text_is_left_out(
    visitor: FlaskClient, register: Neighbour, seed: object
) -> None:
    register.routes["/healthz"] = {"status": "ok", "seed": seed}

    answer = visitor.get("/demo")

    assert answer.status_code == 200
    assert "Hạt giống" not in answer.text
    assert "Trần Thị Hồng Đào" in answer.text


def test_the_switch_of_the_officers_comes_before_the_cards(
    visitor: FlaskClient,
) -> None:
    page = visitor.get("/demo").text

    assert page.index('action="/demo/autopilot"') < page.index('class="persona"')


def test_the_split_screen_names_both_sides_and_opens_each_alone(
    visitor: FlaskClient,
) -> None:
    page = visitor.get("/demo/both").text

    titles = re.findall(r'<iframe[^>]* title="([^"]+)"', page)
    sources = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
    assert titles == ["Màn hình của công dân", "Màn hình của cán bộ"]
    assert sources == ["/", "/staff/sign-in?hint=khoi"]
    assert {"/", "/agency"} <= set(links(page))


def test_the_split_screen_shows_the_queue_of_an_officer_who_is_signed_in(
    visitor: FlaskClient, sessions: sessionmaker[Session]
) -> None:
    sign_in_officer(visitor, sessions, "commune_civil_status.00070")

    page = visitor.get("/demo/both").text

    assert 'src="/agency"' in page


def test_a_phone_shows_what_was_sent_and_to_whom(
    visitor: FlaskClient, db: Session
) -> None:
    a_dossier(db, status="refused")
    db.commit()

    page = visitor.get("/demo/phone").text

    assert "Trần Thị Hồng Đào" in page
    assert page.count('<li class="sms ') == 4
    assert "Tin nhắn SMS" in page
    assert "VNeID giả lập" in page


def test_the_phones_answer_not_modified_until_something_arrives(
    visitor: FlaskClient, db: Session
) -> None:
    tag = visitor.get("/demo/phone/part").headers["ETag"]

    same = visitor.get("/demo/phone/part", headers={"If-None-Match": tag})
    a_dossier(db)
    db.commit()
    new = visitor.get("/demo/phone/part", headers={"If-None-Match": tag})

    assert same.status_code == 304
    assert new.status_code == 200
    assert new.headers["ETag"] != tag


def test_the_page_carries_the_tag_of_what_it_shows(visitor: FlaskClient) -> None:
    tag = visitor.get("/demo/phone/part").headers["ETag"]

    page = visitor.get("/demo/phone").text

    assert f'data-live-tag="{tag}"' in unescape(page)


def test_there_is_no_lobby_outside_the_demo(
    database_url: str, sessions: sessionmaker[Session]
) -> None:
    settings = Settings.model_validate({"database_url": database_url, "demo": False})
    app = create_app(settings, MemoryQueue())

    answers = [
        app.test_client().get(path).status_code
        for path in ("/demo", "/demo/both", "/demo/phone")
    ]

    assert answers == [404, 404, 404]
    app.extensions["lienthong"].sessions.kw["bind"].dispose()


def test_the_lobby_starts_the_procedure_that_is_in_force(
    visitor: FlaskClient, db: Session
) -> None:
    clock.set_time(db, WORLD, MORNING.replace(year=2020), frozen=True)
    db.commit()

    page = visitor.get("/demo").text

    assert "next=/procedures/" not in unescape(page)
