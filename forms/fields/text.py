"""Fields of one text box: text, number, personal id, phone, e-mail."""

from collections.abc import Mapping
from typing import ClassVar, Unpack

from forms import contacts, personal_id
from forms.conditions import Json
from forms.fields.field import BadEntry, Definition, EformField
from forms.fields.posted import TOO_LONG, digits, is_number
from forms.i18n import Text, _
from forms.names import normalise

LONGEST_TEXT = 120
LONGEST_NUMBER = 9


class TextField(EformField):
    """A line of text of at most 120 characters."""

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the text in NFC with single spaces.

        Raises:
            BadEntry: it is too long.
        """
        text = normalise(raw[""])
        if len(text) > LONGEST_TEXT:
            message = TOO_LONG % {"label": self.called, "max": LONGEST_TEXT}
            raise BadEntry(message)
        try:
            personal_id.refuse_real(digits(text))
        except personal_id.RealNumber as error:
            raise BadEntry(str(error)) from None
        return text or None

    def accept(self, value: object) -> Json | None:
        """Return a source's text, long or not: the source answers for it."""
        return normalise(value) or None if isinstance(value, str) else None


class IntegerField(EformField):
    """A whole number between two bounds."""

    kind: ClassVar[str] = "integer"

    def __init__(
        self,
        label: Text,
        minimum: int = 0,
        maximum: int = 999,
        **definition: Unpack[Definition],
    ) -> None:
        self.minimum, self.maximum = minimum, maximum
        definition.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, **definition)

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the number.

        Raises:
            BadEntry: no whole number, or out of bounds.
        """
        text = digits(raw[""]).replace(" ", "")
        if not text:
            return None
        if (
            is_number(text)
            and len(text) <= LONGEST_NUMBER
            and self.minimum <= int(text) <= self.maximum
        ):
            return int(text)
        raise BadEntry(
            _("%(field)s cần là số từ %(min)d đến %(max)d. Nhập lại bằng chữ số.")
            % {"field": self.called, "min": self.minimum, "max": self.maximum}
        )

    def accept(self, value: object) -> Json | None:
        """Return a source's number when it is within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if self.minimum <= value <= self.maximum else None

    def show(self, value: Json) -> str:
        """Return the number in digits."""
        return str(value) if isinstance(value, int) else ""


class PersonalIdField(EformField):
    """A synthetic personal number; numbers that may be real are refused."""

    kind: ClassVar[str] = "personal_id"

    def __init__(self, label: Text, **definition: Unpack[Definition]) -> None:
        definition.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, **definition)

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the 12 digits.

        Raises:
            BadEntry: see :func:`forms.personal_id.parse`.
        """
        if not raw[""]:
            return None
        try:
            return personal_id.parse(digits(raw[""]))
        except personal_id.PersonalIdError as error:
            raise BadEntry(str(error)) from None


class PhoneField(EformField):
    """A phone number in the reserved range."""

    kind: ClassVar[str] = "phone"

    def __init__(self, label: Text, **definition: Unpack[Definition]) -> None:
        definition.setdefault("render_kw", {"inputmode": "tel", "autocomplete": "tel"})
        super().__init__(label, **definition)

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the ten digits.

        Raises:
            BadEntry: see :func:`forms.contacts.phone`.
        """
        if not raw[""]:
            return None
        try:
            return contacts.phone(digits(raw[""]))
        except contacts.ContactError as error:
            raise BadEntry(str(error)) from None


class EmailField(EformField):
    """An e-mail address at a reserved domain."""

    kind: ClassVar[str] = "email"

    def __init__(self, label: Text, **definition: Unpack[Definition]) -> None:
        definition.setdefault(
            "render_kw", {"inputmode": "email", "autocomplete": "email"}
        )
        super().__init__(label, **definition)

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the address.

        Raises:
            BadEntry: see :func:`forms.contacts.email`.
        """
        if not raw[""]:
            return None
        try:
            return contacts.email(raw[""])
        except contacts.ContactError as error:
            raise BadEntry(str(error)) from None
