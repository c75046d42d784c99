import json
from datetime import UTC, datetime

import pytest

from portal.clients.agencies import Receipt, deliver
from portal.clients.errors import AgencyDown, AgencyRefused, AgencyRubbish
from portal.clients.http import Timeout
from tests.portal.clients.neighbour import Neighbour, closed_port

KEY = "9f1b1c3e-0000-5000-8000-000000000001"
GOOD = {"receipt": "R-1", "received_at": "2026-03-10T08:31:00+07:00"}


def send(url: str) -> Receipt:
    return deliver(
        url, KEY, {"dossier": "LT-1"}, access_key="k", timeout=Timeout(0.5, 0.5)
    )


def test_a_delivery_gives_a_receipt_and_shows_both_keys(neighbour: Neighbour) -> None:
    neighbour.answers(GOOD, 202)

    receipt = send(f"{neighbour.url}/intake/commune_police.00070")

    method, path, headers, body = neighbour.requests[0]
    assert receipt.receipt == "R-1"
    assert receipt.received_at == datetime(2026, 3, 10, 1, 31, tzinfo=UTC)
    assert (method, path) == ("POST", "/intake/commune_police.00070")
    assert headers["Idempotency-Key"] == KEY
    assert headers["Authorization"] == "Bearer k"
    assert json.loads(body) == {"dossier": "LT-1"}


def test_an_agency_that_is_not_there_may_be_asked_again() -> None:
    url = closed_port()

    with pytest.raises(AgencyDown):
        send(url)


def test_an_agency_that_says_no_gives_its_reason(neighbour: Neighbour) -> None:
    neighbour.answers({"code": "office_unknown", "detail": "Không có cơ quan."}, 404)

    with pytest.raises(AgencyRefused) as caught:
        send(neighbour.url)

    assert (caught.value.code, caught.value.detail) == (
        "office_unknown",
        "Không có cơ quan.",
    )


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        GOOD | {"receipt": ""},
        GOOD | {"receipt": 7},
        GOOD | {"received_at": "yesterday"},
        GOOD | {"received_at": None},
        GOOD | {"received_at": "2026-03-10T08:31:00"},
    ],
)
def test_what_is_no_receipt_is_rubbish(neighbour: Neighbour, answer: object) -> None:
    neighbour.answers(answer, 202)

    with pytest.raises(AgencyRubbish):
        send(neighbour.url)
