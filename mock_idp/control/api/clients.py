"""The registered relying parties over HTTP."""

import secrets
from collections.abc import Mapping
from typing import Any

from forms.i18n import _
from mock_idp.control.contract.orders import NOT_OBJECT, Problem
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.metadata import BadMetadata, client_from
from mock_idp.oidc.clients.record import record_of

GROUP = "clients"
BAD = _("Ứng dụng khai chưa đúng: %(reason)s")
TAKEN = _("Mã ứng dụng %(name)s đã có. Dùng PUT để thay.")
OTHER_NAME = _("client_id trong thân khác với địa chỉ.")


def index(order: Order) -> dict[str, object]:
    """Return all clients."""
    return {"clients": [record_of(c) for c in order.here.provider.clients.all()]}


def one(order: Order, client_id: str) -> dict[str, Any]:
    """Return one client."""
    return record_of(_client(order, client_id))


def _client(order: Order, client_id: str) -> Client:
    found = order.here.provider.clients.find(client_id)
    if found is None:
        raise unknown("client", client_id)
    return found


def read(record: object) -> Client:
    """Read a client.

    Raises:
        Problem: says what is wrong with it.
    """
    if not isinstance(record, Mapping):
        raise Problem(NOT_OBJECT)
    try:
        return client_from(record, profile="vneid")
    except BadMetadata as bad:
        raise Problem(BAD, reason=str(bad)) from None


def add(order: Order) -> dict[str, Any]:
    """Register a client; an id is made up when none is given."""
    record = order.raw
    if isinstance(record, dict):
        record = {"client_id": f"client-{secrets.token_hex(6)}", **record}
    client = read(record)
    if order.here.provider.clients.find(client.client_id) is not None:
        raise Problem(TAKEN, 409, "/client_id", name=client.client_id)
    order.here.provider.clients.put(client)
    return record_of(client)


def replace(order: Order, client_id: str) -> dict[str, Any]:
    """Register a client under this id, or replace it."""
    record = order.raw
    if isinstance(record, dict):
        if record.get("client_id", client_id) != client_id:
            raise Problem(OTHER_NAME, where="/client_id")
        record = {**record, "client_id": client_id}
    client = read(record)
    order.here.provider.clients.put(client)
    return record_of(client)


def remove(order: Order, client_id: str) -> None:
    """Forget a client."""
    if order.here.provider.clients.remove(client_id) is None:
        raise unknown("client", client_id)


ROUTES = (
    Route("GET", "/clients", index, "List the relying parties.", group=GROUP),
    Route(
        "POST",
        "/clients",
        add,
        "Register a relying party by the names of RFC 7591.",
        status=201,
        free_body=True,
        group=GROUP,
    ),
    Route("GET", "/clients/<client_id>", one, "Show a relying party.", group=GROUP),
    Route(
        "PUT",
        "/clients/<client_id>",
        replace,
        "Register a relying party under an id, or replace it.",
        free_body=True,
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/clients/<client_id>",
        remove,
        "Forget a relying party.",
        status=204,
        group=GROUP,
    ),
)
