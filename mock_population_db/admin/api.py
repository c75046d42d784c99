"""The admin interface: faults and reset, world by world (header ``X-World``)."""

from typing import Any

from flask import request

from mock_population_db import faults
from mock_population_db.admin import schemas
from mock_population_db.api.calling import check_key, choose_language, register
from mock_population_db.api.doors import Door
from mock_population_db.db import one_writer_at_a_time, reading, transaction
from mock_population_db.models import Fault
from mock_population_db.register import overlay


def check_admin() -> None:
    """Let only holders of the admin key pass."""
    choose_language()
    check_key(register().settings.admin_key)
    _world()


door = Door("admin", "/admin", "Faults and reset", check_admin)


@door.get("/faults", schemas.Faults)
def list_faults() -> dict[str, Any]:
    """The faults that are on in a world."""
    with reading(register().engine) as db:
        return {"faults": _records(faults.active(db, _world()))}


@door.post("/faults", schemas.NewFault, schemas.Faults)
def switch_on(body: dict[str, Any]) -> dict[str, Any]:
    """Switch a fault on, for everybody or for one caller or person, so many times."""
    wired = register()
    with transaction(wired.engine) as db:
        one_writer_at_a_time(db)
        wanted = faults.Wanted(
            kind=body["kind"],
            seconds=body["seconds"],
            caller=body["caller"] or "",
            person=body["person"] or "",
            times=body["times"],
        )
        faults.switch_on(db, wanted, world=_world(), clock=wired.clock)
        return {"faults": _records(faults.active(db, _world()))}


@door.delete("/faults", schemas.FaultQuery, schemas.Faults)
def switch_off(query: dict[str, Any]) -> dict[str, Any]:
    """Switch off the faults that have all that is named; all of them otherwise."""
    with transaction(register().engine) as db:
        one_writer_at_a_time(db)
        faults.switch_off(db, world=_world(), **query)
        return {"faults": _records(faults.active(db, _world()))}


@door.post("/reset", None, None, status=204)
def reset() -> None:
    """Forget all that happened in a world; its clock starts again."""
    with transaction(register().engine) as db:
        one_writer_at_a_time(db)
        overlay.forget(db, _world())


def _world() -> str:
    return overlay.world_code(request.headers.get("X-World") or overlay.DEFAULT_WORLD)


def _records(active: list[Fault]) -> list[dict[str, Any]]:
    return [
        {
            "kind": fault.kind,
            "seconds": fault.seconds,
            "since": fault.since.isoformat(),
            "caller": fault.caller or None,
            "person": fault.person or None,
            "remaining": fault.remaining,
        }
        for fault in active
    ]
