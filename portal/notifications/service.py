"""Send one text on every channel, and read it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.i18n import SOURCE_LANGUAGE, use_language
from portal import clock
from portal.notifications.errors import UnknownTemplate
from portal.notifications.models import CHANNELS, EVNEID, PORTAL, SMS, Message
from portal.notifications.templates import TEMPLATES, Words

__all__ = [
    "EVNEID",
    "SMS",
    "inbox",
    "mark_read",
    "outbox",
    "send",
    "unread",
    "words",
]


def send(  # noqa: PLR0913 - who, what, about which dossier, when
    db: Session,
    *,
    world: str,
    person_id: str,
    template: str,
    dossier_code: str,
    facts: Mapping[str, Any],
    now: datetime,
    key: str,
) -> list[Message]:
    """Send a text to a person on the portal, by SMS and to the e-ID app.

    Nothing leaves the machine: the rows are the outbox. Sent again under the same
    key, nothing new is sent.

    Args:
        db: the caller's session.
        world: the dossier's world.
        person_id: to whom.
        template: name in :data:`TEMPLATES`.
        dossier_code: what it is about.
        facts: plain JSON without translated texts, so that it can be worded again.
        now: the world's time.
        key: names this message, for example ``LT-…/residence/returned/1``.

    Raises:
        UnknownTemplate: no message has this name.
    """
    keys = {channel: f"{key}/{channel}" for channel in CHANNELS}
    known = sa.select(Message).where(Message.key.in_(keys.values()))
    earlier = list(db.scalars(known.order_by(Message.id)))
    if earlier:
        return earlier
    with use_language(SOURCE_LANGUAGE):
        text = _text(template, dossier_code, facts)
    messages = [
        Message(
            key=keys[channel],
            world=world,
            person_id=person_id,
            dossier_code=dossier_code,
            channel=channel,
            template=template,
            facts=dict(facts),
            subject=text.subject,
            body=text.body,
            at=now,
        )
        for channel in CHANNELS
    ]
    db.add_all(messages)
    db.flush()
    return messages


def inbox(db: Session, person_id: str) -> list[Message]:
    """Return a person's messages on the portal, newest first."""
    return list(
        db.scalars(
            sa.select(Message)
            .where(Message.person_id == person_id, Message.channel == PORTAL)
            .order_by(Message.at.desc(), Message.id.desc())
        )
    )


def outbox(db: Session, world: str) -> list[Message]:
    """Return everything that was sent in a world on all channels, newest first."""
    return list(
        db.scalars(
            sa.select(Message)
            .where(Message.world == world)
            .order_by(Message.at.desc(), Message.id.desc())
        )
    )


def mark_read(db: Session, person_id: str) -> int:
    """Mark all of a person's messages on the portal as read; tells how many."""
    new = list(db.scalars(sa.select(Message).where(*_unread(person_id))))
    for message in new:
        message.read_at = clock.now(db, message.world)
    db.flush()
    return len(new)


def unread(db: Session, person_id: str) -> int:
    """Count a person's unread messages on the portal."""
    query = sa.select(sa.func.count()).select_from(Message)
    return db.scalar(query.where(*_unread(person_id))) or 0


def words(message: Message) -> Words:
    """Return a message in the reader's language; as sent, it is Vietnamese."""
    return _text(message.template, message.dossier_code, message.facts)


def _text(template: str, dossier_code: str, facts: Mapping[str, Any]) -> Words:
    if template not in TEMPLATES:
        raise UnknownTemplate(template)
    return TEMPLATES[template]({"code": dossier_code, **facts})


def _unread(person_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Message.person_id == person_id,
        Message.channel == PORTAL,
        Message.read_at.is_(None),
    )
