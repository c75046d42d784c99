"""Every address that the three services answer at, from their routing tables."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

import mock_idp
import portal.settings
from mock_idp.control.api.index import ROUTES
from mock_population_db.app import create_app as create_register
from mock_population_db.settings import Settings as RegisterSettings
from portal.app import create_app as create_portal
from tools.reference.markdown import code, first_sentence, table

UNSAID = {"HEAD", "OPTIONS"}


def register() -> str:
    """Return the register's addresses."""
    with TemporaryDirectory() as folder:
        settings = RegisterSettings(
            database_url=f"sqlite:///{Path(folder) / 'register.db'}"
        )
        return _addresses(create_register(settings), _meaning)


def e_id() -> str:
    """Return the e-ID's addresses."""
    app = mock_idp.create_app(mock_idp.Settings())
    orders = [(f"/__mock{route.path}", route.method, route.summary) for route in ROUTES]
    return _addresses(app, _meaning, more=orders)


def portal_addresses() -> str:
    """Return the portal's addresses with who may call them."""
    settings = portal.settings.Settings(database_url="sqlite://", demo=True)
    app = create_portal(settings)
    return _addresses(app, _meaning, _who)


def _addresses(
    app: Flask,
    *columns: Callable[[object], str],
    more: Iterable[tuple[str, ...]] = (),
) -> str:
    rules = sorted(
        (rule.rule, ", ".join(sorted((rule.methods or set()) - UNSAID)), rule.endpoint)
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith(("static", "openapi_json", "control.obey"))
    )
    rows = [
        (address, methods, *(say(app.view_functions[end]) for say in columns))
        for address, methods, end in rules
    ]
    return table(
        ("Address", "Method", "What it does", "Who")[: 2 + len(columns)],
        [(code(address), *rest) for address, *rest in sorted((*rows, *more))],
    )


def _meaning(view: object) -> str:
    return first_sentence(view)


def _who(view: object) -> str:
    access = getattr(view, "access", "")
    if getattr(view, "csrf_exempt", False):
        return "a system with the key"
    return "anybody" if access == "public" else f"a signed-in {access}"
