"""A trail as a Mermaid sequence diagram, with a lane for each relying party."""

from mock_idp.glass.steps import Lane, Step
from mock_idp.glass.view import View

ACTORS = {Lane.BROWSER: "Browser", Lane.IDP: "Mock e-ID", Lane.PHONE: "Phone"}
LETTERS = {Lane.BROWSER: "B", Lane.IDP: "I", Lane.PHONE: "P"}
MOST_CLIENTS = 20
LONGEST = 90
PLAIN = "/._-~,:?→ "
"""Beside letters and digits, the characters that mean nothing in a diagram."""


def mermaid(view: View) -> str:
    """Return the diagram; nothing a client says can add a line to it."""
    clients = view.clients[:MOST_CLIENTS]
    lines = ["sequenceDiagram"]
    lines += [f"  participant {LETTERS[lane]} as {ACTORS[lane]}" for lane in ACTORS]
    lines += [
        f"  participant C{n} as RP {label(name)}" for n, name in enumerate(clients, 1)
    ]
    lines += [_line(step, clients) for step in view.steps]
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Leave out what would end a line of the diagram, or begin a comment in it."""
    return "".join(c for c in text if c.isalnum() or c in PLAIN)[:LONGEST].strip()


def _line(step: Step, clients: tuple[str, ...]) -> str:
    sender, receiver = (
        _who(step.sender, step, clients),
        _who(step.receiver, step, clients),
    )
    arrow = "-->>" if step.is_answer else "->>"
    faults = f" ({label(', '.join(step.faults))})" if step.faults else ""
    return f"  {sender}{arrow}{receiver}: {step.number} {label(step.line)}{faults}"


def _who(lane: Lane, step: Step, clients: tuple[str, ...]) -> str:
    if lane is not Lane.CLIENT:
        return LETTERS[lane]
    return f"C{clients.index(step.client) + 1}" if step.client in clients else "B"
