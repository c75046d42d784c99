"""What a world's changes cost: reading through them, making one, resetting one."""

import tempfile
from random import Random

from sqlalchemy import Engine, insert

from benchmarks.register.figures import (
    MS,
    WARM,
    at_most,
    each_ms,
    percentile,
    seconds,
    spread,
    title,
    told,
)
from mock_population_db.clock import Clock
from mock_population_db.db import make_engine, transaction
from mock_population_db.models import Person
from mock_population_db.register import lookups, overlay
from mock_population_db.register.loading import lay_foundation
from mock_population_db.register.virtual import base_of
from mock_population_db.settings import Settings

CHANGES = 10_000
FULL, EMPTY = "full", "empty"
SURPLUS, CREATE_MS = 20, 5


def worlds(count: int) -> None:
    """Print the surplus of an overlay of 10,000 changes, and what a world costs."""
    title(f"Worlds: one with {CHANGES:,} changed people, {count:,} read")
    settings = Settings()
    with tempfile.TemporaryDirectory() as made:
        engine = make_engine(f"sqlite:///{made}/register.db")
        engine = lay_foundation(engine, seed=settings.seed, size=settings.size)
        try:
            _reading(engine, count)
            _making(engine, Clock(settings.world_starts_at))
        finally:
            engine.dispose()


def _reading(engine: Engine, count: int) -> None:
    draw = Random(8)  # noqa: S311 - a sample, not a secret
    with transaction(engine) as db:
        base = base_of(db)
        nation = base.nation
        changed = [
            nation.number_of(draw.randrange(nation.capacity)) for _ in range(CHANGES)
        ]
        rows = [_row(base.person(number)) for number in dict.fromkeys(changed)]
        db.execute(insert(Person), rows)
    others = [nation.number_of(draw.randrange(nation.capacity)) for _ in range(count)]
    with transaction(engine) as db:
        bare, empty, full, own = [], [], [], []
        for start in range(0, count, 100):  # in turns: the machine's noise is shared
            part = others[start : start + 100]
            bare += each_ms(base.person, part)
            empty += each_ms(lambda n: lookups.get_person(db, n, EMPTY), part)
            full += each_ms(lambda n: lookups.get_person(db, n, FULL), part)
            own += each_ms(
                lambda n: lookups.get_person(db, n, FULL), changed[start : start + 100]
            )
        medians = [percentile(sorted(each), 0.5) for each in (bare, empty, full, own)]
    told("record, the bare base", medians[0], "ms, median")
    told("record, a world without changes", medians[1], "ms, median")
    told("record, unchanged person of the full world", medians[2], "ms, median")
    told("record, changed person of the full world", medians[3], "ms, median")
    surplus = 100 * (medians[2] / medians[1] - 1)
    at_most("changes add to a world's read", surplus, "%", SURPLUS)
    at_most(
        "the overlay adds to the base",
        100 * (medians[2] / medians[0] - 1),
        "%",
        SURPLUS,
    )


def _row(person: Person | None) -> dict[str, object]:
    if person is None:
        raise SystemExit("a number of the nation leads to nobody")
    columns = [one.name for one in Person.__table__.columns if one.name != "id"]
    return {**{name: getattr(person, name) for name in columns}, "world": FULL}


def _making(engine: Engine, clock: Clock) -> None:
    def create(world: str) -> None:
        with transaction(engine) as db:
            clock.now(db, world)

    def reset(world: str) -> None:
        with transaction(engine) as db:
            overlay.forget(db, world)

    names = [f"class-{number}" for number in range(500)]
    fresh = iter(names)
    spread(
        "create a world", lambda _: create(next(fresh)), names[WARM:], goal=CREATE_MS
    )
    spread("reset a world", reset, names, goal=CREATE_MS)
    told(f"reset the world of {CHANGES:,}", MS * seconds(lambda: reset(FULL)), "ms")
