"""Delivering one branch of a dossier to an agency's intake."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.clients import http
from portal.clients.errors import (
    AgencyDown,
    AgencyRefused,
    AgencyRubbish,
    NeighbourDown,
    NeighbourRefused,
    NeighbourRubbish,
)

MAX_RECEIPT = 100


@dataclass(frozen=True)
class Receipt:
    """What an agency answers to a delivery: its number, and when it arrived."""

    receipt: str
    received_at: datetime


def deliver(
    url: str,
    key: str,
    payload: Mapping[str, Any],
    *,
    access_key: str,
    timeout: http.Timeout | None = None,
) -> Receipt:
    """Deliver; sending the same key again gives the same receipt.

    Args:
        url: the intake of the office, for example ``http://…/intake/<office>``.
        key: the idempotency key, a UUID in lower case.
        payload: dossier, branch, attempt, world, procedure and answers.
        access_key: opens the intake.
        timeout: how long to wait; the usual time when left out.

    Raises:
        AgencyDown: not reached or too slow; the delivery may be sent again.
        AgencyRefused: the agency said no, with its reason.
        AgencyRubbish: what came back is no receipt.
    """
    transport = http.Transport(
        url, {"Authorization": f"Bearer {access_key}"}, timeout or http.Timeout()
    )
    try:
        answer = transport.send(
            "POST", "", body=payload, headers={"Idempotency-Key": key}
        )
    except NeighbourRefused as refused:
        raise AgencyRefused(refused.status, refused.code, refused.detail) from refused
    except NeighbourDown as error:
        raise AgencyDown(url) from error
    except NeighbourRubbish as error:
        raise AgencyRubbish(url) from error
    return _receipt(answer)


def _receipt(answer: http.JsonObject) -> Receipt:
    number = answer.get("receipt")
    if not isinstance(number, str) or not 0 < len(number) <= MAX_RECEIPT:
        raise AgencyRubbish("the answer holds no receipt")
    try:
        received_at = datetime.fromisoformat(str(answer.get("received_at")))
    except ValueError as error:
        raise AgencyRubbish("the receipt holds no time") from error
    if received_at.tzinfo is None:
        raise AgencyRubbish("the receipt's time lacks its offset from UTC")
    return Receipt(number, received_at)
