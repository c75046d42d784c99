"""What can have happened to a dossier, in the past tense; the record of truth."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

FieldChange = Mapping[str, Any]
"""``{"old": …, "new": …}``; None where there was or is no answer."""


@dataclass(frozen=True)
class Reason:
    """Why a branch was returned, pinned to one field or one paper.

    Attributes:
        text: the officer's words, shown to the citizen as they are.
        field: name of the eForm's field, or None.
        paper: code of the paper, or None.
    """

    text: str
    field: str | None = None
    paper: str | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened.

    Attributes:
        at: the moment, in the world's time.
        actor: personal number of who did it, ``portal`` or ``autopilot``.
        actor_name: the name shown; empty for the portal itself.
    """

    at: datetime
    actor: str
    actor_name: str = ""


@dataclass(frozen=True, kw_only=True)
class BranchEvent(Event):
    """Something that happened to one branch."""

    branch: str


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Event):
    """The citizen sent the dossier; every branch has its office."""

    offices: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class BranchSent(BranchEvent):
    """The portal put the branch on its way to an office."""

    office: str
    attempt: int


@dataclass(frozen=True, kw_only=True)
class BranchReceived(BranchEvent):
    """The office's intake confirmed that it has the branch; the clock runs."""

    receipt: str
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class BranchAccepted(BranchEvent):
    """An officer took the branch up."""


@dataclass(frozen=True, kw_only=True)
class BranchReturned(BranchEvent):
    """An officer asked for a supplement; the clock stops."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class BranchSupplemented(BranchEvent):
    """The citizen answered; ``changed`` holds old and new answers by field."""

    changed: Mapping[str, FieldChange]
    papers: Mapping[str, str]
    """Paper code to document id."""


@dataclass(frozen=True, kw_only=True)
class BranchRefused(BranchEvent):
    """An officer refused the branch, with the reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BranchCancelled(BranchEvent):
    """The branch cannot be done because another one was refused."""

    because: str


@dataclass(frozen=True, kw_only=True)
class BranchDecided(BranchEvent):
    """An officer agreed; the decision has a number in the register book."""

    number: str
    book: str


@dataclass(frozen=True, kw_only=True)
class EffectApplied(BranchEvent):
    """A register carried out one effect of the decision and gave facts back."""

    effect: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ResultIssued(BranchEvent):
    """The result was drawn, signed and kept."""

    result: str
    document: str
    number: str


@dataclass(frozen=True, kw_only=True)
class BranchCompleted(BranchEvent):
    """Everything this branch promised is done."""


@dataclass(frozen=True, kw_only=True)
class DeliveryFailed(BranchEvent):
    """A neighbour does not answer; recorded once per outage.

    Attributes:
        part: ``office`` or ``register``.
        fault: ``down``, ``slow``, ``rubbish`` or ``refused``.
        detail: the neighbour's own words, for officers.
        since: first failure of this outage.
    """

    part: str
    fault: str
    detail: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class DeliveryResumed(BranchEvent):
    """The neighbour answers again."""

    part: str


KINDS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        DossierSubmitted,
        BranchSent,
        BranchReceived,
        BranchAccepted,
        BranchReturned,
        BranchSupplemented,
        BranchRefused,
        BranchCancelled,
        BranchDecided,
        EffectApplied,
        ResultIssued,
        BranchCompleted,
        DeliveryFailed,
        DeliveryResumed,
    )
}

_ENVELOPE = {"at", "actor", "branch"}
_MOMENTS = {"received_at", "since"}


def kind_of(event: Event) -> str:
    """Return the name under which an event is kept."""
    return type(event).__name__


def to_facts(event: Event) -> dict[str, Any]:
    """Return what is particular to an event, as JSON."""
    return {
        name: _plain(getattr(event, name))
        for name in (entry.name for entry in fields(event))
        if name not in _ENVELOPE
    }


def from_facts(
    kind: str, *, at: datetime, actor: str, branch: str | None, facts: Mapping[str, Any]
) -> Event:
    """Return the event that was kept with :func:`to_facts`."""
    known = {name: _rich(name, value) for name, value in facts.items()}
    if branch is not None:
        known["branch"] = branch
    return KINDS[kind](at=at, actor=actor, **known)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Reason):
        return {"text": value.text, "field": value.field, "paper": value.paper}
    return dict(value) if isinstance(value, Mapping) else value


def _rich(name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    if name in _MOMENTS:
        return datetime.fromisoformat(value)
    if name == "reasons":
        return tuple(Reason(**reason) for reason in value)
    return value
