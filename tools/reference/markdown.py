"""Tables of Markdown, and texts that may stand in one of their cells."""

import inspect
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; every cell is already Markdown."""
    lines = [_line(head), _line(["---"] * len(head))]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: object) -> str:
    """Return a text as code."""
    return f"`{text}`"


def first_sentence(thing: object) -> str:
    """Return the first paragraph of a docstring, its code as Markdown writes it."""
    text = inspect.getdoc(thing) or ""
    return plain(text.split("\n\n")[0])


def plain(text: str) -> str:
    """Return a docstring's text with single backticks, on one line."""
    return " ".join(text.replace("``", "`").split())
