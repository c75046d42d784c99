"""Every route says who may call it, and every POST says that it writes."""

import inspect

import pytest

from portal.app import create_app
from portal.auth.guards import public
from portal.auth.roles import Role
from portal.settings import Settings


def routes_without_access(app) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and not isinstance(
            getattr(app.view_functions[rule.endpoint], "access", None), str
        )
    ]


def posts_without_writes(app) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if {"POST", "PUT", "PATCH", "DELETE"} & (rule.methods or set())
        and not getattr(app.view_functions[rule.endpoint], "writes", False)
    ]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    file = tmp_path_factory.mktemp("routes") / "portal.sqlite"
    return create_app(Settings(database_url=f"sqlite:///{file}", demo=True))


def test_every_route_is_public_or_guarded(app):
    assert routes_without_access(app) == []


def test_every_post_writes_under_guard(app):
    assert posts_without_writes(app) == []


def test_a_route_without_a_guard_would_be_found(app):
    bare = create_app(Settings(database_url="sqlite://", demo=False))
    bare.add_url_rule("/bare", "bare", lambda: "", methods=["POST"])

    assert routes_without_access(bare) == ["/bare"]
    assert posts_without_writes(bare) == ["/bare"]


def test_public_routes_are_the_ones_we_know(app):
    open_routes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "access", None) == "public"
    }

    assert open_routes == {
        "/",
        "/api/communes",
        "/auth/callback",
        "/auth/sign-in",
        "/auth/sign-out/<any(citizen, officer):role>",
        "/demo",
        "/demo/autopilot",
        "/demo/both",
        "/demo/phone",
        "/demo/phone/part",
        "/healthz",
        "/intake/<office>",
        "/lookup",
        "/procedures/<code>",
        "/readyz",
        "/staff/sign-in",
        "/verify",
        "/verify/<code>",
        "/verify/ca.pem",
    }


def test_staff_pages_ask_for_an_officer(app):
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/agency"):
            view = app.view_functions[rule.endpoint]
            assert getattr(view, "access", None) is Role.OFFICER, rule.rule


def test_the_guard_keeps_a_view_as_it_is():
    def view() -> str:
        """A view."""
        return ""

    assert inspect.signature(public(view)) == inspect.signature(view)
