"""Texts in Vietnamese, shown in the reader's language.

Vietnamese is the source: ``_("Họ, chữ đệm, tên")`` is the message and its key.
English comes from gettext catalogues; every package registers its own folder.
The language of the moment is a context variable, so threads and requests never
see each other's choice.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)
_folders: list[Path] = []


def register_translations(folder: Path) -> None:
    """Add a folder that holds ``<language>/LC_MESSAGES/messages.mo``."""
    if folder not in _folders:
        _folders.append(folder)
        _catalogue.cache_clear()


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    found = _gettext.NullTranslations()
    for folder in _folders:
        found.add_fallback(
            _gettext.translation("messages", folder, [language], fallback=True)
        )
    return found


def language() -> str:
    """Return the language of the moment, ``vi`` or ``en``."""
    return _language.get()


def set_language(code: str) -> None:
    """Set the language for the rest of this context (a request, a thread)."""
    _language.set(code if code in LANGUAGES else SOURCE_LANGUAGE)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Show texts in another language inside a ``with`` block."""
    token = _language.set(code if code in LANGUAGES else SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """Translate a message now."""
    if language() == SOURCE_LANGUAGE or not message:
        return message
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that counts; Vietnamese has one form for all counts."""
    if language() == SOURCE_LANGUAGE:
        return singular
    return _catalogue(language()).ngettext(singular, plural, count)


class Text(str):
    """A Vietnamese text that is translated each time it is shown.

    As a plain string it is the Vietnamese source, so it can be stored, compared
    and used as a key; ``str()``, f-strings, ``%`` and Jinja show the reader's
    language.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return gettext(str.__str__(self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __mod__(self, values: object) -> str:
        return str(self) % values

    def __html__(self) -> str:
        from markupsafe import escape  # noqa: PLC0415 - forms run without Jinja

        return str(escape(str(self)))


def lazy_gettext(message: str) -> Text:
    """Mark a message now, translate it when it is shown."""
    return Text(message)


_ = lazy_gettext

register_translations(Path(__file__).parent / "translations")
