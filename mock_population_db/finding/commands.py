"""The command ``find``: people by what they are like, from the command line."""

from dataclasses import fields
from datetime import date
from typing import Any, get_args, get_type_hints

import click
from sqlalchemy import Engine

from mock_population_db.clock import Clock
from mock_population_db.commands.settings import read_settings
from mock_population_db.db import make_engine, transaction
from mock_population_db.errors import PopulationError
from mock_population_db.finding import scopes
from mock_population_db.finding.criteria import Criteria
from mock_population_db.finding.search import Question, search
from mock_population_db.models import Person
from mock_population_db.register.loading import lay_foundation
from mock_population_db.register.overlay import DEFAULT_WORLD
from mock_population_db.settings import Settings

HEADS = ("personal id", "date of birth", "sex", "commune", "full name")
WIDTHS = (12, 13, 3, 7, 0)


def _option(name: str, kind: type) -> click.Option:
    dashed = name.replace("_", "-")
    if kind is bool:
        return click.Option([f"--{dashed}/--not-{dashed}", name], default=None)
    types: dict[type, Any] = {
        int: click.IntRange(min=0),
        date: click.DateTime(["%Y-%m-%d"]),
    }
    return click.Option([f"--{dashed}", name], type=types.get(kind, str))


def _options() -> list[click.Option]:
    hints = get_type_hints(Criteria)
    return [_option(one.name, get_args(hints[one.name])[0]) for one in fields(Criteria)]


@click.command()
@click.option("--commune", help="Where to look: five digits.")
@click.option("--province", help="Where to look, instead of a commune: two digits.")
@click.option("--world", default=DEFAULT_WORLD, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--after", help="Go on where a page has ended.")
def find(
    commune: str | None,
    province: str | None,
    world: str,
    limit: int,
    after: str | None,
    **asked: Any,  # noqa: ANN401 - the criteria, of several types
) -> None:
    """Find people by what they are like; all that is named must be true.

    Looks in the register's own commune unless a place is named; --full-name with
    --date-of-birth looks nationwide.
    """
    try:
        settings = read_settings()
        engine = _opened(settings)
        criteria = _criteria(asked)
        is_named = criteria.full_name is not None and not (commune or province)
        if not (commune or province):
            commune = settings.commune
        scope = None if is_named else scopes.scope(commune=commune, province=province)
        with transaction(engine) as db:
            today = Clock(settings.world_starts_at).today(db, world)
            question = Question(criteria, scope, world, today, limit)
            page = search(db, question, after)
    except PopulationError as error:
        raise click.ClickException(error.detail) from error
    click.echo(_line(*HEADS))
    for person in page.people:
        click.echo(_line(*_cells(person)))
    if page.next:
        click.echo(f"next: --after {page.next}")


find.params.extend(_options())
COMMANDS = (find,)


def _opened(settings: Settings) -> Engine:
    engine = make_engine(settings.database_url, synchronous=settings.sqlite_synchronous)
    return lay_foundation(engine, seed=settings.seed, size=settings.size)


def _criteria(asked: dict[str, Any]) -> Criteria:
    named = {name: value for name, value in asked.items() if value is not None}
    if ("full_name" in named) != ("date_of_birth" in named):
        raise click.UsageError("--full-name and --date-of-birth go together")
    if "date_of_birth" in named:
        named["date_of_birth"] = named["date_of_birth"].date()
    return Criteria(**named)


def _cells(person: Person) -> tuple[str, ...]:
    home = person.permanent_residence or {}
    return (
        person.personal_id,
        person.date_of_birth,
        person.sex,
        home.get("commune", "-"),
        person.full_name,
    )


def _line(*cells: str) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return "  ".join(padded).rstrip()
