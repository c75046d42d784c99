"""The result of a run, as every report reads it."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms.i18n import Text, use_language
from mock_idp.checker.cases.catalogue import GROUPS
from mock_idp.checker.verdict import Finding, Verdict


@dataclass(frozen=True)
class Result:
    """Everything a report tells.

    Attributes:
        command: the words of the command, without the choice of cases.
        facts: what the relying party does.
        checked_at: the date and time of the check, as text.
    """

    findings: Sequence[Finding]
    command: Sequence[str]
    issuer: str
    client_id: str
    login: str
    facts: Sequence[Text]
    checked_at: str
    seconds: float

    def counts(self) -> Counter[Verdict]:
        """Return how many cases got which verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def is_good(self) -> bool:
        """Say whether no case failed."""
        return not self.counts()[Verdict.FAIL]

    def groups(self) -> Iterator[tuple[Text, list[Finding]]]:
        """Return the findings by group, in the order of the catalogue."""
        for name, title in GROUPS.items():
            found = [f for f in self.findings if f.case.group == name]
            if found:
                yield title, found

    def reproduce(self, finding: Finding) -> str:
        """Return the one command that does a case again."""
        return shlex.join([*self.command, "--only", finding.case.id])


def record(result: Result, finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON."""
    case, deed = finding.case, finding.deed
    return {
        "id": case.id,
        "group": case.group,
        "title": both(case.title),
        "verdict": finding.verdict.value,
        "severity": case.severity.value,
        "expected": both(case.expect.value),
        "did": {"vi": said(finding, "vi"), "en": said(finding, "en")},
        "reason": None if finding.reason is None else both(finding.reason),
        "clause": case.clause,
        "suite": case.same or None,
        "faults": list(case.then),
        "command": result.reproduce(finding),
        "seconds": round(finding.seconds, 3),
        "last_status": deed.last.status if deed and deed.last else None,
        "journal": finding.excerpt(),
    }


def both(text: Text) -> dict[str, str]:
    """Return a text in both languages."""
    with use_language("vi"):
        vietnamese = str(text)
    with use_language("en"):
        return {"vi": vietnamese, "en": str(text)}


def said(finding: Finding, language: str) -> str:
    """Return what the client did, in one language."""
    with use_language(language):
        return "; ".join(finding.deed.said()) if finding.deed else ""
