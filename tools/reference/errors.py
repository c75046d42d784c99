"""Every error of the four packages, read out of the sources and the status table.

The sources are parsed, not imported: some rooms take a second to load.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from mock_population_db.api.problems import status_of
from mock_population_db.errors import PopulationError
from tools.reference.markdown import code, plain, table

ROOT = Path(__file__).resolve().parents[2]
HEAD = ("Error", "Kind of", "What happened", "Where")
BUILT_IN = {"Exception", "ValueError", "RuntimeError", "LookupError"}


@dataclass(frozen=True)
class ErrorClass:
    """One exception class as its source states it."""

    name: str
    parents: tuple[str, ...]
    meaning: str
    module: str


def portal() -> str:
    """Return the portal's errors."""
    return _tree("portal")


def forms() -> str:
    """Return the errors of eForms and procedures."""
    return _tree("forms")


def e_id() -> str:
    """Return the e-ID's errors."""
    return _tree("mock_idp")


def register() -> str:
    """Return the register's errors with what a caller gets to see."""
    head = ("Error", "`code`", "Status", "What happened")
    return table(head, map(_register_row, error_classes("mock_population_db")))


@cache
def error_classes(package: str) -> tuple[ErrorClass, ...]:
    """Return the exception classes that a package defines, by module and place."""
    written = list(_classes(package))
    known = set(BUILT_IN)
    while more := {c.name for c in written if known & set(c.parents)} - known:
        known |= more
    return tuple(c for c in written if c.name in known)


def _classes(package: str) -> Iterator[ErrorClass]:
    for file in sorted((ROOT / package).rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                meaning = (ast.get_docstring(node) or "").split("\n\n")[0]
                parents = tuple(ast.unparse(base) for base in node.bases)
                yield ErrorClass(node.name, parents, plain(meaning), module)


def _tree(package: str) -> str:
    return table(HEAD, map(_row, error_classes(package)))


def _row(error: ErrorClass) -> tuple[str, str, str, str]:
    parents = ", ".join(map(code, error.parents))
    return code(error.name), parents, error.meaning, code(error.module)


def _register_row(error: ErrorClass) -> tuple[str, str, str, str]:
    found = getattr(import_module(error.module), error.name)
    named = code(error.name)
    if not issubclass(found, PopulationError):
        return named, "–", "–", error.meaning
    return named, code(found.code), str(int(status_of(found))), error.meaning
