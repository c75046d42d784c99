"""Foreign text made fit for a page: bounded, and with nothing invisible in it."""

import json
from collections.abc import Mapping

LONGEST = 700
LONGEST_NAME = 80


def shown(value: object, longest: int = LONGEST) -> str:
    r"""Return a value of a message as text.

    What cannot be seen (control characters, lone surrogates, marks that turn the
    direction of writing) becomes ``\uXXXX``; what is too long is cut, and says so.
    """
    text = value if isinstance(value, str) else _json(value)
    kept = "".join(c if c.isprintable() else _escaped(c) for c in text[:longest])
    rest = len(text) - longest
    return f"{kept}… (+{rest})" if rest > 0 else kept


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return "…"


def members(text: str) -> Mapping[str, object] | None:
    """Return the members of a JSON object; nothing when the text is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
