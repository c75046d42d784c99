"""Tenants over HTTP: isolated providers below ``/t/<name>``."""

from typing import cast

from flask import current_app

from forms.i18n import _
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.service import Service
from mock_idp.tenants import (
    MOST,
    TENANTS,
    BadTenantName,
    TenantExists,
    Tenants,
    TooManyTenants,
)

GROUP = "tenants"
TAKEN = _("Đã có tenant tên %(name)s.")
FULL = _("Chỉ giữ được tối đa %(most)s tenant. Xóa bớt rồi tạo lại.")
BAD_NAME = _("Tên tenant chỉ gồm chữ thường không dấu, chữ số, gạch nối; tối đa 40.")


def _tenants() -> Tenants:
    return cast("Tenants", current_app.extensions[TENANTS])


def told(tenant: Service, *, with_key: bool = False) -> dict[str, object]:
    """Return what a tenant's maker needs to know."""
    said: dict[str, object] = {"name": tenant.name, "issuer": tenant.settings.issuer}
    if with_key:
        said["admin_key"] = tenant.settings.admin_key
    return said


def index(order: Order) -> dict[str, object]:
    """Return all tenants."""
    del order
    return {"tenants": [told(tenant) for tenant in _tenants().all()]}


def create(order: Order) -> dict[str, object]:
    """Make a tenant."""
    name = order.body.get("name")
    try:
        made = _tenants().create(order.here, name)
    except BadTenantName:
        raise Problem(BAD_NAME, where="/name") from None
    except TenantExists:
        raise Problem(TAKEN, 409, "/name", name=name) from None
    except TooManyTenants:
        raise Problem(FULL, 409, most=MOST) from None
    return told(made, with_key=True)


def one(order: Order, name: str) -> dict[str, object]:
    """Return one tenant."""
    del order
    found = _tenants().find(name)
    if found is None:
        raise unknown("tenant", name)
    return told(found, with_key=True)


def remove(order: Order, name: str) -> None:
    """Forget a tenant with everything in it."""
    del order
    if not _tenants().remove(name):
        raise unknown("tenant", name)


ROUTES = (
    Route("GET", "/tenants", index, "List tenants.", of_root=True, group=GROUP),
    Route(
        "POST",
        "/tenants",
        create,
        "Make an isolated provider below /t/<name>, with a control key of its own.",
        (Field("name", "string", "Its name; a random one when not given."),),
        status=201,
        of_root=True,
        group=GROUP,
    ),
    Route("GET", "/tenants/<name>", one, "Show a tenant.", of_root=True, group=GROUP),
    Route(
        "DELETE",
        "/tenants/<name>",
        remove,
        "Forget a tenant with everything in it.",
        status=204,
        of_root=True,
        group=GROUP,
    ),
)
