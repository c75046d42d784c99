"""What an officer sees of a dossier: only the answers that the branch uses.

Least privilege (Luật Bảo vệ dữ liệu cá nhân): an answer belongs to a branch when its
field says so (``FieldSpec.used_by``); all others stay out of sight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.autofill import SOURCES
from forms.fields import FieldSpec
from forms.i18n import Text, _
from forms.procedure import Procedure
from portal.agency.sheet.places import Place, place_of_field


@dataclass(frozen=True)
class Origin:
    """Where an answer came from; the shape that the source badge draws."""

    source: str
    record: str | None
    read_at: str
    locked: bool
    lock_reason: str | None


@dataclass(frozen=True)
class Discrepancy:
    """Where the citizen and a source do not agree: both values."""

    title: Text
    source: str | None
    found: str
    declared: str
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer as the officer reads it; ``origin`` is ``None`` when typed."""

    name: str
    label: Text
    shown: str
    origin: Origin | None
    discrepancy: Discrepancy | None
    place: Place | None
    """Where a reason can be pinned; ``None`` when the citizen cannot change it."""
    changed_from: str | None
    """The answer before the last supplement; ``None`` when that left it alone."""


@dataclass(frozen=True)
class Group:
    """The answers about one person, in the order of the eForm."""

    code: str
    title: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Facts:
    """A dossier's recorded facts, as the dossier room keeps them."""

    answers: Mapping[str, Any]
    provenance: Mapping[str, Any]
    discrepancies: Mapping[str, Any]
    changed: Mapping[str, Any]
    """What the last supplement changed: field to ``{"old": …, "new": …}``."""
    returnable: frozenset[str]
    """Fields that the citizen can be asked to correct."""


def groups(procedure: Procedure, branch: str, facts: Facts) -> tuple[Group, ...]:
    """Return a branch's answers by person; persons without answers are left out."""
    specs = procedure.eform.specs()
    by_person: dict[str, list[Answer]] = {}
    for section in procedure.eform.sections:
        for name in section.fields:
            spec = specs[name]
            if branch in spec.used_by and _is_asked(spec, facts.answers):
                answer = _answer(procedure, spec, facts)
                by_person.setdefault(section.person, []).append(answer)
    people = procedure.eform.people
    return tuple(
        Group(person, people[person], tuple(answers))
        for person, answers in by_person.items()
    )


def _is_asked(spec: FieldSpec, answers: Mapping[str, Any]) -> bool:
    return spec.shown_when is None or spec.shown_when(answers)


def _answer(procedure: Procedure, spec: FieldSpec, facts: Facts) -> Answer:
    shown = _shown(procedure, spec.name, facts.answers.get(spec.name))
    origin = _origin(facts.provenance.get(spec.name))
    change = facts.changed.get(spec.name)
    called = procedure.eform.called(spec.name)
    place = place_of_field(spec.name, called, spec.kind, shown)
    may_change = spec.name in facts.returnable and not spec.computed
    return Answer(
        name=spec.name,
        label=procedure.eform.topic(spec.name),
        shown=shown,
        origin=origin,
        discrepancy=_discrepancy(procedure, spec.name, facts),
        place=place if may_change else None,
        changed_from=_shown(procedure, spec.name, change["old"]) if change else None,
    )


def _shown(procedure: Procedure, name: str, value: Any) -> str:  # noqa: ANN401 - any JSON
    return "" if value is None else procedure.eform.display(name, value)


def _origin(filled: Mapping[str, Any] | None) -> Origin | None:
    if not filled or filled.get("source") not in SOURCES:
        return None  # typed by the citizen
    return Origin(
        source=str(filled["source"]),
        record=filled.get("record") or None,
        read_at=str(filled.get("read_at") or ""),
        locked=bool(filled.get("locked")),
        lock_reason=filled.get("lock_reason") or None,
    )


def _discrepancy(procedure: Procedure, name: str, facts: Facts) -> Discrepancy | None:
    """Return what the citizen reported, or else changed against the source."""
    if reported := facts.discrepancies.get(name):
        found = reported.get("found") or {}
        return Discrepancy(
            title=_("Người dân cho rằng thông tin này sai"),
            source=found.get("source"),
            found=_shown(procedure, name, found.get("value")),
            declared=str(reported.get("declared", "")),
            note=str(reported.get("note", "")),
        )
    if was := facts.provenance.get(name, {}).get("was"):
        return Discrepancy(
            title=_("Người dân đã sửa giá trị lấy từ dữ liệu"),
            source=was.get("source"),
            found=_shown(procedure, name, was.get("value")),
            declared=_shown(procedure, name, facts.answers.get(name)),
        )
    return None


@dataclass(frozen=True)
class Record:
    """One record of a register that filled answers, as a paper made of data."""

    source: str
    number: str
    read_at: str
    answers: tuple[Answer, ...]


def records(shown: Sequence[Group], source: str) -> tuple[Record, ...]:
    """Gather the answers that came from each record of one source."""
    by_number: dict[str, list[Answer]] = {}
    for group in shown:
        for answer in group.answers:
            if answer.origin and answer.origin.source == source:
                by_number.setdefault(answer.origin.record or "", []).append(answer)
    return tuple(
        Record(source, number, answers[0].origin.read_at, tuple(answers))
        for number, answers in by_number.items()
        if answers[0].origin
    )
