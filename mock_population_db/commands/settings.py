"""Settings and the nation, as every command needs them."""

import click
from pydantic import ValidationError

from mock_population_db.nation.nation import Nation
from mock_population_db.register.virtual import nation_of
from mock_population_db.settings import Settings
from mock_population_db.synthetic.cast import cast_numbers


def read_settings() -> Settings:
    """Return the settings, or say which of the environment is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()
        ]
        raise click.ClickException("POPULATION_* " + "; ".join(problems)) from error


def nation_at(settings: Settings) -> Nation:
    """Return the nation that these settings name, the same that the service shows."""
    return nation_of(settings.seed, settings.size, frozenset(cast_numbers().values()))


def resized(seed: str | None, size: int | None) -> Settings:
    """Return the settings with another seed or size, where one is given."""
    given = {"seed": seed, "size": size}
    changes = {name: value for name, value in given.items() if value is not None}
    return read_settings().model_copy(update=changes)
