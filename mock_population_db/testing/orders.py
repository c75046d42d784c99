"""Orders that cannot be followed, said in English to whoever wrote the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from forms.errors import FormsError
from forms.i18n import use_language
from mock_population_db.errors import PopulationError


class BadOrder(ValueError):  # noqa: N818 - named after what is wrong
    """A test asks for what cannot be: an unknown fact, or a family that never was."""


@contextmanager
def in_english() -> Iterator[None]:
    """Turn the register's refusals into one that a traceback shows well.

    Raises:
        BadOrder: the order inside was refused.
    """
    try:
        yield
    except PopulationError as error:
        with use_language("en"):
            text = f"{error.code}: {error.detail}"
        raise BadOrder(text) from error
    except FormsError as error:
        with use_language("en"):
            text = str(error)
        raise BadOrder(text) from error
