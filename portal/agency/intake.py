"""Where deliveries enter an agency: ``POST /intake/<office>``, for machines.

The sender shows a key, names each delivery with an ``Idempotency-Key`` and may
repeat it as often as it likes: the agency keeps one receipt and answers the same.
Errors are ``application/problem+json`` with a stable ``code``.
"""

import hmac
import json
from datetime import datetime

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import RequestEntityTooLarge

from portal import clock
from portal.agency import blueprint
from portal.agency.delivery import (
    MAX_BYTES,
    Delivery,
    DeliveryRefused,
    known_office,
    read_delivery,
)
from portal.agency.models import AgencyReceipt
from portal.auth.guards import public, writes
from portal.web.services import services


@blueprint.post("/intake/<office>")
@public
@writes
def intake(office: str) -> ResponseReturnValue:
    """Take one branch of a dossier and answer with a receipt."""
    try:
        _check_key()
        delivery = read_delivery(
            known_office(office), request.headers.get("Idempotency-Key"), _body()
        )
        receipt = _keep(delivery)
    except DeliveryRefused as refused:
        return _problem(refused)
    answer = {
        "receipt": receipt.number,
        "received_at": receipt.received_at.isoformat(),
    }
    return Response(json.dumps(answer), 202, mimetype="application/json")


# Machines show a key instead of a page's token.
intake.csrf_exempt = True  # type: ignore[attr-defined]


def _check_key() -> None:
    expected = f"Bearer {services().settings.intake_key}"
    sent = request.headers.get("Authorization", "")
    # Latin-1 gives back the bytes that WSGI decoded; compare_digest wants bytes.
    if not hmac.compare_digest(
        sent.encode("latin-1", "replace"), expected.encode("utf-8")
    ):
        raise DeliveryRefused(401, "key_wrong", "Khóa truy cập thiếu hoặc không đúng.")


def _body() -> bytes:
    request.max_content_length = MAX_BYTES
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise DeliveryRefused(
            413, "too_large", f"Thân yêu cầu không được quá {MAX_BYTES // 1024} KB."
        ) from None


def _keep(delivery: Delivery) -> AgencyReceipt:
    """Find the receipt of this key, or write the first one."""
    found = _find(delivery.key) or _write(delivery)
    same = (found.office, found.payload_sha256) == (
        delivery.office,
        delivery.payload_sha256,
    )
    if not same:
        raise DeliveryRefused(
            409, "key_reused", "Idempotency-Key này đã dùng cho nội dung khác."
        )
    return found


def _find(key: str) -> AgencyReceipt | None:
    found: AgencyReceipt | None = g.db.scalar(
        select(AgencyReceipt).where(AgencyReceipt.key == key)
    )
    return found


def _write(delivery: Delivery) -> AgencyReceipt:
    receipt = AgencyReceipt(
        key=delivery.key,
        office=delivery.office,
        world=delivery.world,
        dossier=delivery.dossier,
        branch=delivery.branch,
        attempt=delivery.attempt,
        payload_sha256=delivery.payload_sha256,
        received_at=_now(delivery.world),
    )
    try:
        with g.db.begin_nested():
            g.db.add(receipt)
    except IntegrityError:  # the same delivery, a moment earlier in another thread
        earlier = _find(delivery.key)
        if earlier is None:
            raise
        return earlier
    return receipt


def _now(world: str) -> datetime:
    try:
        return clock.now(g.db, world)
    except clock.UnknownWorld:
        raise DeliveryRefused(
            422, "world_unknown", "Không có thế giới với mã này."
        ) from None


def _problem(refused: DeliveryRefused) -> Response:
    body = {
        "type": "about:blank",
        "title": refused.code.replace("_", " "),
        "status": refused.status,
        "detail": refused.detail,
        "code": refused.code,
    }
    answer = Response(
        json.dumps(body, ensure_ascii=False),
        refused.status,
        mimetype="application/problem+json",
    )
    if refused.status == 401:  # noqa: PLR2004 - RFC 9110 asks for the scheme
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
