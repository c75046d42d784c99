"""Every event of a dossier, from the classes that hold them."""

import re
from dataclasses import fields

from portal.dossiers.events import KINDS, BranchEvent, Event
from tools.reference.markdown import code, first_sentence, table

HEAD = ("Event", "What happened", "Of a branch", "Facts it carries")


def table_of_events() -> str:
    """Return one row for each event, in the order in which they can happen."""
    return table(HEAD, (_row(kind) for kind in KINDS.values()))


def _row(kind: type[Event]) -> tuple[str, str, str, str]:
    known = {item.name for item in fields(BranchEvent)}
    facts = [item.name for item in fields(kind) if item.name not in known]
    return (
        code(kind.__name__),
        re.sub(r"\s+", " ", first_sentence(kind)),
        "yes" if issubclass(kind, BranchEvent) else "no",
        ", ".join(map(code, facts)),
    )
