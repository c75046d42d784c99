"""Which procedures there are; nobody else names one."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from forms.errors import NotInForce, UnknownProcedure
from forms.procedure import Procedure

GROUP = "lienthong.procedures"
"""Entry points under which other packages offer procedures."""

_registered: list[Procedure] = []


def register(procedure: Procedure) -> None:
    """Add a procedure; one of the same code and version takes its place."""
    unregister(procedure.code, procedure.version)
    _registered.append(procedure)


def unregister(code: str, version: str) -> None:
    """Take away a procedure that :func:`register` added, if it is there."""
    _registered[:] = [p for p in _registered if (p.code, p.version) != (code, version)]


@cache
def _built_in() -> tuple[Procedure, ...]:
    from forms.procedures import ALL  # noqa: PLC0415 - loaded when first asked

    return ALL


def offered_by(points: Iterable[EntryPoint]) -> tuple[Procedure, ...]:
    """Load what entry points offer: one procedure each, or a sequence of them."""
    found: list[Procedure] = []
    for point in points:
        offered = point.load()
        found += [offered] if isinstance(offered, Procedure) else list(offered)
    return tuple(found)


@cache
def _installed() -> tuple[Procedure, ...]:
    return offered_by(entry_points(group=GROUP))


def all_procedures() -> tuple[Procedure, ...]:
    """Return all versions of all procedures, later ones in place of earlier ones.

    Built-in procedures come first, then installed, then registered ones.
    """
    found = {
        (procedure.code, procedure.version): procedure
        for procedure in (*_built_in(), *_installed(), *_registered)
    }
    return tuple(found.values())


def get(code: str, on: date) -> Procedure:
    """Return the version of a procedure that is the law on a date.

    Raises:
        UnknownProcedure: no procedure has this code.
        NotInForce: no version of it is in force on that date.
    """
    versions = [p for p in all_procedures() if p.code == code]
    if not versions:
        raise UnknownProcedure(code)
    current = [p for p in versions if p.in_force(on)]
    if not current:
        raise NotInForce(code, on)
    return max(current, key=lambda procedure: procedure.effective_from)


def get_version(code: str, version: str) -> Procedure:
    """Return one version of a procedure, in force or not.

    Raises:
        UnknownProcedure: no procedure has this code and version.
    """
    for procedure in all_procedures():
        if (procedure.code, procedure.version) == (code, version):
            return procedure
    raise UnknownProcedure(f"{code} {version}")
