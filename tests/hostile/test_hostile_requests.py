"""Thousands of requests that no page of ours would send, to every route there is."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

import mock_idp
import mock_population_db
from forms import registry
from mock_population_db.app import engine_of
from portal.web.csrf import FIELD
from tests.hostile.asking import Asked, Asker, faults
from tests.hostile.cookies import citizen_session, officer_session, signed_cookie
from tests.hostile.scene import CLERK, MARK, Belongings, Scene
from tests.portal.signed_in import CSRF

pytestmark = pytest.mark.slow

EACH = 480
"""Requests of one run; three roles times four seeds of them go to the portal."""

SEEDS = (1, 2, 3, 4)
ROLES = ("nobody", "citizen", "officer")
PUBLISHED = ("/demo/phone", "/demo/phone/part")
"""The simulated phones show everybody's messages: that is what they are for."""

SIGN_IN = ("/auth/", "/staff/")
CONTROLS = (
    *("csrf_token", "declared", "twin", "leave", "row_version", "version", "q"),
    *("take_back", "note", "notice", "mode", "reason", "at", "step", "code", "file"),
    *("remove", "lang", "hint", "next", "own-0", "ready-0", "state", "error"),
)
E_ID_FIELDS = (
    *("client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code"),
    *("code_verifier", "code_challenge", "code_challenge_method", "prompt", "max_age"),
    *("claims", "acr_values", "login_hint", "id_token_hint", "request", "request_uri"),
    *("account", "number", "personal_id", "post_logout_redirect_uri", "grant_type"),
    *("client_secret", "token", "consent", "level", "ui_locales", "response_mode"),
)
REGISTERED = {
    "pid": ["901196004217", "901093118650", "001196004217"],
    "code": ["00123.GCS.01001.26"],
}


def field_names() -> list[str]:
    """Return every control of every eForm, and those of other pages."""
    names = list(CONTROLS)
    for procedure in registry.all_procedures():
        eform = procedure.eform
        names += [key for name in eform.field_names() for key in eform.keys(name)]
    return sorted(set(names))


def session_of(role: str, dao: Belongings) -> dict[str, Any]:
    """Return what the cookie of a role holds."""
    if role == "citizen":
        return citizen_session(dao.person_id, dao.full_name)
    return officer_session(CLERK.person_id) if role == "officer" else {FIELD: CSRF}


def known_values(scene: Scene) -> Callable[[str, str], list[str]]:
    """Return what leads somewhere: mostly her own things, some of the stranger's."""
    hers, anothers = scene.dao, scene.stranger
    procedure = registry.all_procedures()[0]
    sections = [section.code for section in procedure.eform.sections]
    papers = [paper.code for paper in procedure.papers]
    by_name = {
        "token": [*[hers.draft] * 4, anothers.draft, hers.dossier],
        "branch": [*["civil_status"] * 3, *(b.code for b in procedure.branches)],
        "field": list(procedure.eform.field_names()),
        "document": [str(hers.upload), str(anothers.upload)],
        "document_id": [str(hers.sent_upload), str(anothers.sent_upload)],
        "office": [CLERK.office, "social_insurance.00082"],
        "role": ["citizen", "officer"],
        "filename": ["app.js", "css/page.css", "../app.py"],
    }
    by_rule = {
        "/drafts/<token>/s": sections,
        "/drafts/<token>/papers": papers,
        "/procedures": [procedure.code],
        "/results": [hers.result, anothers.result],
        "/verify": [hers.result, anothers.result],
    }
    dossiers = [hers.dossier, hers.asked, hers.done] * 2
    dossiers += [anothers.dossier, anothers.done]

    def known(rule: str, name: str) -> list[str]:
        if name != "code":
            return by_name[name]
        return next((v for k, v in by_rule.items() if rule.startswith(k)), dossiers)

    return known


def asker_for(portal: Flask, scene: Scene, role: str, seed: int) -> Asker:
    """Return somebody who asks the portal in a role."""
    return Asker(
        portal,
        random.Random(f"{role} {seed}"),  # noqa: S311 - a lot
        known=known_values(scene),
        fields=field_names(),
        cookie=signed_cookie(portal, session_of(role, scene.dao)),
        token=f"{FIELD}={CSRF}",
        keys=(
            ("Authorization", "Bearer demo-intake-key"),
            ("Idempotency-Key", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
        ),
    )


def sees_too_much(asked: Asked, answer: TestResponse) -> list[str]:
    """Complain when an answer holds the stranger's mark that was not in the request."""
    if asked.path.startswith(PUBLISHED) or MARK.encode() not in answer.data:
        return []
    return ["shows the stranger's things"]


def is_sign_in(asked: Asked) -> bool:
    """Tell whether the e-ID, which is down, is needed."""
    return asked.path.startswith(SIGN_IN)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("role", ROLES)
def test_whatever_is_sent_the_portal_keeps_its_countenance_and_its_secrets(
    portal: Flask, scene: Scene, role: str, seed: int
) -> None:
    asker = asker_for(portal, scene, role, seed)

    found = faults(asker, EACH, sees_too_much, is_sign_in)

    assert found == []


def test_a_view_that_breaks_or_tells_too_much_would_be_found(
    portal: Flask, scene: Scene
) -> None:
    for n in range(8):  # requests are drawn by lot: one route might be left out
        portal.add_url_rule(f"/broken{n}", f"broken{n}", lambda: str(1 / 0))
        portal.add_url_rule(f"/telling{n}", f"telling{n}", lambda: f"Chào {MARK}")
    asker = asker_for(portal, scene, "citizen", 0)

    found = " ".join(faults(asker, EACH, sees_too_much, is_sign_in))

    assert "answered 500: GET /broken" in found
    assert "shows the stranger's things: GET /telling" in found


def test_the_stranger_herself_reads_her_name(portal: Flask, scene: Scene) -> None:
    cookie = signed_cookie(portal, session_of("citizen", scene.stranger))
    client = portal.test_client(use_cookies=False)

    page = client.get(
        f"/drafts/{scene.stranger.draft}/check", headers={"Cookie": cookie}
    )

    assert MARK.encode() in page.data


@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_a_strangers_thing_is_closed(
    portal: Flask, scene: Scene, role: str
) -> None:
    cookie = signed_cookie(portal, session_of(role, scene.dao))
    client = portal.test_client(use_cookies=False)
    token = f"{FIELD}={CSRF}"
    open_ones: list[str] = []

    for path in closed_paths(portal, scene.stranger):
        for method in ("GET", "POST"):
            answer = client.open(
                path,
                method=method,
                data=token if method == "POST" else None,
                headers={
                    "Cookie": cookie,
                    "Content-Type": "application/x-www-form-urlencoded",
                },
            )
            if answer.status_code < 300 or MARK.encode() in answer.data:
                open_ones.append(f"{method} {path}: {answer.status_code}")

    assert open_ones == []


def closed_paths(portal: Flask, stranger: Belongings) -> list[str]:
    """Return every route that names a thing, with the stranger's things in it."""
    eform = registry.all_procedures()[0].eform
    paths = []
    for rule in portal.url_map.iter_rules():
        if rule.endpoint in {"static", "verify.by_code", "agency.intake"}:
            continue
        if {"token", "document_id"} & rule.arguments:
            paths += [
                rule.rule.replace("<token>", stranger.draft)
                .replace("<code>", code)
                .replace("<field>", "child_given_name")
                .replace("<int:document>", str(stranger.upload))
                .replace("<int(max=2147483647):document_id>", str(stranger.sent_upload))
                for code in (eform.sections[0].code, "birth_notice_scan")
            ]
        elif "code" in rule.arguments and not rule.rule.startswith("/procedures"):
            paths += [
                rule.rule.replace("<code>", code).replace("<branch>", "civil_status")
                for code in stranger.names()
            ]
    assert not [path for path in paths if "<" in path]
    return sorted(set(paths))


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_whatever_is_sent_the_e_id_keeps_its_countenance(seed: int) -> None:
    app = mock_idp.create_app(mock_idp.Settings())
    asker = Asker(
        app,
        random.Random(f"e-ID {seed}"),  # noqa: S311 - a lot
        known=lambda _rule, name: {"filename": ["app.css"]}.get(name, []),
        fields=E_ID_FIELDS,
        token="client_id=portal&redirect_uri=http://127.0.0.1:8390/auth/callback"
        "&response_type=code&scope=openid&state=s&nonce=n",
    )

    found = faults(asker, EACH, lambda *_: [], lambda _asked: False)

    assert found == []


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_whatever_is_sent_the_register_keeps_its_countenance(
    seed: int, tmp_path: Any
) -> None:
    settings = mock_population_db.Settings(
        database_url=f"sqlite:///{tmp_path / 'population.sqlite'}"
    )
    app = mock_population_db.create_app(settings, wait=lambda _seconds: None)
    asker = Asker(
        app,
        random.Random(f"register {seed}"),  # noqa: S311 - a lot
        known=lambda _rule, name: REGISTERED.get(name, []),
        fields=["personal_id", "cast", "kind", "seconds", "full_name", "date_of_birth"],
        keys=(
            ("Authorization", f"Bearer {settings.api_key}"),
            ("X-Purpose", "birth_declaration"),
            ("X-Requester", "lienthong-portal"),
        ),
    )

    found = faults(asker, EACH, lambda *_: [], lambda _asked: False)

    assert found == []
    engine_of(app).dispose()
