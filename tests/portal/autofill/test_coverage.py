"""How little the citizen types, in numbers."""

import json
import threading
from collections.abc import Iterator

import pytest
import requests
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from forms import registry
from portal.coverage import NoRegister, UnknownPersona, coverage, measure
from portal.settings import Settings
from tests.portal.autofill.filling import NOW
from tests.portal.autofill.register import Register
from tests.portal.clients.neighbour import closed_port

BIRTH = registry.get("birth", NOW.date())


def test_in_the_standard_case_the_citizen_types_nine_fields_at_most(
    register: Register,
) -> None:
    found = coverage(BIRTH, register=register.client(), now=NOW)

    assert found.fields == 65
    assert found.typed <= 9
    assert found.ratio >= 0.8
    assert found.typed == len(found.left)
    assert found.autofilled + found.typed == found.shown
    assert found.locked < found.autofilled
    assert sum(found.by_source.values()) == found.autofilled


def test_a_birth_at_home_leaves_more_to_type(register: Register) -> None:
    standard = coverage(BIRTH, register=register.client(), now=NOW)
    at_home = coverage(BIRTH, "nhai", register=register.client(), now=NOW)

    assert at_home.typed > standard.typed
    assert "child_date_of_birth" in at_home.left


def test_the_numbers_are_plain_json(register: Register) -> None:
    found = coverage(BIRTH, register=register.client(), now=NOW)

    assert json.loads(json.dumps(found.to_json()))["fields"] == 65


def test_the_command_measures_a_running_register(register: Register) -> None:
    settings = Settings(population_url=register.url)

    assert measure(settings, "birth", "dao")["fields"] == 65


@pytest.fixture
def demo(register: Register) -> Iterator[str]:
    """A server that has the register below ``/population``, as a demo has."""

    @Request.application
    def forward(request: Request) -> Response:
        path = request.full_path.removeprefix("/population").rstrip("?")
        headers = {k: v for k, v in request.headers.items() if k != "Host"}
        answer = requests.get(register.url + path, headers=headers, timeout=5)
        return Response(answer.content, answer.status_code, mimetype="application/json")

    server = make_server("127.0.0.1", 0, forward, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_register_of_its_own_the_demo_is_asked(demo: str) -> None:
    beside = Settings(population_url=closed_port(), base_url=demo)
    elsewhere = Settings(population_url=closed_port())

    assert measure(beside, "birth")["fields"] == 65
    assert measure(elsewhere, "birth", demo=demo)["fields"] == 65


def test_without_any_register_one_is_told_what_to_start() -> None:
    nowhere = Settings(population_url=closed_port(), base_url=closed_port())

    with pytest.raises(NoRegister, match="Khởi động"):
        measure(nowhere, "birth")


def test_somebody_who_is_not_in_the_cast_is_unknown(register: Register) -> None:
    with pytest.raises(UnknownPersona):
        coverage(BIRTH, "nobody", register=register.client(), now=NOW)
