"""Verified claims (OpenID Connect for Identity Assurance 1.0, IDA Verified Claims 1.0).

A client asks by the member ``verified_claims`` of the ``claims`` parameter, with one
request or a list of alternatives. It gets exactly the elements it named. What cannot be
told is left out: one claim when its value is another one than asked for, the whole
element when the verification is not the one asked for, or when no claim is left. None
of this is an error, not even for essential claims (§5.7).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mock_idp.oidc.claims.constraints import NotMet, meets, selected
from mock_idp.oidc.claims.trust_framework import (
    CHECK_METHODS,
    DOCUMENTS,
    EVIDENCE,
    RECORDS,
    TRUST_FRAMEWORK,
    VERIFIED,
    Checked,
    verification_of,
)
from mock_idp.people.account import Account

MEMBER = "verified_claims"
MOST_ALTERNATIVES = 20
Request = Mapping[str, Any]


class BadRequest(ValueError):  # noqa: N818 - named after what happened
    """A request for verified claims is malformed; the text says why, in ASCII."""


def metadata() -> dict[str, object]:
    """Return what discovery says about verified claims (§8)."""
    return {
        "verified_claims_supported": True,
        "trust_frameworks_supported": [TRUST_FRAMEWORK],
        "evidence_supported": list(EVIDENCE),
        "documents_supported": list(DOCUMENTS),
        "documents_check_methods_supported": list(CHECK_METHODS),
        "electronic_records_supported": list(RECORDS),
        "claims_in_verified_claims_supported": list(VERIFIED),
    }


def alternatives(asked: object) -> tuple[Request, ...]:
    """Return the requests of a client: one, or several of which each may be answered.

    Raises:
        BadRequest: without a trust framework, without claims, or of a wrong shape.
    """
    several = asked if isinstance(asked, list) else [asked]
    if not 0 < len(several) <= MOST_ALTERNATIVES:
        raise BadRequest("verified_claims must be one request or a list of some.")
    return tuple(_checked(each) for each in several)


def _checked(asked: object) -> Request:
    verification = asked.get("verification") if isinstance(asked, Mapping) else None
    if not isinstance(asked, Mapping) or not isinstance(verification, Mapping):
        raise BadRequest("verified_claims must have verification.")
    if "trust_framework" not in verification:
        raise BadRequest("verified_claims.verification must name trust_framework.")
    claims = asked.get("claims", {})
    if not (claims is None or (isinstance(claims, Mapping) and claims)):
        raise BadRequest("verified_claims.claims must name a claim.")
    _check_evidence(verification.get("evidence"))
    return asked


def _check_evidence(evidence: object) -> None:
    """Check that each evidence asked for names its type by one value (§5.5)."""
    if evidence is None:
        return
    if not isinstance(evidence, list) or not evidence:
        raise BadRequest("verified_claims.verification.evidence must be a list.")
    for each in evidence:
        kind = each.get("type") if isinstance(each, Mapping) else None
        if not isinstance(kind, Mapping) or not isinstance(kind.get("value"), str):
            raise BadRequest("Each evidence must have a type with a value.")


def names_asked(asked: object) -> tuple[str, ...]:
    """Return the claims a client wants verified, each once, known ones only."""
    return tuple(dict.fromkeys(_names(asked)))


def _names(asked: object) -> Iterator[str]:
    for each in alternatives(asked):
        named = each["claims"]
        wanted = VERIFIED if named is None else [n.partition("#")[0] for n in named]
        yield from (name for name in wanted if name in VERIFIED)


def verified_claims(
    asked: object,
    account: Account,
    known: Mapping[str, Any],
    *,
    checked: Checked,
    now: float,
) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Answer a request for verified claims, in the shape it was asked in.

    Args:
        asked: the member of the ``claims`` parameter.
        account: the person.
        known: every claim there is about the person, in the client's words.
        checked: when the person was last checked.
        now: the provider's time in seconds.

    Returns:
        One element, a list of them for a list, or nothing when none can be told.
    """
    whole = verification_of(account, checked)
    if whole is None:
        return None
    confirmed = {k: v for k, v in known.items() if k in VERIFIED}
    several = (_answer(each, whole, confirmed, now) for each in alternatives(asked))
    told = [each for each in several if each is not None]
    if isinstance(asked, list):
        return told or None
    return told[0] if told else None


def _answer(
    asked: Request,
    whole: Mapping[str, Any],
    confirmed: Mapping[str, Any],
    now: float,
) -> dict[str, Any] | None:
    try:
        verification = selected(whole, asked["verification"], now)
    except NotMet:
        return None
    named = asked["claims"]
    wishes = dict.fromkeys(confirmed) if named is None else named
    claims = dict(_told(wishes, confirmed, now))
    return {"verification": verification, "claims": claims} if claims else None


def _told(
    wishes: Mapping[str, Any], confirmed: Mapping[str, Any], now: float
) -> Iterator[tuple[str, Any]]:
    """Yield the claims asked for that have the values asked for."""
    for name, wish in wishes.items():
        base, _, language = name.partition("#")
        if base not in confirmed or (language and not _is_vietnamese(language)):
            continue
        if meets(confirmed[base], wish, now):
            yield name, confirmed[base]


def _is_vietnamese(language: str) -> bool:
    return language.lower().split("-")[0] == "vi"
