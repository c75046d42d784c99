"""The e-ID's Vietnamese texts in English, as its pages show them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mock_idp
from forms.i18n import register_translations, use_language

TRANSLATIONS = Path(mock_idp.__file__).parent / "translations"


@contextmanager
def english() -> Iterator[None]:
    """Let texts of the e-ID be English until the block ends."""
    register_translations(TRANSLATIONS)
    with use_language("en"):
        yield
