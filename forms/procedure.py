"""A linked procedure as data: branches, agencies, deadlines, fees, results.

Dates, day counts and fees are facts of law; each carries its :class:`LegalBasis`
with the confidence the domain reference gives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from forms.agencies import AGENCIES
from forms.conditions import Condition
from forms.eform import Eform
from forms.i18n import Text
from forms.law import Confidence as Confidence  # noqa: PLC0414 - offered here
from forms.law import LegalBasis as LegalBasis  # noqa: PLC0414 - offered here


@dataclass(frozen=True)
class Deadline:
    """How long an agency may take.

    ``working_days=0`` means by the close of business of the day that counts as
    the day of receipt.
    """

    working_days: int
    basis: LegalBasis


@dataclass(frozen=True)
class Fee:
    """What the citizen pays, in đồng; 0 is free, ``reason`` says why."""

    amount: int
    reason: Text
    basis: LegalBasis


@dataclass(frozen=True)
class Result:
    """A paper that a branch produces."""

    code: str
    title: Text
    template: str
    """Name of the drawing in ``portal/documents/templates``."""


@dataclass(frozen=True)
class Paper:
    """A paper that the citizen adds as a file (thành phần hồ sơ)."""

    code: str
    title: Text
    hint: Text
    required_when: Condition | None
    used_by: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """One procedure at one agency inside the linked procedure (nhánh liên thông)."""

    code: str
    title: Text
    chip: Text
    """Two or three letters shown beside an answer that this branch uses."""
    agency: str
    """Code in :mod:`forms.agencies`."""
    office_from: str
    """The eForm's address field whose commune decides the office."""
    deadline: Deadline
    fee: Fee
    result: Result
    needs: tuple[str, ...] = ()
    """Branches that must be completed first."""
    effects: tuple[str, ...] = ()
    """What a decision changes in the world, in order (``portal/effects``)."""
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """A linked procedure in one version of the law."""

    code: str
    version: str
    title: Text
    life_event: Text
    """What the citizen calls it: «Sinh con»."""
    summary: Text
    effective_from: date
    effective_to: date | None
    """Last day in force, or ``None`` while it is."""
    eform: type[Eform]
    branches: tuple[Branch, ...]
    subject_name: tuple[str, ...]
    """eForm fields that together name the person it is about."""
    total: Deadline
    papers: tuple[Paper, ...] = ()
    basis: tuple[LegalBasis, ...] = ()
    national_code: str = ""
    notes: tuple[Text, ...] = field(default=())

    def branch(self, code: str) -> Branch:
        """Return the branch with this code.

        Raises:
            KeyError: no branch has it.
        """
        for branch in self.branches:
            if branch.code == code:
                return branch
        raise KeyError(code)

    def in_force(self, on: date) -> bool:
        """Tell whether this version is the law on a date."""
        return self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )


def problems(
    procedure: Procedure, *, sources: Iterable[str] = (), effects: Iterable[str] = ()
) -> list[str]:
    """List what is wrong with a procedure; an empty list means sound.

    Args:
        procedure: the definition to check.
        sources: autofill sources that exist; unchecked when empty.
        effects: effects that exist; unchecked when empty.
    """
    found = [*_branch_problems(procedure, set(effects)), *_cycle_problems(procedure)]
    if not procedure.branches:
        found.append("has no branch")
    if procedure.effective_to and procedure.effective_to < procedure.effective_from:
        found.append("ends before it begins")
    found += procedure.eform.problems(
        branches={branch.code for branch in procedure.branches}, sources=set(sources)
    )
    names = set(procedure.eform.field_names())
    found += [
        f"subject_name names the unknown field {name!r}"
        for name in procedure.subject_name
        if name not in names
    ]
    found += _paper_problems(procedure, names)
    return found


def _paper_problems(procedure: Procedure, names: set[str]) -> list[str]:
    found: list[str] = []
    branches = {branch.code for branch in procedure.branches}
    for paper in procedure.papers:
        where = f"paper {paper.code!r}"
        asked = paper.required_when.names if paper.required_when else frozenset()
        found += [f"{where} asks the unknown field {name!r}" for name in asked - names]
        found += [
            f"{where} is used by the unknown branch {branch!r}"
            for branch in paper.used_by
            if branch not in branches
        ]
    return found


def _branch_problems(procedure: Procedure, effects: set[str]) -> list[str]:
    found: list[str] = []
    codes = [branch.code for branch in procedure.branches]
    fields = set(procedure.eform.field_names())
    for branch in procedure.branches:
        where = f"branch {branch.code!r}"
        if codes.count(branch.code) > 1:
            found.append(f"{where} stands twice")
        if branch.agency not in AGENCIES:
            found.append(f"{where} has the unknown agency {branch.agency!r}")
        if branch.office_from not in fields:
            found.append(f"{where} takes its office from an unknown field")
        if branch.deadline.working_days < 0:
            found.append(f"{where} has a negative deadline")
        found += [
            f"{where} needs the unknown branch {need!r}"
            for need in branch.needs
            if need not in codes
        ]
        found += [
            f"{where} has the unknown effect {effect!r}"
            for effect in branch.effects
            if effects and effect not in effects
        ]
    return found


def _cycle_problems(procedure: Procedure) -> list[str]:
    done: set[str] = set()
    left = list(procedure.branches)
    known = {branch.code for branch in procedure.branches}
    while left:
        ready = [b for b in left if set(b.needs) & known <= done]
        if not ready:
            return ["branches wait for each other in a circle"]
        done |= {branch.code for branch in ready}
        left = [branch for branch in left if branch not in ready]
    return []
