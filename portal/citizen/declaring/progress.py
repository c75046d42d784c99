"""How far a draft is: what was filled in for the citizen, what is left to do."""

from collections.abc import Collection
from dataclasses import dataclass

from forms.eform import Eform, Section
from forms.procedure import Paper, Procedure
from portal.dossiers.papers import needed_papers


@dataclass(frozen=True)
class Known:
    """What a draft holds.

    Attributes:
        prefilled: fields with a value from a source.
        typed: fields the citizen has answered.
        uploaded: papers that have at least one file.
        seen: sections that the citizen has gone through.
    """

    prefilled: Collection[str]
    typed: Collection[str]
    uploaded: Collection[str]
    seen: Collection[str]


@dataclass(frozen=True)
class Task:
    """One line of the task list.

    Attributes:
        state: ``todo``, ``doing`` or ``done`` (looks in ``portal/web/looks.py``).
        left: how many fields must still be filled in or corrected.
        unasked: how many optional questions the citizen has not seen yet.
    """

    section: Section
    state: str
    left: int
    unasked: int


@dataclass(frozen=True)
class Progress:
    """The whole draft at a glance.

    Attributes:
        shown: how many fields this case asks for.
        filled: how many of them came filled in.
        left: how many the citizen still has to fill in or correct.
        unasked: how many optional questions the citizen has not seen yet.
    """

    tasks: tuple[Task, ...]
    papers: tuple[Paper, ...]
    papers_left: tuple[str, ...]
    shown: int
    filled: int
    left: int
    unasked: int

    @property
    def next_section(self) -> str | None:
        """Return the first section that still needs the citizen."""
        waiting = (task for task in self.tasks if task.left or task.unasked)
        return next((task.section.code for task in waiting), None)

    @property
    def is_ready(self) -> bool:
        """Tell whether the dossier can be checked and sent."""
        return self.next_section is None and not self.papers_left


def progress_of(form: Eform, procedure: Procedure, known: Known) -> Progress:
    """Work out how far a draft is.

    Args:
        form: the draft's eForm; it is checked here, so its errors are set.
        procedure: the procedure it belongs to.
        known: what the draft holds.
    """
    form.check()
    shown = {name for name in form.field_names() if form.is_shown(name)}
    answers = form.answers()
    blank = _unasked(form, shown - set(answers))
    tasks = tuple(
        _task(section, form, known, blank & shown - set(form.errors))
        for section in form.sections
        if shown & set(section.fields)
    )
    papers = needed_papers(procedure, answers)
    return Progress(
        tasks=tasks,
        papers=papers,
        papers_left=tuple(p.code for p in papers if p.code not in known.uploaded),
        shown=len(shown),
        filled=len(shown & set(known.prefilled)),
        left=sum(task.left for task in tasks),
        unasked=sum(task.unasked for task in tasks),
    )


def _unasked(form: Eform, blank: Collection[str]) -> set[str]:
    """Return the optional questions that no source could have answered."""
    specs = form.specs()
    return {
        name
        for name in blank
        if specs[name].autofill is None and not specs[name].computed
    }


def _task(section: Section, form: Eform, known: Known, blank: Collection[str]) -> Task:
    left = sum(name in form.errors for name in section.fields)
    seen = section.code in known.seen
    unasked = 0 if seen else sum(name in blank for name in section.fields)
    if not left and not unasked:
        return Task(section, "done", 0, 0)
    begun = any(name in known.typed for name in section.fields)
    return Task(section, "doing" if begun else "todo", left, unasked)
