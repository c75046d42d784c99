"""Checks over real sockets, without the command around them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mock_idp.checker.cases.catalogue import chosen
from mock_idp.checker.check import Check, Target
from mock_idp.checker.mock import Mock
from mock_idp.checker.own_mock import record_of
from mock_idp.checker.verdict import Finding, Verdict
from tests.mock_idp.checker.own_rp import GREETING

SECRET = "check-rp-secret"


def check(
    mock: Mock, url: str, only: Iterable[str] = (), **record: Any
) -> dict[str, Finding]:
    """Check a relying party; return the findings by case."""
    told: dict[str, Any] = {
        "secret": SECRET,
        "profile": "vneid",
        "auth_method": None,
        "backchannel": f"{url}/backchannel",
    }
    target = Target(f"{url}/login", GREETING, "check-rp", logout=f"{url}/logout")
    under_check = Check(mock, target, record_of(**{**told, **record}))
    try:
        under_check.get_to_know()
        found = under_check.run(chosen(list(only)))
        return {finding.case.id: finding for finding in found}
    finally:
        under_check.finish()


def names(found: dict[str, Finding], *verdicts: Verdict) -> list[str]:
    """The cases that got one of these verdicts."""
    return [name for name, finding in found.items() if finding.verdict in verdicts]
