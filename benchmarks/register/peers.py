"""For comparison: Faker alone, and a stored SQLite table of the same people."""

import sqlite3
import tempfile
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.register.figures import (
    MS,
    best,
    each_ms,
    percentile,
    seconds,
    title,
    told,
)
from mock_population_db.nation import Nation

COLUMNS = (
    "number INTEGER PRIMARY KEY, name TEXT, born INTEGER, sex INTEGER, commune TEXT"
)


def peers(nation: Nation, count: int) -> None:
    """Print what the usual ways cost."""
    title("For comparison")
    _faker(nation, 2_000)
    _stored(nation, count)


def _faker(nation: Nation, count: int) -> None:
    from faker import Faker  # noqa: PLC0415 - only for the comparison

    fake = Faker("vi_VN")
    fake.seed_instance(1)

    def people() -> None:
        for _ in range(count):
            fake.name(), fake.date_of_birth(), fake.address(), fake.ssn()

    rate = count / best(people)
    told("Faker: name, birth date, address, ssn", rate, "persons/s")

    def ours() -> None:
        facts = nation.batch(np.arange(count * 50))
        facts.names(), facts.numbers(), facts.commune_codes()

    mine = count * 50 / best(ours)
    told("the nation: name, day, commune, number, kin", mine, "persons/s")
    told("  as a ratio, the nation / Faker", mine / rate, "times")


def _stored(nation: Nation, count: int) -> None:
    draw = np.random.default_rng(9)
    indices = np.arange(nation.capacity // 3, nation.capacity // 3 + count)
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "people.db"
        with sqlite3.connect(file) as db:
            db.execute(f"CREATE TABLE people ({COLUMNS})")
            spent = seconds(lambda: _load(db, nation, indices))
            numbers = nation.numbers_of(draw.choice(indices, 20_000)).tolist()
            query = "SELECT * FROM people WHERE number = ?"
            asked = each_ms(lambda n: db.execute(query, (n,)).fetchone(), numbers)
        size = file.stat().st_size
    told(f"SQLite table of {count:,}: to load", spent, "s")
    told("  its size", size / count, "bytes/pers")
    told("  100 million people by that", size / count * 1e8 / 1e9, "GB")
    told("  100 million people to load by that", spent / count * 1e8 / 60, "min")
    middle = percentile(asked, 0.5)
    told("  look-ups of five columns", MS / middle, "per s")
    some = Random(9).choices(indices.tolist(), k=5_000)  # noqa: S311 - a sample
    own = percentile(each_ms(nation.person, some), 0.5)
    told("the nation: look-ups of 23 facts", MS / own, "per s")


def _load(db: sqlite3.Connection, nation: Nation, indices: "np.ndarray") -> None:
    for start in range(0, len(indices), 100_000):
        facts = nation.batch(indices[start : start + 100_000])
        rows = zip(
            facts.number.tolist(),
            facts.names(),
            facts.date_of_birth.tolist(),
            facts.sex.tolist(),
            facts.commune_codes(),
            strict=True,
        )
        db.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows)
    db.commit()
