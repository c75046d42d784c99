"""First values for an eForm, from the sources that its fields name.

Only what the eForm asks for and the citizen agreed to is kept (data minimisation).
A source that fails is an outage on the page, never an error: the citizen types.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from forms.autofill import Autofill, Source
from forms.conditions import Json
from forms.eform import Eform, FieldSpec
from portal.autofill.case import Case, Findings
from portal.autofill.sources import SOURCES
from portal.autofill.values import Fill, Filled, Found, Outage
from portal.clients.errors import PersonNotFound, RegisterError
from portal.clients.population import Caller, PopulationClient
from portal.clients.records import BirthNotice

__all__ = ["Fill", "Filled", "Notices", "Outage", "fill", "notices"]

PURPOSE = "birth_declaration"
REQUESTER = "requester."
NOTICES: Source = "birth_notice"


class Notices(list[BirthNotice]):
    """A person's open birth notices, and whether the register failed to tell."""

    outage: Outage | None = None


def fill(  # noqa: PLR0913 - each is a fact of the case, all by name
    eform: type[Eform],
    *,
    person_id: str,
    claims: Mapping[str, str],
    scopes: Collection[str],
    notice_code: str | None,
    register: PopulationClient,
    now: datetime,
    dossier: str | None = None,
    world: str = "public",
) -> Fill:
    """Find first values for an eForm; never raises for want of a source.

    Args:
        eform: the form to fill in.
        person_id: the requester's personal number.
        claims: what the identity provider vouches for.
        scopes: what the requester agreed to; ``cu_tru`` and ``nhan_than`` count here.
        notice_code: the birth notice they chose.
        register: the population register.
        now: the world's time.
        dossier: the dossier or draft it is for, which the register writes down.
        world: whose people and events are meant.
    """
    specs = {
        name: spec for name, spec in eform.specs().items() if spec.autofill is not None
    }
    case = Case(
        person_id=person_id,
        claims=claims,
        scopes=frozenset(scopes),
        notice_code=notice_code or None,
        register=register,
        caller=Caller(person_id, PURPOSE, dossier, world, now),
        now=now,
        asked=frozenset(s.autofill.path for s in specs.values() if s.autofill),
    )
    findings = _read_all(
        case, {s.autofill.source for s in specs.values() if s.autofill}
    )
    values = {
        name: _filled(spec, found, now)
        for name, spec in specs.items()
        if (found := _found(eform, spec, findings)) is not None
    }
    return Fill(
        values=_unlock_what_is_wrong(eform, values, case),
        outages=tuple(findings.outages.values()),
        notes=tuple(findings.notes),
    )


def notices(
    register: PopulationClient,
    *,
    person_id: str,
    now: datetime,
    dossier: str | None = None,
    world: str = "public",
) -> Notices:
    """Return the open birth notices that name a person; never raises.

    When the register fails, the list is empty and its ``outage`` says why.
    """
    found = Notices()
    caller = Caller(person_id, PURPOSE, dossier, world, now)
    try:
        listed = register.birth_notices(person_id, caller)
    except PersonNotFound:
        return found
    except RegisterError as error:
        found.outage = Outage(NOTICES, error.since, error.kind)
        return found
    found.extend(notice for notice in listed if notice["status"] == "open")
    return found


def _read_all(case: Case, needed: Collection[Source]) -> Findings:
    findings = Findings()
    for source, read in SOURCES.items():
        # Computed values rest on all other sources.
        if source in needed or "computed" in needed:
            read(case, findings)
    return findings


def _found(eform: type[Eform], spec: FieldSpec, findings: Findings) -> Found | None:
    """Return what was found for a field, if the field can hold it at all."""
    autofill = spec.autofill
    if autofill is None:
        return None
    found = findings.facts.get((autofill.source, autofill.path))
    if found is None:
        found = _found_elsewhere(autofill, findings)
    if found is None:
        return None
    accepted = eform.blank()[spec.name].accept(found.value)
    return None if accepted is None else replace(found, value=accepted)


def _found_elsewhere(autofill: Autofill, findings: Findings) -> Found | None:
    """Ask the other place that knows the requester: the sign-in or the register."""
    if autofill.source == "identity":
        return findings.facts.get(("population", f"{REQUESTER}{autofill.path}"))
    if autofill.source == "population" and autofill.path.startswith(REQUESTER):
        path = autofill.path.removeprefix(REQUESTER)
        return findings.facts.get(("identity", path))
    return None


def _filled(spec: FieldSpec, found: Found, now: datetime) -> Filled:
    locked = bool(spec.autofill and spec.autofill.locked and found.certain)
    return Filled(
        value=found.value,
        source=found.source,
        record=found.record,
        read_at=now,
        locked=locked,
        lock_reason=(spec.lock_reason or "") if locked else "",
    )


def _unlock_what_is_wrong(
    eform: type[Eform], values: dict[str, Filled], case: Case
) -> dict[str, Filled]:
    """Leave a value open that the form itself will not accept.

    Otherwise a mistake in the register would be a wall: an error message beside a
    value that nobody can change.
    """
    prefill: dict[str, Json] = {name: filled.value for name, filled in values.items()}
    form = eform.open(entries={}, prefill=prefill, today=case.today)
    form.check(prefill)
    return {
        name: filled.unlocked() if form[name].errors else filled
        for name, filled in values.items()
    }
