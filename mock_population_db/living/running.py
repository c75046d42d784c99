"""Running days: which ones are still to be lived, and each of them whole or not."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from mock_population_db.clock import Clock
from mock_population_db.db import one_writer_at_a_time, reading, transaction
from mock_population_db.errors import DayAhead, NoSuchCommune
from mock_population_db.living.births import register_births, tell_births
from mock_population_db.living.day import Day
from mock_population_db.living.deaths import die, register_deaths
from mock_population_db.living.drawing import Dice
from mock_population_db.living.leaving import leave_home
from mock_population_db.living.townsfolk import (
    Townsfolk,
    residents,
    with_newcomers,
)
from mock_population_db.living.weddings import marry
from mock_population_db.models.living import LivingDay, LivingStop
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.register.virtual import base_of
from mock_population_db.settings import VIETNAM

END_OF_WORK = time(17, 0)
TURN = 0.05
"""Seconds between days: whoever else wants to write gets a turn."""
ONE_DAY = timedelta(days=1)
HAPPENINGS = (register_births, register_deaths, tell_births, die, marry, leave_home)


@dataclass(frozen=True)
class Wish:
    """Which days to live.

    Attributes:
        communes: five-digit codes.
        days: so many days after the last one that each commune has lived.
        until: the last day, in the place of ``days``; by default the world's day.
    """

    communes: tuple[str, ...]
    days: int | None = None
    until: date | None = None


def run(engine: Engine, clock: Clock, world: str, wish: Wish) -> list[LivingDay]:
    """Live the days that are wished for and not yet lived; return their marks.

    Days after the world's day are left for later. A wish to stop ends the run after
    the day that is being lived.

    Raises:
        NoSuchCommune: the nation has no such commune.
        DayAhead: ``until`` lies after the world's day.
    """
    with transaction(engine) as db:
        one_writer_at_a_time(db)
        now = clock.now(db, world)
        nation = base_of(db).nation
        plan = list(_plan(db, world, wish, now.astimezone(VIETNAM).date(), nation))
        db.execute(delete(LivingStop).where(LivingStop.world == world))
    communes = {commune for _day, commune in plan}
    folk = {commune: residents(nation, commune) for commune in communes}
    lived = []
    for day, commune in plan:
        threading.Event().wait(TURN)
        with transaction(engine) as db:
            one_writer_at_a_time(db)
            if db.get(LivingStop, world):
                break
            if not _is_lived(db, world, commune, day):
                moment = min(now, datetime.combine(day, END_OF_WORK, VIETNAM))
                lived.append(_live(db, world, commune, day, moment, folk[commune]))
    return lived


def stop(db: Session, world: str) -> None:
    """Let a run of this world end after the day that is being lived."""
    db.merge(LivingStop(world=world))


def days_lived(
    engine: Engine, world: str, communes: Sequence[str] = ()
) -> list[LivingDay]:
    """Return the marks of the days that were lived, in their order."""
    query = select(LivingDay).where(LivingDay.world == world)
    if communes:
        query = query.where(LivingDay.commune.in_(communes))
    with reading(engine) as db:
        return list(db.scalars(query.order_by(LivingDay.day, LivingDay.commune)))


def _plan(
    db: Session, world: str, wish: Wish, today: date, nation: Nation
) -> Iterator[tuple[date, str]]:
    if wish.until and wish.until > today:
        raise DayAhead(day=wish.until.isoformat(), today=today.isoformat())
    known = nation.communes()
    found = []
    for commune in dict.fromkeys(wish.communes):
        if commune not in known:
            raise NoSuchCommune(commune=commune)
        first = _last_lived(db, world, commune) + ONE_DAY
        end = wish.until or today
        if wish.days is not None:
            end = min(end, first + (wish.days - 1) * ONE_DAY)
        found += [
            (first + step * ONE_DAY, commune) for step in range((end - first).days + 1)
        ]
    return iter(sorted(found))


def _last_lived(db: Session, world: str, commune: str) -> date:
    query = select(LivingDay.day).where(
        LivingDay.world == world, LivingDay.commune == commune
    )
    last = db.scalar(query.order_by(LivingDay.day.desc()).limit(1))
    return date.fromisoformat(last) if last else AS_OF


def _is_lived(db: Session, world: str, commune: str, day: date) -> bool:
    query = select(LivingDay.id).where(
        LivingDay.world == world,
        LivingDay.commune == commune,
        LivingDay.day == day.isoformat(),
    )
    return db.scalar(query) is not None


def _live(
    db: Session,
    world: str,
    commune: str,
    day: date,
    moment: datetime,
    folk: Townsfolk,
) -> LivingDay:
    nation = base_of(db).nation
    here = Day(
        db=db,
        world=world,
        commune=commune,
        day=day,
        at=moment,
        folk=with_newcomers(db, folk, commune, world),
        nation=nation,
        dice=Dice(nation.seed, world, commune, day),
        lasting=Dice(nation.seed, world, commune, None),
    )
    for happening in HAPPENINGS:
        happening(here)
    mark = LivingDay(
        world=world, commune=commune, day=day.isoformat(), counts=dict(here.counts)
    )
    db.add(mark)
    db.flush()
    return mark
