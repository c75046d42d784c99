"""More fields that take exactly one kind of text: moments, times, phones, e-mails."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from forms import contacts
from forms.codelists import Option
from forms.errors import FormsError
from forms.i18n import _, gettext
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import (
    MESSAGES,
    CleanText,
    Code,
    Day,
    PartialDay,
)

FULL = 2  # hyphens of a date with year, month and day
_MOMENT = re.compile(r"([0-9-]{10})T([0-9]{2}:[0-9]{2})(:[0-9]{2})?\+07:00")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Moment(CleanText):
    """A day and a time in Việt Nam, ``YYYY-MM-DDTHH:MM:SS+07:00``."""

    described = {  # noqa: RUF012 - never changed
        "pattern": "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
        "T[0-9]{2}:[0-9]{2}(:[0-9]{2})?[+]07:00$"
    }

    def checked(self, text: str) -> str:
        """Return the moment with its seconds; other time zones are refused."""
        found = _MOMENT.fullmatch(text)
        if not found:
            raise ValidationError(
                gettext("Thời điểm cần có dạng YYYY-MM-DDTHH:MM:SS+07:00.")
            )
        Day().checked(found[1])
        whole = f"{found[1]}T{found[2]}{found[3] or ':00'}+07:00"
        try:
            datetime.fromisoformat(whole)
        except ValueError as error:
            raise ValidationError(gettext("Không có giờ này trong ngày.")) from error
        return whole


class TimeOfDay(CleanText):
    """A time of the day, ``HH:MM``."""

    described = {"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}  # noqa: RUF012

    def checked(self, text: str) -> str:
        """Return the time when a day has it."""
        if not _TIME.fullmatch(text):
            raise ValidationError(gettext("Giờ cần có dạng HH:MM, từ 00:00 đến 23:59."))
        return text


class Phone(CleanText):
    """A phone number of the reserved range."""

    def checked(self, text: str) -> str:
        """Return the ten digits."""
        return _kept(contacts.phone, text)


class Email(CleanText):
    """An e-mail address of a reserved domain."""

    def checked(self, text: str) -> str:
        """Return the address."""
        return _kept(contacts.email, text)


class Word(Code):
    """One of a few fixed words."""

    def __init__(
        self,
        words: Iterable[str],
        **options: Any,  # noqa: ANN401 - marshmallow's own options
    ) -> None:
        listed = tuple(words)
        enum = [*listed, None] if options.get("allow_none") else list(listed)
        super().__init__(_nothing, listed, metadata={"enum": enum}, **options)


class DayOfBirth(PartialDay):
    """A date of birth, which may lack day and month but must be in the calendar."""

    def checked(self, text: str) -> str:
        """Return the date when the calendar has it."""
        Day().checked(super().checked(text) + "-01" * (FULL - text.count("-")))
        return text


class Several(fields.List[Any]):
    """A list of a few objects."""

    default_error_messages = MESSAGES | {"invalid": _("Ô này cần là một danh sách.")}

    def __init__(self, shape: type[Shape], low: int, high: int) -> None:
        message = _("Danh sách cần từ {min} đến {max} mục.")
        super().__init__(
            fields.Nested(shape),
            required=True,
            validate=validate.Length(low, high, error=message),
        )


def _nothing() -> tuple[Option, ...]:
    return ()


def _kept(clean: Callable[[str], str], text: str) -> str:
    try:
        return clean(text)
    except FormsError as error:
        raise ValidationError(str(error)) from error
