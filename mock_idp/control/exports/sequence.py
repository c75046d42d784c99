"""Exchanges as a Mermaid sequence diagram."""

from collections.abc import Iterable

from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports.har import phrase

LONGEST_SHOWN = 60
FRONT = frozenset({"authorize", "sign-in", "logout", "phone", "home"})
"""Endpoints that a browser opens; relying parties call the others."""


def mermaid(exchanges: Iterable[Exchange]) -> str:
    """Return exchanges as a sequence diagram."""
    lines = [
        "sequenceDiagram",
        "  participant B as Browser",
        "  participant C as Client",
        "  participant I as Mock e-ID",
    ]
    for exchange in exchanges:
        who = "B" if exchange.endpoint in FRONT else "C"
        lines.append(f"  {who}->>I: {exchange.method} {_safe(exchange.path)}")
        told = f"{exchange.status} {phrase(exchange.status)}".strip()
        faults = ", ".join(dict.fromkeys(exchange.applied))
        lines.append(f"  I-->>{who}: {told}{f' ({_safe(faults)})' if faults else ''}")
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Leave out what would end a line of the diagram."""
    shown = "".join(c for c in text if c.isalnum() or c in "/._-~, ")
    return shown[:LONGEST_SHOWN]
