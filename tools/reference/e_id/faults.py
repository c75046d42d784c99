"""The catalogue of the e-ID's named faults, in English."""

from mock_idp.control.faults.catalogue import CATALOGUE, GROUPS
from mock_idp.control.faults.fault import Fault
from mock_idp.control.scenario import KINDS
from tools.reference.e_id.language import english
from tools.reference.markdown import code, table

HEAD = ("Fault", "What goes wrong", "What a correct client does", "Acts at", "Clause")
SIGNATURE = "sign"
"""How scenarios name what a token is signed with."""


def all_of_them() -> str:
    """Return one section for each group."""
    with english():
        return "\n\n".join(_section(letter) for letter in GROUPS)


def _section(letter: str) -> str:
    found = [fault for fault in CATALOGUE.values() if fault.group == letter]
    title = f"## {letter}: {GROUPS[letter]} ({len(found)})"
    return f"{title}\n\n{table(HEAD, map(_row, found))}"


def _row(fault: Fault) -> tuple[str, ...]:
    return (
        code(fault.id),
        str(fault.title),
        str(fault.must),
        _where(fault),
        fault.clause,
    )


def _where(fault: Fault) -> str:
    """Return the endpoint and what is changed, as scenarios name them."""
    names = {kind: name for name, kind in KINDS.items()}
    places = (fault.endpoint, *(names.get(kind, SIGNATURE) for kind in fault.said))
    return ", ".join(code(place) for place in dict.fromkeys(places) if place)
