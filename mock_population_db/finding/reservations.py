"""Keeping people for tests, so that two tests never meet in one person."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mock_population_db.errors import NobodyFound, ReservationNotFound
from mock_population_db.finding.search import Question, search
from mock_population_db.models import Person
from mock_population_db.models.reservations import Reservation

LONGEST_MINUTES = 7 * 24 * 60
MOST_PAGES = 8


@dataclass(frozen=True)
class Holder:
    """Who keeps a person: the calling system and its requester."""

    caller: str
    requester: str


def reserve(
    db: Session, question: Question, holder: Holder, *, at: datetime, minutes: int
) -> tuple[Reservation, Person]:
    """Keep the first person who fits and whom nobody keeps in this world.

    The caller holds the writers' lock, so that two never get the same person.

    Raises:
        NobodyFound: there is none within what was looked at.
    """
    _forget_over(db, question.world, at)
    kept = select(Reservation.personal_id).where(Reservation.world == question.world)
    free = replace(question, limit=1, without=frozenset(db.scalars(kept)))
    person = _first(db, free)
    asked = question.criteria.asked()
    reservation = Reservation(
        world=question.world,
        reference=f"GC-{secrets.token_hex(8).upper()}",
        personal_id=person.personal_id,
        caller=holder.caller,
        requester=holder.requester,
        criteria={name: _plain(value) for name, value in asked.items()},
        reserved_at=at,
        until=at + timedelta(minutes=minutes),
    )
    db.add(reservation)
    db.flush()
    return reservation, person


def get_reservation(
    db: Session, reference: str, *, world: str, caller: str, at: datetime
) -> Reservation:
    """Return a reservation that the calling system holds and that is not over.

    Raises:
        ReservationNotFound: there is none.
    """
    query = select(Reservation).where(
        Reservation.reference == reference,
        Reservation.world == world,
        Reservation.caller == caller,
        Reservation.until > at,
    )
    found = db.scalar(query)
    if found is None:
        raise ReservationNotFound
    return found


def reservations_of(
    db: Session, *, world: str, caller: str, at: datetime
) -> list[Reservation]:
    """Return what a calling system keeps in a world, the oldest first."""
    query = select(Reservation).where(
        Reservation.world == world,
        Reservation.caller == caller,
        Reservation.until > at,
    )
    return list(db.scalars(query.order_by(Reservation.id)))


def _first(db: Session, question: Question) -> Person:
    after = None
    for _ in range(MOST_PAGES):
        page = search(db, question, after)
        if page.people:
            return page.people[0]
        after = page.next
        if after is None:
            break
    raise NobodyFound


def _forget_over(db: Session, world: str, at: datetime) -> None:
    db.execute(
        delete(Reservation).where(Reservation.world == world, Reservation.until <= at)
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
