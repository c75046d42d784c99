"""Codes of the published services: relation to the head, ethnic group, result.

Lists: relation 0 to 11, 99 and CH01; ethnic group 01 to 54. Which of the two official
numberings of ethnic groups the real service uses is not known: an assumption, set by
``POPULATION_ETHNIC_NUMBERING``.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mock_population_db import errors

LOOK_UP, VERIFY = "TraCuuThongTinCongDan", "XacThucThongTinCongDan"
SERVICE_CODE = "037"
"""MaTichHop of the look-up, seen in several public code bases."""

HEAD, CHILD, GRANDCHILD, OTHER = "CH01", "7", "11", "99"
RELATIONS: Mapping[str, str] = {
    "head": HEAD,
    "father": "3",
    "father_in_law": "3",
    "mother": "4",
    "mother_in_law": "4",
    "wife": "5",
    "husband": "6",
    "child": CHILD,
    "birth_child": CHILD,
    "adopted_child": CHILD,
    "husbands_child": CHILD,
    "wifes_child": CHILD,
    "older_brother": "8",
    "older_sister": "9",
    "younger_sibling": "10",
    "younger_full_sibling": "10",
    "husbands_younger_sibling": "10",
    "wifes_younger_sibling": "10",
    "grandchild": GRANDCHILD,
    "paternal_grandchild": GRANDCHILD,
    "maternal_grandchild": GRANDCHILD,
}
"""Our relation to the service's; all others are 99 (khác)."""

FOUND, NO_MATCH = "00", "01"
MALFORMED, FORBIDDEN, OVER_QUOTA, REPEATED, DOWN, WITHOUT_PURPOSE = (
    "02",
    "03",
    "04",
    "05",
    "06",
    "08",
)
REFUSALS: Mapping[type[errors.PopulationError], str] = {
    errors.OverQuota: OVER_QUOTA,
    errors.RequestRepeated: REPEATED,
    errors.RegisterDown: DOWN,
    errors.PurposeMissing: WITHOUT_PURPOSE,
    errors.PurposeUnknown: WITHOUT_PURPOSE,
    errors.ConsentMissing: WITHOUT_PURPOSE,
    errors.ConsentNotFound: WITHOUT_PURPOSE,
    errors.ConsentNotFitting: WITHOUT_PURPOSE,
    errors.ConsentRevoked: WITHOUT_PURPOSE,
    errors.ConsentExpired: WITHOUT_PURPOSE,
    errors.KeyRefused: FORBIDDEN,
    errors.NotSigned: FORBIDDEN,
    errors.PurposeNotAllowed: FORBIDDEN,
    errors.OfficialMissing: FORBIDDEN,
    errors.OfficialUnknown: FORBIDDEN,
    errors.NotThePersonThemself: FORBIDDEN,
    errors.GroupNotNeeded: FORBIDDEN,
}
"""No public list of error codes was found: these are the project's (assumption)."""


def refusal_code(error: errors.PopulationError) -> str:
    """Return the code of a refusal; whatever has none is a malformed request."""
    return REFUSALS.get(type(error), MALFORMED)


def relation(code: str | None) -> str:
    """Return the service's relation to the head of household."""
    return RELATIONS.get(code or "", OTHER)


def ethnic_group(code: str, numbering: str) -> str:
    """Return an ethnic group's code in a numbering; foreigners keep theirs."""
    return _census().get(code, code) if numbering == "census" else code


@cache
def _census() -> Mapping[str, str]:
    file = Path(__file__).with_name("ethnic_numbering.csv")
    with file.open(encoding="utf-8", newline="") as table:
        return {row["code_1979"]: row["code_census"] for row in csv.DictReader(table)}
