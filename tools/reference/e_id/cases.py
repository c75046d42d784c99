"""The cases of ``mock-idp check-rp``, in English."""

from mock_idp.checker.case import Case, Severity
from mock_idp.checker.cases.catalogue import CATALOGUE, GROUPS
from tools.reference.e_id.language import english
from tools.reference.markdown import code, table

ELSE = {Severity.FAIL: "fails", Severity.WARN: "warning", Severity.NOTE: "note"}
HEAD = ("Case", "What is tried", "What a good client does", "Else", "Clause")


def all_of_them() -> str:
    """Return one section for each group."""
    with english():
        return "\n\n".join(filter(None, map(_section, GROUPS)))


def _section(group: str) -> str:
    found = [case for case in CATALOGUE.values() if case.group == group]
    title = f"## {GROUPS[group]} (`{group}`, {len(found)})"
    return f"{title}\n\n{table(HEAD, map(_row, found))}" if found else ""


def _row(case: Case) -> tuple[str, ...]:
    return (
        code(case.id),
        str(case.title),
        str(case.expect.value),
        ELSE[case.severity],
        case.clause,
    )
