"""The command ``mock-population-db``."""

import json
import logging
from pathlib import Path

import click
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from mock_population_db.app import create_app
from mock_population_db.errors import PopulationError
from mock_population_db.serving import serve_forever
from mock_population_db.settings import Settings
from mock_population_db.synthetic import generate as generate_people
from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.export import digest, json_lines
from mock_population_db.synthetic.invariants import violations

WIDTHS = (8, 12, 24, 8, 26, 0)


@click.group()
def main() -> None:
    """A synthetic population register (cơ sở dữ liệu dân cư giả lập)."""


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the register; the database is made when it is not there."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    given = {"host": host, "port": port}
    changes = {name: value for name, value in given.items() if value is not None}
    settings = _settings().model_copy(update=changes)
    try:
        app = create_app(settings)
        serve_forever(app, settings.host, settings.port, settings.threads)
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    except OperationalError as error:
        raise click.ClickException(f"database: {error.orig}") from error
    except OSError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option(
    "--seed", help="The same seed gives the same people; POPULATION_SEED otherwise."
)
@click.option(
    "--size",
    type=click.IntRange(0, 50_000),
    help="How many people beside the cast; POPULATION_SIZE otherwise.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON lines."
)
@click.option("--check", is_flag=True, help="Check the invariants; 1 when one breaks.")
def generate(
    seed: str | None, size: int | None, out: Path | None, *, check: bool
) -> None:
    """Generate the people and print the SHA-256 of their canonical text."""
    settings = _settings()
    seed = settings.seed if seed is None else seed
    size = settings.size if size is None else size
    population = generate_people(seed, size)
    if out:
        text = "".join(f"{line}\n" for line in json_lines(population))
        out.write_text(text, encoding="utf-8")
    click.echo(f"{digest(population)}  {len(population.people)} people")
    if check:
        broken = violations(population)
        for violation in broken:
            click.echo(violation, err=True)
        click.echo(f"{len(broken)} violations")
        if broken:
            raise SystemExit(1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def people(*, as_json: bool) -> None:
    """List the cast: who, which number, which account, which story."""
    rows = _cast_rows()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(_line("cast", "personal id", "full name", "account", "office", "story"))
    for row in rows:
        account = f"{row['account_level']} {row['account_status']}"
        click.echo(
            _line(
                row["cast"],
                row["personal_id"],
                row["full_name"],
                account,
                row["office"] or "-",
                row["story"],
            )
        )


def _line(*cells: object) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return "  ".join(padded).rstrip()


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()
        ]
        raise click.ClickException("POPULATION_* " + "; ".join(problems)) from error


def _cast_rows() -> list[dict[str, object]]:
    found = cast()
    by_id = {person.personal_id: person for person in found.people}
    return [
        {
            "cast": account.cast,
            "personal_id": account.personal_id,
            "full_name": by_id[account.personal_id].full_name,
            "date_of_birth": by_id[account.personal_id].date_of_birth,
            "account_level": account.level,
            "account_status": account.status,
            "office": account.office,
            "story": account.story,
            "story_english": account.story_english,
        }
        for account in found.accounts
        if account.cast
    ]
