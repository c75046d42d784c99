"""Which papers a dossier needs, and which of them a branch uses."""

from collections.abc import Collection, Mapping
from typing import Any

from forms.procedure import Paper, Procedure


def needed_papers(
    procedure: Procedure, answers: Mapping[str, Any], *, branch: str | None = None
) -> tuple[Paper, ...]:
    """Return the papers that these answers make necessary, for one branch or all."""
    return tuple(
        paper
        for paper in procedure.papers
        if (branch is None or branch in paper.used_by)
        and (paper.required_when is None or paper.required_when(answers))
    )


def missing_papers(
    procedure: Procedure, answers: Mapping[str, Any], present: Collection[str]
) -> tuple[Paper, ...]:
    """Return the needed papers that are not among those present (by code)."""
    return tuple(
        paper
        for paper in needed_papers(procedure, answers)
        if paper.code not in present
    )
