"""Consents: a person agrees, sees what they agreed to, takes it back."""

from datetime import date
from typing import Any

from forms.i18n import gettext
from mock_population_db import errors
from mock_population_db.access import consents
from mock_population_db.access.callers import caller_named
from mock_population_db.api.calling import (
    Desk,
    at_desk,
    check_caller,
    register,
    write_once,
)
from mock_population_db.api.doors import Door
from mock_population_db.api.schemas.access import (
    Consent,
    Consents,
    ConsentsQuery,
    NewConsent,
)
from mock_population_db.api.writing import KEY_HEADER, answered
from mock_population_db.models import JsonObject
from mock_population_db.models.consents import Consent as Row
from mock_population_db.register import lookups

LONGEST_YEARS = 5

door = Door("consents", "/v1/consents", "Consents", check_caller)


@door.post("", NewConsent, Consent, status=201, parameters=[KEY_HEADER])
def agree(body: dict[str, Any]) -> tuple[JsonObject, int]:
    """Record that the requester agrees to a purpose of a recipient."""

    def do(desk: Desk) -> JsonObject:
        _only(desk, body["personal_id"])
        lookups.get_person(desk.db, body["personal_id"], desk.world)
        new = consents.NewConsent(
            personal_id=body["personal_id"],
            recipient=_recipient(body["recipient"]),
            purpose=body["purpose"],
            scope=frozenset(body["scope"]),
            until=_until(body["until"], desk.asking.today),
        )
        made = consents.record_consent(desk.db, new, world=desk.call.world, at=desk.now)
        return _record(made, desk)

    return answered(write_once("consents", body, do))


@door.get("", Consents, query=ConsentsQuery)
def of_person(query: dict[str, str]) -> dict[str, Any]:
    """The requester's own consents, newest first."""
    with at_desk() as desk:
        _only(desk, query["personal_id"])
        found = consents.consents_of(desk.db, query["personal_id"], desk.call.world)
        return {"consents": [_record(consent, desk) for consent in found]}


@door.get("/<reference>", Consent)
def one(reference: str) -> JsonObject:
    """One consent, for the person who gave it and for its recipient."""
    with at_desk() as desk:
        return _record(_visible(desk, reference), desk)


@door.post("/<reference>/revoke", None, Consent)
def take_back(reference: str) -> JsonObject:
    """Take a consent back; a second time changes nothing."""
    with at_desk() as desk:
        consent = _visible(desk, reference)
        _only(desk, consent.personal_id)
        consents.revoke(consent, desk.now)
        return _record(consent, desk)


def _visible(desk: Desk, reference: str) -> Row:
    found = consents.get_consent(desk.db, reference, desk.call.world)
    if desk.call.requester != found.personal_id and desk.call.caller != found.recipient:
        raise errors.ConsentNotFound
    return found


def _only(desk: Desk, person: str) -> None:
    if desk.call.requester != person:
        raise errors.NotThePersonThemself


def _recipient(name: str) -> str:
    found = caller_named(register().callers, name)
    if found is None:
        raise errors.Malformed(
            reason=gettext("Không có bên nhận dữ liệu mang tên này.")
        )
    return found.name


def _until(text: str, today: date) -> date:
    day = date.fromisoformat(text)
    if not today <= day or day.year > today.year + LONGEST_YEARS:
        raise errors.Malformed(
            reason=gettext("Ngày hết hạn phải từ hôm nay và không quá 5 năm.")
        )
    return day


def _record(consent: Row, desk: Desk) -> JsonObject:
    revoked = consent.revoked_at
    return {
        "reference": consent.reference,
        "personal_id": consent.personal_id,
        "recipient": consent.recipient,
        "purpose": consent.purpose,
        "scope": consent.scope,
        "given_at": consent.given_at.isoformat(),
        "until": consent.until,
        "revoked_at": revoked.isoformat() if revoked else None,
        "state": consents.state(consent, desk.asking.today),
    }
