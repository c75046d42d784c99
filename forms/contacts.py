"""Phone numbers and e-mail addresses that reach nobody.

A demonstration must never send anything to a stranger, so only reserved ranges are
taken: phones ``09990xxxxx`` (unassigned; a rule of this project) and e-mail domains
that RFC 2606 and RFC 6761 reserve, or their Vietnamese sister ``example.vn``.
"""

import re
import unicodedata

from forms.errors import FormsError
from forms.i18n import Text, _

MAX_EMAIL = 120
_PHONE = re.compile(r"09990[0-9]{5}")
_ANY_PHONE = re.compile(r"0[0-9]{9,10}")
_DOMAIN = re.compile(r"example\.(com|org|net|vn)|([a-z0-9-]+\.)+example")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class ContactError(FormsError, ValueError):
    """A phone number or e-mail address that cannot be used, with the reason."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


def phone(text: str) -> str:
    """Return a phone number as ten digits ``09990xxxxx``.

    ``+84 9990 12345``, ``0084…`` and spaces, dots, hyphens, brackets are fine.

    Raises:
        ContactError: not a number, or not in the reserved range.
    """
    digits = re.sub(r"[\s.\-()]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(\+84|0084|84(?=9))0?", "0", digits)
    if _PHONE.fullmatch(digits):
        return digits
    if _ANY_PHONE.fullmatch(digits):
        raise ContactError(
            _(
                "Số điện thoại này có thể của người thật. Bản trình diễn chỉ nhận số "
                "bắt đầu bằng 09990, ví dụ 09990 00001."
            )
        )
    raise ContactError(
        _(
            "Số điện thoại cần 10 chữ số, bắt đầu bằng 09990. "
            "Kiểm tra lại số chữ số, ví dụ 09990 00001."
        )
    )


def email(text: str) -> str:
    """Return an e-mail address with its domain in lower case.

    Raises:
        ContactError: not an address, or not at a reserved domain.
    """
    address = unicodedata.normalize("NFKC", text).strip()
    if len(address) > MAX_EMAIL or not _EMAIL.fullmatch(address):
        raise ContactError(
            _("Email cần có dạng ten@example.vn. Kiểm tra dấu @ và phần sau dấu @.")
        )
    local, _at, domain = address.rpartition("@")
    if not _DOMAIN.fullmatch(domain.lower()):
        raise ContactError(
            _(
                "Email này có thể của người thật. Bản trình diễn chỉ nhận địa chỉ tại "
                "example.com, example.org, example.net, example.vn hoặc đuôi .example."
            )
        )
    return f"{local}@{domain.lower()}"
