"""What the eKYC modules share: asking for verified claims, and checking the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.conformance.browser import Browser
from tests.conformance.client import RelyingParty, Reply

Register = Callable[..., RelyingParty]
BOTH = ("id_token", "userinfo")
CHECKED = ("document", "electronic_record", "vouch")


@dataclass(frozen=True)
class Answer:
    """The verified claims that came, by place; nothing where there are none."""

    id_token: Any
    userinfo: Any
    metadata: dict[str, Any]

    @property
    def one(self) -> dict[str, Any]:
        """Return the one element that both places tell alike."""
        assert self.id_token == self.userinfo
        assert isinstance(self.userinfo, dict)
        return self.userinfo


def plain(*names: str, **verification: Any) -> dict[str, Any]:
    """Return a request for claims by their names, without constraints."""
    return {
        "verification": {"trust_framework": None, **verification},
        "claims": dict.fromkeys(names),
    }


def asked(
    register: Register,
    browser: Browser,
    wanted: Any,
    *,
    places: tuple[str, ...] = BOTH,
    person: str = "dao",
) -> Answer:
    """Ask for verified claims in these places; check what comes against the rules."""
    rp = register(response_types=["code"])
    claims = json.dumps({place: {"verified_claims": wanted} for place in places})
    reply: Reply = rp.sign_in(browser, rp.ask("code", claims=claims), person)
    reply = rp.redeem(reply)
    told = rp.userinfo(reply["access_token"])
    answer = Answer(
        reply.claims.get("verified_claims"), told.get("verified_claims"), rp.discovery
    )
    for place in (answer.id_token, answer.userinfo):
        for element in place if isinstance(place, list) else [place] if place else []:
            check(element, answer.metadata)
    return answer


def refused(register: Register, browser: Browser, wanted: Any) -> dict[str, str]:
    """Ask for something malformed and return the error."""
    rp = register(response_types=["code"])
    claims = json.dumps({"userinfo": {"verified_claims": wanted}})
    return rp.refusal(browser, rp.ask("code", claims=claims))


def check(element: dict[str, Any], metadata: dict[str, Any]) -> None:
    """Check an element against the provider's metadata and the schema's rules."""
    assert set(element) == {"verification", "claims"}
    verification, claims = element["verification"], element["claims"]
    assert verification["trust_framework"] in metadata["trust_frameworks_supported"]
    assert claims
    assert set(claims) <= set(metadata["claims_in_verified_claims_supported"])
    assert None not in claims.values()
    if "time" in verification:
        assert datetime.fromisoformat(verification["time"]).tzinfo
    for evidence in verification.get("evidence", ()):
        check_evidence(evidence, metadata)


def check_evidence(evidence: dict[str, Any], metadata: dict[str, Any]) -> None:
    """Check one piece of evidence against the provider's metadata."""
    assert evidence["type"] in metadata["evidence_supported"]
    for each in evidence.get("check_details", ()):
        assert each["check_method"] in metadata["documents_check_methods_supported"]
    if "document_details" in evidence:
        kind = evidence["document_details"]["type"]
        assert kind in metadata["documents_supported"]
    if "record" in evidence:
        assert evidence["record"]["type"] in metadata["electronic_records_supported"]
