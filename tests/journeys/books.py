"""What stands in the books of a portal and a register, read from outside."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

BRANCHES = ("civil_status", "residence", "health_insurance")
CHANNELS = ("portal", "sms", "evneid")
ONCE = {
    "DossierSubmitted": 1,
    "BranchSent": 3,
    "BranchReceived": 3,
    "BranchAccepted": 3,
    "BranchDecided": 3,
    "EffectApplied": 3,
    "ResultIssued": 3,
    "BranchCompleted": 3,
}
"""How often each thing happens in a dossier that nobody disturbs."""

FAILURES = {"DeliveryFailed", "DeliveryResumed"}


@dataclass(frozen=True)
class Books:
    """The databases of one portal and one register, by their addresses."""

    portal_url: str
    register_url: str

    def drafts(self) -> list[dict[str, Any]]:
        """Return the drafts: token, dossier_code."""
        return self._portal("SELECT token, dossier_code FROM draft")

    def dossiers(self) -> list[str]:
        """Return the codes of all dossiers."""
        rows = self._portal("SELECT code FROM dossier ORDER BY submitted_at")
        return [row["code"] for row in rows]

    def answers(self) -> dict[str, Any]:
        """Return what was declared in the one dossier."""
        (row,) = self._portal("SELECT answers FROM dossier")
        answers = row["answers"]
        declared: dict[str, Any] = (
            json.loads(answers) if isinstance(answers, str) else answers
        )
        return declared

    def happened(self) -> Counter[str]:
        """Return how often each kind of event happened."""
        return Counter(
            r["kind"] for r in self._portal("SELECT kind FROM dossier_event")
        )

    def results(self) -> Counter[str]:
        """Return how many results each branch has."""
        query = "SELECT branch FROM document WHERE kind = 'result'"
        return Counter(row["branch"] for row in self._portal(query))

    def messages(self) -> Counter[tuple[str, str]]:
        """Return how many messages of a template went out on a channel."""
        rows = self._portal("SELECT channel, template FROM message")
        return Counter((row["channel"], row["template"]) for row in rows)

    def receipts(self) -> Counter[str]:
        """Return how many receipts the agencies wrote for each branch."""
        rows = self._portal("SELECT branch FROM agency_receipt")
        return Counter(row["branch"] for row in rows)

    def book_numbers(self) -> list[int]:
        """Return the last number in each register book."""
        rows = self._portal("SELECT last_number FROM register_book")
        return [row["last_number"] for row in rows]

    def births(self) -> list[str]:
        """Return the numbers of the children registered since the beginning."""
        rows = _rows(self.register_url, "SELECT personal_id FROM births")
        return [row["personal_id"] for row in rows]

    def register_writes(self) -> int:
        """Return how many things agencies have recorded in the register."""
        return len(_rows(self.register_url, "SELECT id FROM writes"))

    def insurance_numbers_issued(self) -> int:
        """Return how many insurance numbers the register has ever given out."""
        rows = _rows(
            self.register_url, "SELECT issued FROM serials WHERE series = 'insurance'"
        )
        return sum(row["issued"] for row in rows)

    def _portal(self, query: str) -> list[dict[str, Any]]:
        return _rows(self.portal_url, query)


def of_demo(folder: Path, database_url: str = "") -> Books:
    """Return the books of a demo that keeps its files in a folder."""
    return Books(
        database_url or f"sqlite:///{folder / 'portal.sqlite'}",
        f"sqlite:///{folder / 'population.sqlite'}",
    )


def assert_everything_happened_once(books: Books) -> None:
    """One dossier, three results, one birth: nothing lost and nothing done twice."""
    assert len(books.dossiers()) == 1
    happened = books.happened()
    assert {k: n for k, n in happened.items() if k not in FAILURES} == ONCE
    assert books.results() == Counter(BRANCHES)
    assert books.receipts() == Counter(BRANCHES)
    assert books.book_numbers() == [1, 1, 1]
    assert len(books.births()) == 1
    assert books.register_writes() == 3
    assert books.insurance_numbers_issued() == 1
    told = {"dossier_submitted": 1, "branch_completed": 3}
    assert _by_template(books, told) == _told(told)


def _by_template(books: Books, wanted: Mapping[str, int]) -> dict[tuple[str, str], int]:
    return {key: n for key, n in books.messages().items() if key[1] in wanted}


def _told(wanted: Mapping[str, int]) -> dict[tuple[str, str], int]:
    return {
        (channel, template): count
        for channel in CHANNELS
        for template, count in wanted.items()
    }


def _rows(url: str, query: str) -> list[dict[str, Any]]:
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(sa.text(query)).mappings()]
    finally:
        engine.dispose()
