"""The data dictionary of the register: groups of facts and code lists."""

from collections.abc import Iterator

from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.register.dictionary.groups import GROUPS, Group
from tools.reference.markdown import code, table

HEAD = ("No.", "Group", "In English", "Fields", "Address", "Source", "Filled by")
CODE_HEAD = ("Code", "Meaning", "In English")
LONGEST = 60
"""Longer lists (countries) stay with the table they come from."""


def groups() -> str:
    """Return the 26 groups."""
    return table(HEAD, map(_row, GROUPS))


def codes() -> str:
    """Return the code lists, each under the name of its field."""
    return "\n\n".join(_lists())


def _row(group: Group) -> tuple[str, ...]:
    return (
        str(group.number),
        group.name,
        group.english,
        ", ".join(map(code, group.fields)),
        code(group.path),
        group.legal or "–",
        group.filled_by[1],
    )


def _lists() -> Iterator[str]:
    for name, meanings in code_lists().items():
        if len(meanings) <= LONGEST:
            rows = ((code(one.code), one.name, one.english) for one in meanings)
            yield f"### {name}\n\n{table(CODE_HEAD, rows)}"
