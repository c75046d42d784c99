"""``info``: which nation this is."""

import time

import click

from mock_population_db.commands.settings import nation_at, resized
from mock_population_db.nation.nation import AS_OF
from mock_population_db.nation.sources import digest as tables_digest


@click.command()
@click.option("--seed", help="POPULATION_SEED when absent.")
@click.option(
    "--size", type=click.IntRange(1000, 100_000_000), help="POPULATION_SIZE otherwise."
)
def info(seed: str | None, size: int | None) -> None:
    """Say seed, size, digest and how long the nation took to start."""
    settings = resized(seed, size)
    before = time.perf_counter()
    nation = nation_at(settings)
    took = time.perf_counter() - before
    rows = {
        "seed": settings.seed,
        "people": f"{nation.size:,}",
        "with their dead": f"{nation.capacity:,}",
        "households": f"{nation.households:,}",
        "as of": f"{AS_OF:%Y-%m-%d}",
        "commune shown": settings.commune,
        "digest": nation.digest,
        "tables": tables_digest(),
        "started in": f"{took:.2f} s",
        "database": settings.database_url.partition("://")[0],
    }
    for name, value in rows.items():
        click.echo(f"{name:<16} {value}")
