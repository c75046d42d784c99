"""What a calling system may ask for, and what it has asked."""

from typing import Any

from flask import g

from mock_population_db.access.callers import EVERYTHING, Caller
from mock_population_db.access.groups import FIELDS
from mock_population_db.access.purposes import purposes
from mock_population_db.access.quotas import Window
from mock_population_db.api.calling import check_caller_uncounted, register
from mock_population_db.api.doors import Door
from mock_population_db.api.schemas.access import Purposes, Quota

door = Door("quota", "/v1", "Purposes and quotas", check_caller_uncounted)


@door.get("/quota", Quota)
def quota() -> dict[str, Any]:
    """The calling system's quotas; asking this counts for nothing."""
    caller: Caller = g.caller
    wired = register()
    found = wired.quotas.windows(caller, wired.clock.machine_now())
    return {
        "caller": caller.name,
        "purposes": _codes(caller),
        "counted_by": "register" if caller.is_limited else "process",
        "windows": [_window(window) for window in found],
    }


@door.get("/purposes", Purposes)
def table() -> dict[str, Any]:
    """The purposes that the calling system may name, and the groups they show."""
    allowed = _codes(g.caller)
    return {
        "purposes": [
            {
                "code": row.code,
                "title": row.title,
                "english": row.english,
                "legal": row.legal,
                "groups": [group for group in FIELDS if group in row.groups],
                "procedures": row.procedures,
                "official": row.official,
                "consent": row.consent,
                "own": row.own,
                "batch": row.batch,
                "search": row.search,
                "general": row.general,
            }
            for row in purposes().values()
            if row.code in allowed
        ],
        "groups": {group: list(names) for group, names in FIELDS.items()},
    }


def _codes(caller: Caller) -> list[str]:
    return [
        code
        for code in purposes()
        if EVERYTHING in caller.purposes or code in caller.purposes
    ]


def _window(window: Window) -> dict[str, Any]:
    return {
        "per": window.per,
        "limit": window.limit or None,
        "used": window.used,
        "resets_at": window.resets_at.isoformat(),
    }
