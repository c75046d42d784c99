"""Laying the foundation: the tables and the base population, once per database.

All in one transaction: a process killed half-way leaves an empty database, and two
that start together do the work once.
"""

from dataclasses import asdict

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from mock_population_db.db import Base, one_writer_at_a_time, transaction
from mock_population_db.errors import OtherPopulation
from mock_population_db.models import (
    BASE_WORLD,
    Account,
    BirthNotice,
    Foundation,
    Household,
    Marriage,
    Person,
)
from mock_population_db.synthetic import VERSION, generate
from mock_population_db.synthetic.export import digest
from mock_population_db.synthetic.population import Population

TABLES = {
    "person": Person,
    "household": Household,
    "marriage": Marriage,
    "birth_notice": BirthNotice,
    "account": Account,
}


def lay_foundation(engine: Engine, *, seed: str, size: int) -> Foundation:
    """Make tables and people where there are none; return what is there.

    Raises:
        OtherPopulation: the database holds people of another seed, size or version.
    """
    with transaction(engine) as db:
        one_writer_at_a_time(db)
        Base.metadata.create_all(db.connection())
        found = db.get(Foundation, 1)
        if found is None:
            found = _fill(db, generate(seed, size), seed=seed, size=size)
        elif (found.version, found.seed, found.size) != (VERSION, seed, size):
            raise OtherPopulation(
                found=f"seed={found.seed} size={found.size} version={found.version}",
                wanted=f"seed={seed} size={size} version={VERSION}",
            )
        return found


def _fill(db: Session, population: Population, *, seed: str, size: int) -> Foundation:
    for kind, values, _key in population.tables():
        rows = [asdict(value) for value in values]
        table = TABLES[kind]
        if kind != "account":
            rows = [{**row, "world": BASE_WORLD} for row in rows]
        if kind == "person":
            rows = [{**row, "version": 1} for row in rows]
        db.execute(insert(table), rows)
    foundation = Foundation(
        id=1, version=VERSION, seed=seed, size=size, sha256=digest(population)
    )
    db.add(foundation)
    db.flush()
    return foundation
