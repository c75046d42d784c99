"""Two windows, the back button, an impatient finger: one draft, one dossier."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from portal.db import Base, make_engine, make_sessions
from portal.dossiers.models import Dossier, Draft
from portal.web.csrf import FIELD
from portal.web.services import EXTENSION
from portal.work.memory import MemoryQueue
from tests.hostile.conftest import MakePortal, open_world
from tests.hostile.cookies import citizen_session, signed_cookie
from tests.portal.citizen.browser import Browser
from tests.portal.factories import DAO, DAO_NAME, a_draft
from tests.portal.signed_in import CSRF

pytestmark = pytest.mark.slow

AT_ONCE = 10


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def portal(
    request: pytest.FixtureRequest, tmp_path: Path, make_portal: MakePortal
) -> Iterator[Flask]:
    """A portal over an empty database."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    open_world(make_sessions(engine, MemoryQueue()))
    engine.dispose()
    made = make_portal(url)
    yield made
    made.extensions[EXTENSION].sessions.kw["bind"].dispose()


@pytest.fixture
def draft(portal: Flask) -> str:
    """The address of her draft, which lacks nothing."""
    with sessions_of(portal).begin() as db:
        return f"/drafts/{a_draft(db).token}"


def sessions_of(portal: Flask) -> sessionmaker[Session]:
    """Return what opens the portal's database."""
    made: sessionmaker[Session] = portal.extensions[EXTENSION].sessions
    return made


def dossiers(portal: Flask) -> int:
    """Count the dossiers."""
    with sessions_of(portal)() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(Dossier)) or 0


def typed(portal: Flask, key: str) -> list[str]:
    """Return what her draft keeps of one box."""
    with sessions_of(portal)() as db:
        found: list[str] = db.scalars(sa.select(Draft)).one().entries.get(key, [])
        return found


def ask_at_once(
    portal: Flask, path: str, forms: list[dict[str, str]]
) -> list[tuple[int, str]]:
    """Post forms at the same moment from as many windows.

    Returns:
        Status and where it leads, of each.
    """
    cookie = signed_cookie(portal, citizen_session(DAO, DAO_NAME))
    start = Barrier(len(forms))

    def ask(form: dict[str, str]) -> tuple[int, str]:
        client = portal.test_client(use_cookies=False)
        start.wait(30)
        answer = client.post(
            path, data={FIELD: CSRF, **form}, headers={"Cookie": cookie}
        )
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(ask, forms))


def test_ten_presses_at_the_same_moment_send_one_dossier(
    portal: Flask, draft: str
) -> None:
    answers = ask_at_once(portal, f"{draft}/check", [{"declared": "1"}] * AT_ONCE)

    assert {status for status, _to in answers} == {303}
    assert len({to.removesuffix("/sent") for _status, to in answers}) == 1
    assert dossiers(portal) == 1


def test_two_drafts_for_one_child_sent_at_the_same_moment_make_one_dossier(
    portal: Flask,
) -> None:
    with sessions_of(portal).begin() as db:
        drafts = [f"/drafts/{a_draft(db).token}" for _ in range(2)]
    cookie = signed_cookie(portal, citizen_session(DAO, DAO_NAME))
    start = Barrier(2)

    def send(address: str) -> int:
        client = portal.test_client(use_cookies=False)
        start.wait(30)
        form = {FIELD: CSRF, "declared": "1"}
        headers = {"Cookie": cookie}
        return client.post(f"{address}/check", data=form, headers=headers).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(send, drafts))

    assert sorted(statuses) == [303, 409]
    assert dossiers(portal) == 1


def test_going_back_and_sending_again_leads_to_the_same_dossier(
    portal: Flask, browser: Browser, draft: str
) -> None:
    first = browser.post(f"{draft}/check", {"declared": "1"})

    again = browser.post(f"{draft}/check", {"declared": "1"})
    section = browser.post(f"{draft}/s/child", {"child_given_name": "Khác"})

    code = first.path.split("/")[2]
    assert again.path.startswith(f"/dossiers/{code}")
    assert section.path == f"/dossiers/{code}"
    assert dossiers(portal) == 1
    assert typed(portal, "child_given_name") == []


def test_a_second_window_is_told_and_nothing_is_overwritten(
    portal: Flask, browser: Browser, draft: str
) -> None:
    one = browser.get(f"{draft}/s/child")
    other = browser.get(f"{draft}/s/child")
    browser.submit(one, child_given_name="Một")

    late = browser.submit(other, child_given_name="Hai")

    box = late.control("child_given_name")
    assert late.status == 409
    assert "vừa được lưu ở cửa sổ khác" in late.text
    assert box is not None
    assert box["value"] == "Hai"
    assert typed(portal, "child_given_name") == ["Một"]


def test_of_ten_windows_saving_at_the_same_moment_one_wins(
    portal: Flask, browser: Browser, draft: str
) -> None:
    page = browser.get(f"{draft}/s/child")
    names = [f"Tên {letter}" for letter in "ABCDEGHIKL"]
    forms = [{**page.entries(), "child_given_name": name} for name in names]

    answers = ask_at_once(portal, f"{draft}/s/child", forms)

    assert Counter(status for status, _to in answers) == {303: 1, 409: AT_ONCE - 1}
    winner = [status for status, _to in answers].index(303)
    assert typed(portal, "child_given_name") == [names[winner]]
