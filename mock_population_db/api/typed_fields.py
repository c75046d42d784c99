"""Fields that take exactly one kind of text, and say in Vietnamese what is wrong."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from forms.codelists import Option
from forms.i18n import _, gettext
from mock_population_db import errors
from mock_population_db.register.lookups import checked_number

FIRST_YEAR, LAST_YEAR = 1900, 2099

MESSAGES: dict[str, Any] = {
    "required": _("Thiếu ô này."),
    "null": _("Ô này không được để trống."),
}


class Part(fields.Nested):
    """An object inside another."""

    default_error_messages: dict[str, Any] = MESSAGES


class CleanText(fields.String):
    """Text in NFC with single spaces; control characters are refused."""

    default_error_messages: dict[str, Any] = MESSAGES
    described: ClassVar[dict[str, str]] = {}
    """What the OpenAPI document says of the text beside its length."""

    def __init__(
        self,
        *,
        low: int = 1,
        high: int = 200,
        **options: Any,  # noqa: ANN401 - marshmallow's own options
    ) -> None:
        self._low, self._high = low, high
        bounds = {"minLength": low, "maxLength": high, **self.described}
        super().__init__(metadata={**bounds, **options.pop("metadata", {})}, **options)

    def _deserialize(
        self,
        value: object,
        attr: str | None,  # noqa: ARG002 - marshmallow's signature
        data: object,  # noqa: ARG002 - the same
        **_more: object,
    ) -> str:
        if not isinstance(value, str):
            raise ValidationError(gettext("Ô này cần là một chuỗi ký tự."))
        return self.checked(self._clean(value))

    def _clean(self, value: str) -> str:
        if len(value) > 4 * self._high:  # before any work on it
            raise ValidationError(self._length_message())
        if any(unicodedata.category(char)[0] == "C" for char in value):
            raise ValidationError(gettext("Có ký tự không dùng được. Gõ lại ô này."))
        text = " ".join(unicodedata.normalize("NFC", value).split())
        if not self._low <= len(text) <= self._high:
            raise ValidationError(self._length_message())
        return text

    def _length_message(self) -> str:
        message = gettext("Ô này cần từ %(low)d đến %(high)d ký tự.")
        return message % {"low": self._low, "high": self._high}

    def checked(self, text: str) -> str:
        """Check the cleaned text further; a subclass says how."""
        return text


class PersonalId(CleanText):
    """A personal id of the synthetic range; a real one stops the whole request."""

    described = {"pattern": "^9[0-9]{2}[0-3][0-9]{8}$"}  # noqa: RUF012 - never changed

    def checked(self, text: str) -> str:
        """Return the twelve digits."""
        try:
            return checked_number(text)
        except errors.Malformed as error:
            raise ValidationError(error.detail) from error


class Day(CleanText):
    """A full date, ``YYYY-MM-DD``."""

    described = {"pattern": "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"}  # noqa: RUF012

    def checked(self, text: str) -> str:
        """Return the date when the calendar has it."""
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValidationError(gettext("Ngày cần có dạng YYYY-MM-DD."))
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ValidationError(gettext("Không có ngày này trong lịch.")) from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(gettext("Năm phải từ 1900 đến 2099."))
        return text


class PartialDay(CleanText):
    """A date that may lack day and month: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``."""

    described = {"pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}  # noqa: RUF012

    def checked(self, text: str) -> str:
        """Return the date when it has one of the three forms."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            raise ValidationError(gettext("Ngày cần có dạng YYYY-MM-DD."))
        return text


class Code(CleanText):
    """A code out of a list.

    Args:
        known: gives the options of the list.
        more: codes that are known beside them.
    """

    def __init__(
        self,
        known: Callable[[], Iterable[Option]],
        more: Iterable[str] = (),
        **options: Any,  # noqa: ANN401 - marshmallow's own options
    ) -> None:
        super().__init__(high=40, **options)
        self._known, self._more = known, frozenset(more)

    def checked(self, text: str) -> str:
        """Return the code when the list has it."""
        if text not in self._more | {option.code for option in self._known()}:
            raise ValidationError(gettext("Không có mã này trong danh mục."))
        return text
