"""What people agree to, and whether it covers what somebody asks.

Other organisations than State bodies read only with the person's consent (Luật Căn
cước 26/2023/QH15 Điều 10, Luật 91/2025/QH15): named purpose, named recipient, a last
day, and it can be taken back. The record's form is the project's own.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.i18n import Text, _
from mock_population_db import errors
from mock_population_db.access.purposes import Purpose, purpose
from mock_population_db.models.consents import Consent

LONGEST_LIST = 200


@dataclass(frozen=True)
class NewConsent:
    """What somebody agrees to.

    Attributes:
        personal_id: who agrees.
        recipient: name of the caller that may read.
        purpose: code of a purpose that rests on consent.
        scope: the groups that may be shown; never more than the purpose needs.
        until: the last day on which it holds.
    """

    personal_id: str
    recipient: str
    purpose: str
    scope: frozenset[str]
    until: date


def record_consent(
    db: Session, new: NewConsent, *, world: str, at: datetime
) -> Consent:
    """Record a consent and give it a reference.

    Raises:
        ConsentNotNeeded: the purpose does not rest on consent.
        GroupNotNeeded: the scope holds a group that the purpose does not need.
    """
    wanted = purpose(new.purpose)
    if not wanted.consent:
        raise errors.ConsentNotNeeded(purpose=wanted.code)
    for group in sorted(new.scope - wanted.groups):
        raise errors.GroupNotNeeded(purpose=wanted.code, group=group)
    consent = Consent(
        world=world,
        reference=f"DY-{secrets.token_hex(8).upper()}",
        personal_id=new.personal_id,
        recipient=new.recipient,
        purpose=wanted.code,
        scope=sorted(new.scope or wanted.groups),
        given_at=at,
        until=new.until.isoformat(),
        revoked_at=None,
    )
    db.add(consent)
    db.flush()
    return consent


def get_consent(db: Session, reference: str, world: str) -> Consent:
    """Return a consent by its reference.

    Raises:
        ConsentNotFound: no consent of this world has it.
    """
    query = select(Consent).where(
        Consent.reference == reference, Consent.world == world
    )
    found = db.scalar(query)
    if found is None:
        raise errors.ConsentNotFound
    return found


def consents_of(db: Session, personal_id: str, world: str) -> list[Consent]:
    """Return a person's consents in a world, newest first."""
    query = (
        select(Consent)
        .where(Consent.personal_id == personal_id, Consent.world == world)
        .order_by(Consent.id.desc())
        .limit(LONGEST_LIST)
    )
    return list(db.scalars(query))


def revoke(consent: Consent, at: datetime) -> None:
    """Take a consent back; a second time changes nothing."""
    consent.revoked_at = consent.revoked_at or at


def state(consent: Consent, today: date) -> str:
    """Return ``active``, ``revoked`` or ``expired``."""
    if consent.revoked_at is not None:
        return "revoked"
    return "active" if today.isoformat() <= consent.until else "expired"


def check_consent(
    consent: Consent, *, person: str, purpose: Purpose, recipient: str, today: date
) -> None:
    """Refuse a consent that does not cover this reading.

    Raises:
        ConsentNotFitting: it is another's, for another purpose or recipient.
        ConsentRevoked: the person took it back.
        ConsentExpired: its last day has passed.
    """
    other: list[tuple[bool, Text]] = [
        (consent.personal_id != person, _("chủ thể dữ liệu")),
        (consent.purpose != purpose.code, _("mục đích")),
        (consent.recipient != recipient, _("bên nhận dữ liệu")),
    ]
    for is_other, what in other:
        if is_other:
            raise errors.ConsentNotFitting(what=what)
    found = state(consent, today)
    if found == "revoked":
        raise errors.ConsentRevoked
    if found == "expired":
        raise errors.ConsentExpired
