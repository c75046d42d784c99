"""A part fails: the page names it and says since when, and all goes on by itself."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen
from portal.rehearse.page import Page
from portal.rehearse.signing_in import sign_in
from portal.rehearse.stumbles import Stumble
from tests.journeys.books import BRANCHES
from tests.journeys.neighbours import Neighbours, neighbours, worker
from tests.portal.clients.neighbour import closed_port
from tests.running import Program, wait_for

pytestmark = pytest.mark.slow

REGISTER = "Cơ sở dữ liệu quốc gia về dân cư"
SINCE = re.compile(r"[Tt]ừ \d\d:\d\d")
PATIENCE_S = 90
ADMIN = {"Authorization": "Bearer demo-admin-key"}
SLOW_S = 3.6
"""Just longer than the portal waits."""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbours]:
    """The four programs; officers answer by rule and at once."""
    folder = tmp_path_factory.mktemp("outages")
    running = neighbours(folder, more={"PORTAL_AUTOPILOT": "fast"}).start()
    yield running
    running.kill()


@contextmanager
def stopped(*programs: Program) -> Iterator[None]:
    """Kill programs for the length of a block, and start them again."""
    for program in programs:
        program.kill()
    try:
        yield
    finally:
        for program in programs:
            program.start()


@contextmanager
def faulty(register_url: str, kind: str) -> Iterator[None]:
    """Switch a fault of the register on for the length of a block."""
    url = f"{register_url}/admin/faults"
    fault = {"kind": kind, "seconds": SLOW_S}
    requests.post(url, json=fault, headers=ADMIN, timeout=5).raise_for_status()
    try:
        yield
    finally:
        requests.delete(url, headers=ADMIN, timeout=5).raise_for_status()


@contextmanager
def failing(programs: Neighbours, how: str) -> Iterator[None]:
    """Let the register fail in one of the ways in which it can."""
    trouble = (
        stopped(programs.register)
        if how == "dead"
        else faulty(programs.register_url, how)
    )
    with trouble:
        yield


def signed_in(programs: Neighbours, name: str) -> Citizen:
    """Return a citizen who is signed in and stands at her dossiers."""
    citizen = Citizen(name, Browser(programs.base_url))
    citizen.browser.open("/dossiers")
    sign_in(citizen.browser, name)
    return citizen


def opened(programs: Neighbours, name: str) -> Citizen:
    """Return a citizen who has opened her draft and stands at its tasks."""
    citizen = signed_in(programs, name)
    open_draft(citizen)
    return citizen


def open_draft(citizen: Citizen) -> Page:
    """Open the draft of a first child."""
    citizen.browser.open("/procedures/birth/open")
    citizen.choose_first()
    return citizen.browser.page


def about(page: Page) -> str:
    """Return what the page says in its main part."""
    return " ".join(main.text_content() for main in page.find("//main"))


def said(citizen: Citizen, words: str) -> bool:
    """Tell whether the page that follows the dossier says something."""
    page = citizen.browser.open(f"/dossiers/{citizen.dossier}")
    return words in " ".join(about(page).split())


def results(citizen: Citizen) -> int:
    """Return how many results can be opened."""
    page = citizen.browser.open(f"/dossiers/{citizen.dossier}")
    return len(page.links_below("/results/"))


def all_there(citizen: Citizen) -> bool:
    """Wait for the three results."""
    return wait_for(lambda: results(citizen) == len(BRANCHES), PATIENCE_S, every=0.5)


@pytest.mark.parametrize(
    ("how", "name", "words"),
    [
        ("dead", "lan", "chưa trả lời"),
        ("down", "my", "chưa trả lời"),
        ("slow", "linh", "đang chậm"),
        ("rubbish", "yen", "trả lời sai dạng"),
    ],
)
def test_a_form_opens_without_the_register_and_says_which_part_is_missing(
    programs: Neighbours, how: str, name: str, words: str
) -> None:
    citizen = signed_in(programs, name)

    with failing(programs, how):
        page = open_draft(citizen)
        told = about(page)
        child = citizen.browser.open(f"{page.path}/s/child")
        form = child.form(child.with_class("eform", "form")[0])
        form.set("child_given_name", "Khôi")
        form.press(child.find("//button[@name='leave']")[0])
        citizen.browser.send(form)

    assert REGISTER in told
    assert words in told
    assert SINCE.search(told)
    again = citizen.browser.open(f"{page.path}/s/child")
    boxes = again.form(again.with_class("eform", "form")[0]).values
    assert boxes["child_given_name"] == ["Khôi"]


def test_a_form_is_filled_in_once_the_register_is_back(programs: Neighbours) -> None:
    citizen = signed_in(programs, "hoa")
    with failing(programs, "dead"):
        page = open_draft(citizen)
        before = about(page)

    button = page.find("//form[contains(@action, '/read-again')]")[0]
    after = about(citizen.browser.send(page.form(button)))

    assert REGISTER in before
    assert REGISTER not in after
    assert filled(after) > filled(before)


def filled(words: str) -> int:
    """Return how many fields were filled in for the citizen."""
    found = re.search(r"điền giúp (\d+)/", words)
    assert found, words
    return int(found[1])


@pytest.mark.parametrize(
    ("how", "name"), [("dead", "dao"), ("slow", "sen"), ("rubbish", "vang")]
)
def test_a_decision_waits_for_the_register_and_is_carried_out_once(
    programs: Neighbours, how: str, name: str
) -> None:
    births = len(programs.books.births())
    citizen = opened(programs, name)
    citizen.fill_in()

    with failing(programs, how):
        citizen.send()
        named = wait_for(
            lambda: said(citizen, "nhưng CSDL dân cư chưa trả lời được (từ "),
            PATIENCE_S,
        )
        early = results(citizen)

    assert named, about(citizen.browser.page)
    assert early == 0
    assert all_there(citizen), about(citizen.browser.page)
    assert len(programs.books.births()) == births + 1


def test_a_delivery_waits_until_the_agencies_can_be_reached(
    programs: Neighbours,
) -> None:
    citizen = opened(programs, "bia")
    citizen.fill_in()
    elsewhere = {**programs.settings, "PORTAL_INTERNAL_URL": closed_port()}
    lost = worker(elsewhere, "w0")

    with stopped(*programs.workers):
        lost.start()
        citizen.send()
        named = wait_for(
            lambda: said(citizen, "chưa xác nhận nhận được (từ "), PATIENCE_S
        )
        lost.kill()

    assert named, about(citizen.browser.page)
    assert all_there(citizen), about(citizen.browser.page)


def test_a_dossier_waits_for_a_worker_that_is_down(programs: Neighbours) -> None:
    citizen = opened(programs, "thao")
    citizen.fill_in()

    with stopped(*programs.workers):
        citizen.send()
        waits = said(citizen, "xác nhận đã nhận")
        early = results(citizen)

    assert waits, about(citizen.browser.page)
    assert early == 0
    assert all_there(citizen), about(citizen.browser.page)


def test_the_sign_in_says_that_the_e_id_is_down_and_the_rest_works(
    programs: Neighbours,
) -> None:
    citizen = signed_in(programs, "hoa")
    visitor = Browser(programs.base_url)

    with stopped(programs.e_id):
        with pytest.raises(Stumble) as refused:
            visitor.open("/auth/sign-in")
        for path in ("/", "/procedures/birth", "/verify"):
            visitor.open(path)
        hers = citizen.browser.open("/dossiers")

    assert "503" in refused.value.what
    assert "VNeID giả lập không trả lời" in refused.value.what
    assert hers.heading == "Hồ sơ của bạn"
    assert signed_in(programs, "ngoc").browser.page.heading == "Hồ sơ của bạn"
