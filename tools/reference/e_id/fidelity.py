"""The ledger of fidelity: what of the e-ID is public knowledge, and what is assumed."""

from mock_idp.oidc.claims.fidelity import Entry, Mark, ledger
from tools.reference.markdown import code, table


def facts() -> str:
    """Return the public facts with their sources."""
    head = ("Name or behaviour", "Source", "Key", "Value")
    return table(
        head,
        (
            (entry.about, entry.source, _key(entry), _value(entry))
            for entry in ledger()
            if entry.mark is Mark.FACT
        ),
    )


def assumptions() -> str:
    """Return the assumptions with the key that changes each."""
    head = ("Name or behaviour", "Key", "Value")
    return table(
        head,
        (
            (entry.about, _key(entry), _value(entry))
            for entry in ledger()
            if entry.mark is Mark.ASSUMPTION
        ),
    )


def _key(entry: Entry) -> str:
    return code(entry.key) if entry.key else "–"


def _value(entry: Entry) -> str:
    return code(entry.value) if entry.value else ""
