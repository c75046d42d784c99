"""Find mistakes in the definition of an eForm."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from forms.autofill import PATHS
from forms.codelists import list_names
from forms.fields.spec import FieldSpec

if TYPE_CHECKING:
    from forms.eform.eform import Eform


def find_problems(
    eform: "type[Eform]", branches: set[str], sources: set[str]
) -> list[str]:
    """List what is wrong with an eForm.

    Args:
        eform: the definition to check.
        branches: branches that may use answers.
        sources: autofill sources that exist; the built-in ones when empty.
    """
    specs = eform.specs()
    return [
        *_form_problems(eform),
        *_section_problems(eform),
        *(
            f"field {spec.name!r} {problem}"
            for spec in specs.values()
            for problem in _field_problems(spec, branches, sources or set(PATHS))
        ),
        *(
            f"field {name!r} {problem}"
            for name in specs
            for problem in _condition_problems(name, specs)
        ),
        *_tie_problems(eform),
    ]


def _form_problems(eform: "type[Eform]") -> Iterator[str]:
    if not eform.code:
        yield "the eForm has no code"
    if not eform.title:
        yield "the eForm has no title"


def _section_problems(eform: "type[Eform]") -> Iterator[str]:
    placed = Counter(name for section in eform.sections for name in section.fields)
    known = set(eform.blank()._fields)
    for name, times in placed.items():
        if name not in known:
            yield f"a section names the unknown field {name!r}"
        if times > 1:
            yield f"field {name!r} stands on more than one page"
    for name in sorted(known - set(placed)):
        yield f"field {name!r} stands on no page"
    for section in eform.sections:
        if section.person not in eform.people:
            yield f"section {section.code!r} is about the unknown {section.person!r}"
    codes = Counter(section.code for section in eform.sections)
    yield from (f"section {c!r} stands twice" for c, n in codes.items() if n > 1)


def _field_problems(
    spec: FieldSpec, branches: set[str], sources: set[str]
) -> Iterator[str]:
    if not spec.label:
        yield "has no label"
    if not spec.used_by:
        yield "is used by no branch"
    for branch in spec.used_by:
        if branch not in branches:
            yield f"is used by the unknown branch {branch!r}"
    if spec.basis is None:
        yield "has no legal basis"
    if spec.code_list is not None and spec.code_list not in list_names():
        yield f"offers the unknown list {spec.code_list!r}"
    yield from _autofill_problems(spec, sources)


def _autofill_problems(spec: FieldSpec, sources: set[str]) -> Iterator[str]:
    autofill = spec.autofill
    if autofill is None:
        return
    if autofill.source not in sources:
        yield f"is filled from the unknown source {autofill.source!r}"
    elif autofill.path not in PATHS.get(autofill.source, {autofill.path}):
        yield f"is filled from the unknown path {autofill.path!r}"


def _condition_problems(name: str, specs: Mapping[str, FieldSpec]) -> Iterator[str]:
    for other in sorted(_asked(specs[name])):
        if other not in specs:
            yield f"is shown by the unknown field {other!r}"
    if name in _reached(name, specs):
        yield "is shown by itself, round a circle"


def _asked(spec: FieldSpec) -> frozenset[str]:
    return spec.shown_when.names if spec.shown_when else frozenset()


def _reached(name: str, specs: Mapping[str, FieldSpec]) -> set[str]:
    found: set[str] = set()
    left = set(_asked(specs[name]))
    while left:
        other = left.pop()
        if other in specs and other not in found:
            found.add(other)
            left |= _asked(specs[other])
    return found


def _tie_problems(eform: "type[Eform]") -> Iterator[str]:
    for other, names in eform.tied.items():
        for name in (other, *names):
            if name not in eform.specs():
                yield f"a tie names the unknown field {name!r}"
