"""``check``: whether every rule holds."""

import sys
from collections import Counter

import click
import numpy as np

from mock_population_db.commands.settings import nation_at, resized
from mock_population_db.db import make_engine, reading
from mock_population_db.errors import PopulationError
from mock_population_db.export import read_scope
from mock_population_db.nation.invariants import Checks
from mock_population_db.nation.nation import Nation
from mock_population_db.register.events.believable import doubts
from mock_population_db.register.loading import lay_foundation
from mock_population_db.register.overlay import world_code
from mock_population_db.settings import Settings
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.invariants import violations as of_cast


@click.command()
@click.option(
    "--sample",
    type=click.IntRange(0),
    default=100_000,
    show_default=True,
    help="How many people of the whole nation.",
)
@click.option("--sample-seed", type=int, default=0, show_default=True)
@click.option("--commune", help="Checked as a whole; POPULATION_COMMUNE otherwise.")
@click.option("--world", help="Check too whom this world of the database has changed.")
@click.option("--seed", help="POPULATION_SEED when absent.")
@click.option(
    "--size", type=click.IntRange(1000, 100_000_000), help="POPULATION_SIZE otherwise."
)
def check(
    *,
    sample: int,
    sample_seed: int,
    commune: str | None,
    world: str | None,
    seed: str | None,
    size: int | None,
) -> None:
    """Check kin, ages, marriages, households and numbers; 1 when a rule is broken."""
    settings = resized(seed, size)
    nation = nation_at(settings)
    try:
        ward = read_scope(f"commune:{commune or settings.commune}", nation)
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    drawn = nation.sample(min(sample, nation.size), sample_seed)
    parts = {
        f"sample of {len(drawn):,} of {nation.size:,}": drawn,
        f"commune {ward.which}": np.concatenate(
            [people for people, _ in ward.blocks()]
        ),
    }
    broken: Counter[str] = Counter(f"cast: {each}" for each in of_cast(cast()))
    for name, people in parts.items():
        broken += _checked(nation, name, people.tolist())
    if world:
        broken += _changed(settings, world)
    for rule, times in sorted(broken.items()):
        click.echo(f"{times:>8,}  {rule}", err=True)
    click.echo(f"{broken.total():,} violations")
    if broken:
        raise SystemExit(1)


def _changed(settings: Settings, world: str) -> Counter[str]:
    engine = make_engine(settings.database_url)
    try:
        above = lay_foundation(engine, seed=settings.seed, size=settings.size)
        with reading(above) as db:
            people, found = doubts(db, world_code(world))
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    finally:
        engine.dispose()
    click.echo(f"world {world}: {people:,} changed people checked")
    return found


def _checked(nation: Nation, name: str, people: list[int]) -> Counter[str]:
    checks = Checks(nation)
    stream = sys.stderr
    with click.progressbar(people, label=name, file=stream) as bar:
        found = Counter(rule for index in bar for rule in checks.broken(index))
    numbers = Counter(nation.numbers_of(np.array(people, np.int64)).tolist())
    twice = sum(times - 1 for times in numbers.values())
    if twice:
        found["one number for two people"] = twice
    click.echo(f"{name}: {len(people):,} people checked")
    return found
