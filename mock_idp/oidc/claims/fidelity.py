"""The ledger of fidelity: what is a public fact, and what is assumed.

Rendered into the documentation; nothing else reads it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mock_idp.oidc.claims.dialect import BadDialect, dialect

LEDGER_FILE = Path(__file__).parents[2] / "fidelity.yaml"


class Mark(StrEnum):
    """How sure a line is."""

    FACT = "fact"
    ASSUMPTION = "assumption"


@dataclass(frozen=True)
class Entry:
    """One line: what it is about, how sure, from where, and where to change it.

    Attributes:
        about: the name or behaviour, in English.
        mark: public fact, or assumption.
        source: where the fact can be read; empty for an assumption.
        key: dotted path in ``dialect.yaml``, ``people.<trait>`` or
            ``settings.<name>``; empty when a fact cannot be configured.
        value: what the key says now.
    """

    about: str
    mark: Mark
    source: str = ""
    key: str = ""
    value: str = ""


def ledger(file: Path = LEDGER_FILE) -> list[Entry]:
    """Return all entries, facts first.

    Raises:
        BadDialect: the file is malformed, or an entry lacks its source or its key.
    """
    import yaml  # noqa: PLC0415 - documentation only

    lines = yaml.safe_load(file.read_text(encoding="utf-8"))
    entries = [Entry(**line | {"mark": Mark(line["mark"])}) for line in lines]
    for entry in entries:
        if not (entry.source if entry.mark is Mark.FACT else entry.key):
            raise BadDialect(f"{entry.about}: a fact has a source, others a key")
    told = [Entry(e.about, e.mark, e.source, e.key, value_of(e.key)) for e in entries]
    return sorted(told, key=lambda entry: entry.mark is not Mark.FACT)


def value_of(key: str) -> str:
    """Return what a key of the dialect says, as text; others say nothing here.

    Raises:
        BadDialect: there is no such key.
    """
    if not key or key.startswith(("people.", "settings.")):
        return ""
    found: object = dialect()
    for step in key.split("."):
        found = _step(found, step, key)
    return _shown(found)


def _step(found: object, step: str, key: str) -> object:
    if isinstance(found, dict):
        if step in found:
            return found[step]
    elif hasattr(found, step):
        return getattr(found, step)
    raise BadDialect(f"there is no {key}")


def _shown(found: object) -> str:
    if isinstance(found, dict):
        return ", ".join(f"{name} = {_shown(value)}" for name, value in found.items())
    if isinstance(found, tuple | frozenset):
        return " ".join(sorted(found) if isinstance(found, frozenset) else found)
    return str(found)
