"""Checks over real sockets, without the command around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mock_idp.checker.browsing.agent import Agent
from mock_idp.checker.browsing.visitor import Browse
from mock_idp.checker.cases.catalogue import chosen
from mock_idp.checker.check import Check
from mock_idp.checker.mock import Mock
from mock_idp.checker.own_mock import record_of
from mock_idp.checker.target import Target
from mock_idp.checker.verdict import Finding, Verdict
from tests.mock_idp.checker.own_rp import GREETING

SECRET = "check-rp-secret"


def check(
    mock: Mock,
    url: str,
    only: Iterable[str] = (),
    browse: Browse = Agent,
    about: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
    **record: Any,
) -> dict[str, Finding]:
    """Check a relying party; return the findings by case.

    Args:
        about: other facts about the client than where it signs in and out.
        more: members of its registration that the command does not know.
    """
    told: dict[str, Any] = {
        "secret": SECRET,
        "profile": "vneid",
        "auth_method": None,
        "backchannel": f"{url}/backchannel",
    }
    facts = {"client_id": "check-rp", "logout": f"{url}/logout", **(about or {})}
    target = Target(**{"login": f"{url}/login", "good": GREETING, **facts})
    registered = {**record_of(**{**told, **record}), **(more or {})}
    is_known = target.client_id is not None
    under_check = Check(mock, target, registered if is_known else None, browse)
    try:
        under_check.get_to_know()
        found = under_check.run(chosen(list(only)))
        return {finding.case.id: finding for finding in found}
    finally:
        under_check.finish()


def names(found: dict[str, Finding], *verdicts: Verdict) -> list[str]:
    """The cases that got one of these verdicts."""
    return [name for name, finding in found.items() if finding.verdict in verdicts]
