"""The whole table of the control API."""

from mock_idp.control.api import (
    approvals,
    clients,
    clock,
    journal,
    keys,
    outcomes,
    people,
    rp_checks,
    scenarios,
    sessions,
    state,
    tenants,
    tokens,
)
from mock_idp.control.contract.table import Route

ROUTES: tuple[Route, ...] = tuple(
    route
    for room in (
        *(state, tenants, people, clients, outcomes, scenarios, clock, keys),
        *(sessions, tokens, approvals, journal, rp_checks),
    )
    for route in room.ROUTES
)
