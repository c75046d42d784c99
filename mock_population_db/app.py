"""Wires the register; nothing else does."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from sqlalchemy import Engine

from forms.i18n import register_translations
from mock_population_db.admin import api as admin
from mock_population_db.admin import living
from mock_population_db.api import (
    accounts,
    consents,
    dictionary,
    events,
    notices,
    people,
    quota,
    verification,
)
from mock_population_db.api.calling import EXTENSION, Register
from mock_population_db.api.faulting import mark_answers
from mock_population_db.api.finding import keeping, searching
from mock_population_db.api.life import (
    civil_status,
    history,
    hospitals,
    residence,
)
from mock_population_db.api.problems import (
    ProblemApi,
    answer_errors,
    describe_problems,
)
from mock_population_db.api.request_log import log_requests
from mock_population_db.clock import Clock, system_now
from mock_population_db.db import make_engine
from mock_population_db.facade import rest, soap
from mock_population_db.page import page
from mock_population_db.register.loading import lay_foundation
from mock_population_db.settings import Settings

OPENAPI: dict[str, Any] = {
    "API_TITLE": "mock_population_db",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
}
FORMS = {"X-World": {"pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}}
CALLER_HEADERS: list[dict[str, Any]] = [
    {
        "name": name,
        "in": "header",
        "required": required,
        "schema": {"type": "string", "maxLength": longest, **FORMS.get(name, {})},
        "description": description,
    }
    for name, required, longest, description in (
        (
            "X-Purpose",
            True,
            64,
            "Why: a code of GET /v1/purposes, such as birth_declaration.",
        ),
        ("X-Requester", True, 100, "Who: a personal id or a system's name."),
        ("X-World", False, 64, "Which world; public when absent."),
        ("X-Dossier", False, 64, "For which dossier."),
        ("X-Consent", False, 64, "Reference of the consent it rests on."),
    )
]

FACADE_HEADERS: list[dict[str, Any]] = [
    {
        "name": name,
        "in": "header",
        "required": False,
        "schema": {"type": "string", "maxLength": longest, **FORMS.get(name, {})},
        "description": description,
    }
    for name, longest, description in (
        ("ApiKey", 200, "The caller's key, in place of the bearer key."),
        ("Timestamp", 40, "With a signature in Authorization: Basic."),
        ("X-Road-Client", 200, "With a signature in Authorization: Basic."),
        ("X-World", 64, "Which world; public when absent."),
        ("X-Dossier", 64, "For which dossier."),
        ("X-Consent", 64, "Reference of the consent it rests on."),
    )
]

register_translations(Path(__file__).parent / "translations")


def create_app(
    settings: Settings | None = None,
    *,
    system: Callable[[], datetime] = system_now,
    wait: Callable[[float], object] = time.sleep,
) -> Flask:
    """Make the register's WSGI app; the people are made when they are not there.

    Args:
        settings: read from the environment when absent.
        system: the machine's clock.
        wait: what a slow fault does with its seconds.

    Raises:
        OtherPopulation: the database holds people of another seed or size.
    """
    settings = settings or Settings()
    engine = make_engine(settings.database_url, synchronous=settings.sqlite_synchronous)
    engine = lay_foundation(engine, seed=settings.seed, size=settings.size)
    app = Flask("mock_population_db", static_folder=None)
    app.config.update(OPENAPI, MAX_CONTENT_LENGTH=settings.body_limit)
    _write_vietnamese_as_is(app)
    app.extensions[EXTENSION] = Register(
        settings=settings,
        engine=engine,
        clock=Clock(settings.world_starts_at, system),
        wait=wait,
    )
    _open_doors(app)
    return app


def engine_of(app: Flask) -> Engine:
    """Return the app's database engine, for tests and for closing it."""
    wired: Register = app.extensions[EXTENSION]
    return wired.engine


def _write_vietnamese_as_is(app: Flask) -> None:
    provider = app.json
    if isinstance(provider, DefaultJSONProvider):
        provider.ensure_ascii = False
        provider.sort_keys = False


def _open_doors(app: Flask) -> None:
    api = ProblemApi(app)
    api.spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    for door in (
        people.door,
        searching.door,
        keeping.door,
        verification.door,
        consents.door,
        quota.door,
        notices.door,
        dictionary.door,
        events.door,
        civil_status.door,
        residence.door,
        hospitals.door,
        history.door,
        accounts.accounts,
        accounts.read_log,
    ):
        api.register_blueprint(door.blueprint, parameters=CALLER_HEADERS)
    api.register_blueprint(rest.door.blueprint, parameters=FACADE_HEADERS)
    api.register_blueprint(admin.door.blueprint)
    api.register_blueprint(living.door.blueprint)
    api.spec.options["security"] = [{"key": []}]
    describe_problems(api)
    answer_errors(app)
    mark_answers(app)
    log_requests(app)
    app.register_blueprint(soap.blueprint)
    app.register_blueprint(page)
