"""The command ``live``: days pass in a world, from the command line."""

from datetime import datetime

import click

from mock_population_db.clock import Clock
from mock_population_db.commands.settings import read_settings
from mock_population_db.db import make_engine
from mock_population_db.errors import PopulationError
from mock_population_db.living.running import Wish, run
from mock_population_db.register.loading import lay_foundation
from mock_population_db.register.overlay import DEFAULT_WORLD


@click.command()
@click.option("--days", type=click.IntRange(1), help="So many more days.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option(
    "--commune",
    "communes",
    multiple=True,
    help="Five digits, as often as wanted; POPULATION_COMMUNE otherwise.",
)
@click.option("--world", default=DEFAULT_WORLD, show_default=True)
def live(
    days: int | None, until: datetime | None, communes: tuple[str, ...], world: str
) -> None:
    """Let days pass up to the world's clock: births, deaths, marriages, moves.

    A day is lived whole or not at all; stopped half-way, the command goes on where it
    was when it is called again.
    """
    settings = read_settings()
    wish = Wish(communes or (settings.commune,), days, until.date() if until else None)
    try:
        engine = make_engine(
            settings.database_url, synchronous=settings.sqlite_synchronous
        )
        engine = lay_foundation(engine, seed=settings.seed, size=settings.size)
        lived = run(engine, Clock(settings.world_starts_at), world, wish)
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    for day in lived:
        said = ", ".join(f"{kind} {n}" for kind, n in sorted(day.counts.items()))
        click.echo(f"{day.day}  {day.commune}  {said or 'nothing'}")
    click.echo(f"{len(lived)} days")


COMMANDS = (live,)
