"""The command ``mock-population-db``."""

import gc
import logging

import click
from sqlalchemy.exc import OperationalError

from mock_population_db.commands.cast import people
from mock_population_db.commands.checking import check
from mock_population_db.commands.exporting import export
from mock_population_db.commands.facts import info
from mock_population_db.commands.settings import nation_at, read_settings
from mock_population_db.errors import PopulationError
from mock_population_db.finding import commands as finding
from mock_population_db.living import commands as living
from mock_population_db.nation.nation import Nation
from mock_population_db.quality.commands import quality_commands


@click.group()
def main() -> None:
    """A synthetic population register (cơ sở dữ liệu dân cư giả lập)."""


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the register; the database is made when it is not there."""
    gc.disable()  # nothing of the start is garbage; serving switches it on again
    from mock_population_db.app import create_app  # noqa: PLC0415 - other commands
    from mock_population_db.serving import serve_forever  # noqa: PLC0415 - need no web

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    given = {"host": host, "port": port}
    changes = {name: value for name, value in given.items() if value is not None}
    settings = read_settings().model_copy(update=changes)
    try:
        app = create_app(settings)
        serve_forever(app, settings.host, settings.port, settings.threads)
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    except OperationalError as error:
        raise click.ClickException(f"database: {error.orig}") from error
    except OSError as error:
        raise click.ClickException(str(error)) from error


def _nation() -> Nation:
    return nation_at(read_settings())


for command in (
    *(export, check, info, people),
    *quality_commands(_nation),
    *finding.COMMANDS,
    *living.COMMANDS,
):
    main.add_command(command)
