"""Sign-ins that have lapsed, are forged, or belong to somebody else."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.dossiers import drafting
from portal.dossiers.models import Draft
from portal.web.csrf import FIELD
from portal.web.services import EXTENSION
from tests.hostile.cookies import citizen_session, officer_session, signed_cookie
from tests.hostile.scene import CLERK, MARK, STRANGER_NAME, Scene
from tests.portal.factories import DAO, DAO_NAME, STRANGER, a_draft
from tests.portal.signed_in import CSRF

pytestmark = pytest.mark.slow

HOUR = 3600


def post(portal: Flask, path: str, cookie: str, **form: str) -> TestResponse:
    """Send a form with a cookie."""
    client = portal.test_client(use_cookies=False)
    data = {FIELD: CSRF, **form}
    return client.post(path, data=data, headers={"Cookie": cookie})


def opened(portal: Flask) -> Session:
    """Open the portal's database."""
    made: Session = portal.extensions[EXTENSION].sessions()
    return made


def entries(portal: Flask, token: str) -> dict[str, list[str]]:
    """Return what a draft keeps of what was typed."""
    with opened(portal) as db:
        draft = db.scalars(sa.select(Draft).where(Draft.token == token)).one()
        return dict(draft.entries)


def test_a_lapsed_sign_in_leads_to_a_new_one_and_changes_nothing(
    portal: Flask, scene: Scene
) -> None:
    session = citizen_session(DAO, DAO_NAME)
    lapsed = signed_cookie(portal, session, seconds_ago=2 * HOUR)
    page = f"/drafts/{scene.dao.draft}/s/child"
    client = portal.test_client(use_cookies=False)

    looked = client.get(page, headers={"Cookie": lapsed})
    sent = post(portal, page, lapsed, child_given_name="Mới")

    assert looked.status_code == 302
    assert looked.headers["Location"].startswith("/auth/sign-in?next=%2Fdrafts") or (
        looked.headers["Location"].startswith("/auth/sign-in?next=/drafts")
    )
    assert sent.status_code in {302, 400}
    assert entries(portal, scene.dao.draft) == {}


@pytest.mark.parametrize("change", ["payload", "signature", "time"])
def test_a_cookie_with_one_changed_letter_is_nobodys(
    portal: Flask, scene: Scene, change: str
) -> None:
    cookie = signed_cookie(portal, citizen_session(DAO, DAO_NAME))
    at = {"payload": 20, "signature": -4, "time": cookie.rindex(".") - 2}[change]
    wrong = "A" if cookie[at] != "A" else "B"
    forged = cookie[:at] + wrong + cookie[at:][1:]
    client = portal.test_client(use_cookies=False)

    good = client.get("/dossiers", headers={"Cookie": cookie})
    bad = client.get("/dossiers", headers={"Cookie": forged})

    assert good.status_code == 200
    assert bad.status_code == 302


def test_another_persons_sign_in_opens_nothing_of_hers(
    portal: Flask, scene: Scene
) -> None:
    cookie = signed_cookie(portal, citizen_session(STRANGER, STRANGER_NAME))
    token, code = scene.dao.draft, scene.dao.dossier

    answers = [
        post(portal, f"/drafts/{token}/s/child", cookie, child_given_name="Mới"),
        post(portal, f"/drafts/{token}/check", cookie, declared="1"),
        post(portal, f"/dossiers/{code}/supplement/civil_status", cookie),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert entries(portal, token) == {}


def test_an_officer_is_no_citizen_and_a_citizen_no_officer(
    portal: Flask, scene: Scene
) -> None:
    client = portal.test_client(use_cookies=False)
    officer = signed_cookie(portal, officer_session(CLERK.person_id))
    citizen = signed_cookie(portal, citizen_session(DAO, DAO_NAME))

    as_officer = client.get("/dossiers", headers={"Cookie": officer})
    as_citizen = client.get("/agency", headers={"Cookie": citizen})

    assert as_officer.headers["Location"].startswith("/auth/sign-in")
    assert as_citizen.headers["Location"].startswith("/staff/sign-in")


def test_an_officer_who_left_the_office_is_no_officer_any_more(portal: Flask) -> None:
    client = portal.test_client(use_cookies=False)
    gone = signed_cookie(portal, officer_session("901090099999"))

    answer = client.get("/agency", headers={"Cookie": gone})

    assert answer.headers["Location"].startswith("/staff/sign-in")


def test_an_officer_finds_no_dossier_of_another_office(
    portal: Flask, scene: Scene
) -> None:
    client = portal.test_client(use_cookies=False)
    cookie = {"Cookie": signed_cookie(portal, officer_session(CLERK.person_id))}
    code = scene.stranger.dossier

    queue = client.get(f"/agency?q={MARK}", headers=cookie)
    sheet = client.get(f"/agency/{code}/civil_status", headers=cookie)
    paper = client.get(f"/agency/papers/{scene.stranger.sent_upload}", headers=cookie)

    assert code not in queue.get_data(as_text=True)
    assert (sheet.status_code, paper.status_code) == (404, 404)


def test_a_locked_value_that_comes_back_changed_is_refused_in_every_section(
    portal: Flask,
) -> None:
    cookie = signed_cookie(portal, citizen_session(DAO, DAO_NAME))
    with opened(portal) as db, db.begin():
        draft = a_draft(db)
        # A ticked box that is left out is no forgery: it may not have been on the page.
        locked = tuple(n for n, f in draft.prefill.items() if f["value"] is not True)
        token = a_draft(db, locked=locked).token
        form = drafting.form_of(db, draft)
        sections, eform = form.sections, type(form)
    boxes = [n for n, spec in eform.specs().items() if spec.kind == "checkbox"]

    statuses = {
        (section.code, name): post(
            portal,
            f"/drafts/{token}/s/{section.code}",
            cookie,
            **{eform.keys(name)[0]: "1" if name in boxes else "7"},
        ).status_code
        for section in sections
        for name in section.fields
        if name in locked
    }

    assert len(statuses) > 40
    assert {k: v for k, v in statuses.items() if v != 422} == {}
    assert entries(portal, token) == {}
