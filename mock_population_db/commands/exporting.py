"""``export``: a part of the nation as a file."""

import sys
from pathlib import Path

import click

from mock_population_db.commands.settings import nation_at, resized
from mock_population_db.errors import PopulationError
from mock_population_db.export import FORMATS, read_scope, write


@click.command()
@click.option(
    "--scope",
    help="commune:CODE, province:CODE, sample:N or nation; the default commune "
    "(POPULATION_COMMUNE) when absent.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="The ending of --out decides when absent.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option(
    "--facts",
    type=click.Choice(["base", "all"]),
    default="base",
    show_default=True,
    help="base: number, name, birth, home, kin; all: the 26 groups (slower).",
)
@click.option(
    "--sample-seed", type=int, default=0, show_default=True, help="Which sample."
)
@click.option("--seed", help="POPULATION_SEED when absent.")
@click.option(
    "--size", type=click.IntRange(1000, 100_000_000), help="POPULATION_SIZE otherwise."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def export(  # noqa: PLR0913 - one for each option
    *,
    scope: str | None,
    form: str | None,
    out: Path,
    facts: str,
    sample_seed: int,
    seed: str | None,
    size: int | None,
    force: bool,
) -> None:
    """Write the people of a commune, a province or a sample to a file.

    The same seed and size give the same bytes. The cast and what happened in worlds
    are not part of it.
    """
    settings = resized(seed, size)
    form = form or _by_ending(out)
    try:
        nation = nation_at(settings)
        wanted = read_scope(
            scope or f"commune:{settings.commune}", nation, seed=sample_seed
        )
        with click.progressbar(
            length=wanted.steps, label=out.name, file=sys.stderr
        ) as bar:
            count = write(
                wanted,
                out,
                form,
                everything=facts == "all",
                force=force,
                progress=bar.update,
            )
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror or error}") from error
    click.echo(f"{out}  {count:,} people  {out.stat().st_size:,} bytes")


def _by_ending(out: Path) -> str:
    endings = {
        ".csv": "csv",
        ".parquet": "parquet",
        ".sqlite": "sqlite",
        ".db": "sqlite",
    }
    found = endings.get(out.suffix.lower())
    if found is None:
        raise click.UsageError("--format: csv, parquet or sqlite")
    return found
