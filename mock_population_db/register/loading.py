"""Laying the foundation: the tables and the cast, once per database.

The nation is computed, never stored; the database is pinned to it. All in one
transaction: a process killed half-way leaves an empty database, and two that start
together do the work once.
"""

import hashlib
from dataclasses import asdict

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from mock_population_db import citizen
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
from mock_population_db.nation.nation import Nation
from mock_population_db.register.virtual import nation_of, with_base
from mock_population_db.synthetic import VERSION
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.export import digest
from mock_population_db.synthetic.population import Population

TABLES = {
    "person": Person,
    "household": Household,
    "marriage": Marriage,
    "birth_notice": BirthNotice,
    "account": Account,
}


def lay_foundation(engine: Engine, *, seed: str, size: int) -> Engine:
    """Make tables and cast where there are none; return an engine over the nation.

    Raises:
        OtherPopulation: the database belongs to a nation of another seed, size, set
            of tables or way of computing.
    """
    people = cast()
    reserved = frozenset(person.personal_id for person in people.people)
    nation = nation_of(seed, size, reserved)
    wanted = _foundation(seed, nation, people)
    with transaction(engine) as db:
        one_writer_at_a_time(db)
        Base.metadata.create_all(db.connection())
        found = db.get(Foundation, 1)
        if found is None:
            _fill(db, people)
            db.add(wanted)
        elif _pin(found) != _pin(wanted):
            raise OtherPopulation(found=_said(found), wanted=_said(wanted))
    return with_base(engine, nation)


def _foundation(seed: str, nation: Nation, people: Population) -> Foundation:
    both = f"{nation.digest}/{citizen.digest()}/{digest(people)}"
    return Foundation(
        id=1,
        version=VERSION,
        seed=seed,
        size=nation.size,
        sha256=hashlib.sha256(both.encode()).hexdigest(),
    )


def _pin(pinned: Foundation) -> tuple[int, str, int, str]:
    return pinned.version, pinned.seed, pinned.size, pinned.sha256


def _said(pinned: Foundation) -> str:
    return (
        f"seed={pinned.seed} size={pinned.size} version={pinned.version} "
        f"tables={pinned.sha256[:12]}"
    )


def _fill(db: Session, population: Population) -> None:
    for kind, values, _key in population.tables():
        rows = [asdict(value) for value in values]
        if kind != "account":
            rows = [{**row, "world": BASE_WORLD} for row in rows]
        if kind == "person":
            rows = [{**row, "version": 1} for row in rows]
        db.execute(insert(TABLES[kind]), rows)
