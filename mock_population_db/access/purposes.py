"""Why somebody asks, and what the answer may hold: the table ``purposes.toml``.

Data minimisation (Luật 91/2025/QH15): a procedure receives the groups it needs.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mock_population_db.access.groups import ALWAYS, GROUPS
from mock_population_db.errors import PurposeUnknown

TABLE = Path(__file__).with_name("purposes.toml")


@dataclass(frozen=True)
class Purpose:
    """One reason for asking.

    Attributes:
        code: what callers send as ``X-Purpose``.
        title: the reason in Vietnamese.
        english: the reason in English.
        legal: the legal source, or what the project assumes.
        groups: the groups of facts it needs; all of them for a general purpose.
        procedures: codes (``MaDVC``) that the published services send for it.
        official: only an official asks, with their own number.
        consent: it rests on the consent of the person concerned.
        own: only the person concerned asks.
        batch: many people may be checked in one call.
        search: people may be looked for whose number is not known.
        general: it sees everything; for demonstrations and classes.
    """

    code: str
    title: str
    legal: str
    groups: frozenset[str]
    english: str = ""
    procedures: tuple[str, ...] = ()
    official: bool = False
    consent: bool = False
    own: bool = False
    batch: bool = False
    search: bool = False
    general: bool = False


@cache
def purposes() -> dict[str, Purpose]:
    """Return the table by code, in its order."""
    return read_purposes(TABLE.read_text(encoding="utf-8"))


def read_purposes(text: str) -> dict[str, Purpose]:
    """Read a table of purposes.

    Raises:
        ValueError: a code or a procedure stands twice, or a group is not known.
    """
    rows = [_purpose(row) for row in tomllib.loads(text)["purpose"]]
    _refuse_doubles(row.code for row in rows)
    _refuse_doubles(code for row in rows for code in row.procedures)
    return {row.code: row for row in rows}


def purpose(code: str) -> Purpose:
    """Return the purpose with this code.

    Raises:
        PurposeUnknown: the table does not hold it.
    """
    found = purposes().get(code)
    if found is None:
        raise PurposeUnknown(purpose=code)
    return found


def purpose_of_procedure(code: str) -> Purpose:
    """Return the purpose that stands for a procedure code, or has that code itself.

    Raises:
        PurposeUnknown: no purpose names this procedure.
    """
    for row in purposes().values():
        if code in row.procedures:
            return row
    return purpose(code)


def _purpose(row: dict[str, Any]) -> Purpose:
    named = frozenset(row.pop("groups", ()))
    if named - GROUPS:
        raise ValueError(f"{row['code']}: unknown groups {sorted(named - GROUPS)}")
    groups = GROUPS if row.get("general") else named | {ALWAYS}
    procedures = tuple(row.pop("procedures", ()))
    return Purpose(**row, groups=groups, procedures=procedures)


def _refuse_doubles(codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{code} stands twice in the table of purposes")
        seen.add(code)
