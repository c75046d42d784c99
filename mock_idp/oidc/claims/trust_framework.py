"""The mock Vietnamese trust framework: what was checked about a person, and how.

Names of evidence, records and check methods are those of the OpenID Foundation's list
of predefined values for identity assurance. Levels, policy and procedure are invented
after Nghị định 69/2024/NĐ-CP, which has two account levels: level 1 is checked against
the population database, level 2 against the chip of the identity card as well.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mock_idp.clock import VIETNAM
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account
from mock_idp.people.identity_card import IdentityCard, card_of

_NAMES = dialect().assurance
TRUST_FRAMEWORK: str = _NAMES["trust_framework"]
ASSURANCE_LEVELS: dict[int, str] = _NAMES["levels"]
POLICY: str = _NAMES["policy"]
PROCEDURES: dict[int, str] = _NAMES["procedures"]
RECORD, DOCUMENT = "electronic_record", "document"
EVIDENCE = (RECORD, DOCUMENT)
RECORDS = ("population_register",)
ID_CARD, RESIDENCE_CARD = "idcard", "residency_permit"
DOCUMENTS = (ID_CARD, RESIDENCE_CARD)
DATA_CHECK, CHIP_CHECK, FACE_CHECK = "data", "vcrypt", "bvr"
CHECK_METHODS = (DATA_CHECK, CHIP_CHECK, FACE_CHECK)
_CONFIRMED = ("personal_id", "full_name", "date_of_birth", "sex")
VERIFIED = (
    *("name", "family_name", "middle_name", "given_name", "birthdate", "gender"),
    "address",
    *dict.fromkeys(d[what] for d in dialect().claims.values() for what in _CONFIRMED),
)
"""Claims that the population database confirms; contact data never is."""
POLICE = {
    "name": "Cục Cảnh sát quản lý hành chính về trật tự xã hội (mô phỏng)",
    "country": "Việt Nam",
    "country_code": "VNM",
}
DATABASE = {
    "name": "Cơ sở dữ liệu quốc gia về dân cư (mô phỏng)",
    "country": "Việt Nam",
    "country_code": "VNM",
}


@dataclass(frozen=True)
class Checked:
    """When a person was checked last, and what the checks are filed under.

    Attributes:
        at: seconds since 1970.
        subject: the person's stable, opaque name towards a client. The names of checks
            come from it: the same at each sign-in, and no bridge between two clients
            whose subjects differ.
    """

    at: int
    subject: str


def verification_of(account: Account, checked: Checked) -> dict[str, Any] | None:
    """Return everything there is to say about how a person was verified.

    Args:
        account: the person.
        checked: the last check.

    Returns:
        The whole ``verification`` element, or nothing for an account without a level.
    """
    level = account.account_level
    if level not in ASSURANCE_LEVELS:
        return None
    when = datetime.fromtimestamp(checked.at, UTC)
    time = when.isoformat().replace("+00:00", "Z")
    reference = f"{checked.subject} {level}".encode()
    evidence = [_record(time, reference)]
    card = card_of(account, when.astimezone(VIETNAM).date())
    if card is not None:
        evidence.append(_card(card, time, reference))
    return {
        "trust_framework": TRUST_FRAMEWORK,
        "assurance_level": ASSURANCE_LEVELS[level],
        "assurance_process": {"policy": POLICY, "procedure": PROCEDURES[level]},
        "time": time,
        "verification_process": _name(b"process", reference),
        "evidence": evidence,
    }


def _record(time: str, reference: bytes) -> dict[str, Any]:
    check = {
        "check_method": DATA_CHECK,
        "check_id": _name(b"record", reference),
        "organization": DATABASE["name"],
        "time": time,
    }
    return {
        "type": RECORD,
        "check_details": [check],
        "record": {"type": RECORDS[0], "created_at": time, "source": DATABASE},
    }


def _card(card: IdentityCard, time: str, reference: bytes) -> dict[str, Any]:
    checks = [
        {
            "check_method": method,
            "check_id": _name(method.encode(), reference),
            "organization": POLICE["name"],
            "time": time,
        }
        for method in (CHIP_CHECK, FACE_CHECK)
    ]
    details: dict[str, Any] = {
        "type": RESIDENCE_CARD if card.is_residence_card else ID_CARD,
        "document_number": card.number,
        "issuer": POLICE,
    }
    if card.expires_on is not None:
        details["date_of_expiry"] = card.expires_on.isoformat()
    return {"type": DOCUMENT, "check_details": checks, "document_details": details}


def _name(what: bytes, reference: bytes) -> str:
    """Return a stable name that reveals nothing."""
    return hashlib.sha256(what + b" " + reference).hexdigest()[:20]
