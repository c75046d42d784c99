"""What autofill gives: values with their source, outages, notes for the officer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from forms.autofill import Source
from forms.conditions import Json
from forms.i18n import Text
from portal.clients.errors import OutageKind


@dataclass(frozen=True)
class Filled:
    """One first value of a field.

    Attributes:
        value: the canonical answer.
        source: where it was found; not always where the eForm looks first.
        record: which record of the source, for example a personal number.
        read_at: when it was read, in the world's time.
        locked: the citizen may not change it.
        lock_reason: why not, as Vietnamese source text; empty when not locked.
    """

    value: Json
    source: Source
    record: str
    read_at: datetime
    locked: bool = False
    lock_reason: str = ""

    def unlocked(self) -> Self:
        """Return the same value, open to the citizen."""
        return replace(self, locked=False, lock_reason="")

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON that :meth:`from_json` reads."""
        return {
            "value": self.value,
            "source": self.source,
            "record": self.record,
            "read_at": self.read_at.isoformat(),
            "locked": self.locked,
            "lock_reason": str.__str__(self.lock_reason),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_json` wrote."""
        why_locked = stored["lock_reason"]
        return cls(
            value=stored["value"],
            source=stored["source"],
            record=stored["record"],
            read_at=datetime.fromisoformat(stored["read_at"]),
            locked=stored["locked"],
            lock_reason=Text(why_locked),
        )


@dataclass(frozen=True)
class Outage:
    """A source that did not help; the citizen types instead.

    Attributes:
        source: the source that failed.
        since: since when it fails, if known.
        kind: down, slow, rubbish, or refused (the register would not answer us).
    """

    source: Source
    since: datetime | None
    kind: OutageKind


@dataclass(frozen=True)
class Fill:
    """Everything found for an eForm.

    Attributes:
        values: first values by field name.
        outages: sources that did not help.
        notes: what the officer should know, as Vietnamese texts.
    """

    values: dict[str, Filled] = field(default_factory=dict)
    outages: tuple[Outage, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Found:
    """A value that a source offers under a path, before an eForm asks for it.

    Attributes:
        certain: whether it may be locked; a guess never is.
    """

    value: Json
    source: Source
    record: str
    certain: bool = True


Facts = dict[str, Found]
"""Found values by path, for example ``mother.surname``."""
