"""Five thousand generated requests, each answered as the OpenAPI document says.

Each case is sent twice: as it was generated, mostly with the right key, and then put
right, or nothing behind the first checks would ever be reached. Put right means
purpose and person of the register, and a body that it takes, of which one field is as
generated.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mock_population_db.access.purposes import purposes
from mock_population_db.app import engine_of
from tests.mock_population_db.callers import DAO, HAI, LINH, NOBODY, REAL, SEN, THAO
from tests.mock_population_db.conftest import open_register
from tests.mock_population_db.events.clan import FATHER, add_clan
from tests.mock_population_db.facade.asking import OFFICIAL
from tests.mock_population_db.sound_requests import BODIES

REQUESTS = 5_000
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PEOPLE = (DAO, HAI, LINH, SEN, THAO, FATHER, NOBODY, REAL)
WORLDS = 12
STRANGE_KEY = 6
"""Of so many cases one is first sent with the key that was generated."""
REQUEST_CODE = "ma_yeu_cau"
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
PURPOSES = tuple(purposes())


@pytest.fixture(scope="module")
def fuzzed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("fuzzed")
    app = open_register(f"sqlite:///{folder / 'population.db'}")
    add_clan(engine_of(app))
    yield app
    engine_of(app).dispose()


@pytest.mark.slow
def test_thousands_of_generated_requests_are_answered_as_described(
    fuzzed_app: Flask,
) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", fuzzed_app)
    operations = [found.ok() for found in schema.get_all_operations()]
    each = REQUESTS // (2 * len(MODES) * len(operations)) + 4

    answered: Counter[int] = Counter()
    for operation in operations:
        for mode in MODES:
            answered += _ask(operation, mode, each)

    assert answered.total() >= REQUESTS, answered
    assert max(answered) < 500, answered
    assert answered[200] + answered[201] > REQUESTS // 5, answered


def _ask(operation: Any, mode: GenerationMode, cases: int) -> Counter[int]:
    """Send generated cases; every answer is checked against the description."""
    answered: Counter[int] = Counter()
    turns = count()

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), draw=st.data())
    def send(case: Any, draw: st.DataObject) -> None:
        turn = next(turns)
        if turn % STRANGE_KEY:
            _let_in(case)
        for _ in range(2):
            answer = case.call()
            answered[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)
            _put_right(case, turn, draw)

    send()
    return answered


def _let_in(case: Any) -> None:
    of_admin = case.path.startswith("/admin")
    key = "demo-admin-key" if of_admin else "demo-register-key"
    case.headers["Authorization"] = f"Bearer {key}"


def _put_right(case: Any, turn: int, draw: st.DataObject) -> None:
    _let_in(case)
    of_admin = case.path.startswith("/admin")
    person = PEOPLE[turn % len(PEOPLE)]
    case.headers["X-World"] = f"{'admin' if of_admin else 'world'}-{turn % WORLDS}"
    if not of_admin:
        case.headers["X-Purpose"] = PURPOSES[turn % len(PURPOSES)]
        if turn % 3:
            case.headers["X-Purpose"] = "demonstration"
        case.headers["X-Requester"] = OFFICIAL
        case.headers["Idempotency-Key"] = f"{case.path}-{turn}-{draw.draw(st.uuids())}"
        for name in ("X-Consent", "ApiKey", "Timestamp", "X-Road-Client"):
            case.headers.pop(name, None)
    if "pid" in case.path_parameters:
        case.path_parameters["pid"] = person
    if isinstance(case.query, dict) and "personal_id" in case.query:
        case.query["personal_id"] = person
    sound = BODIES.get(case.path)
    if sound and isinstance(case.body, dict):
        kept = draw.draw(st.sampled_from([None, *map(str, case.body)]))
        changed = {} if kept is None else {kept: case.body[kept]}
        case.body = {**sound, **changed}
        if REQUEST_CODE in case.body and kept != REQUEST_CODE:
            case.body[REQUEST_CODE] = f"{turn}-{draw.draw(st.uuids())}"
