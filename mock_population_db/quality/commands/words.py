"""What the commands for lists share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mock_population_db.nation.nation import Nation
from mock_population_db.quality.errors import QualityError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
MakeNation = Callable[[], Nation]


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Tell errors as the program does: in words, without a trace."""
    try:
        yield
    except QualityError as error:
        raise click.ClickException(error.detail) from error
    except OSError as error:
        raise click.ClickException(str(error)) from error
