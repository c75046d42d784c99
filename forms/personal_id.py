"""Personal identification numbers (số định danh cá nhân) that cannot be real.

A real number has 12 digits: three for the province of birth registration, one for
century and sex, two for the year, six serial digits, no check digit (NĐ 137/2015
Điều 13, TT 59/2021/TT-BCA Điều 4). Every such number may belong to a person, so
this project only knows numbers whose first three digits are 900 plus the province
code (901 Hà Nội … 996 Cà Mau), and refuses all others.
"""

import re
from dataclasses import dataclass

from forms.codelists.units import former_province_codes
from forms.errors import FormsError
from forms.i18n import Text, _

SYNTHETIC = 900
LENGTH = 12
_SERIALS = 1_000_000
_LAST_CENTURY_DIGIT = 3
_IN_TEXT = re.compile(
    r"(?<![0-9])[0-9]{3}([ .\-]?)[0-9]{3}\1[0-9]{3}\1[0-9]{3}(?![0-9])"
)


class PersonalIdError(FormsError, ValueError):
    """A text is not a personal number that this project may hold."""

    reason: Text = _("Số định danh không dùng được.")

    def __init__(self) -> None:
        super().__init__(self.reason)

    def __str__(self) -> str:
        return str(self.reason)


class Malformed(PersonalIdError):  # noqa: N818 - named after what is wrong
    """It is not 12 digits in the right structure."""

    reason = _(
        "Số định danh có 12 chữ số, chữ số thứ tư từ 0 đến 3. "
        "Kiểm tra lại từng chữ số trên thẻ."
    )


class RealNumber(PersonalIdError):  # noqa: N818 - named after what is wrong
    """It may belong to a real person."""

    reason = _(
        "Số này có thể là số thật của một người. Bản trình diễn chỉ nhận số giả lập "
        "bắt đầu bằng 901 đến 996. Dùng số của một nhân vật mẫu."
    )


class UnknownProvince(PersonalIdError):  # noqa: N818 - named after what is wrong
    """Its first three digits name no province."""

    reason = _(
        "Ba chữ số đầu không ứng với tỉnh, thành phố nào (900 cộng mã tỉnh). "
        "Kiểm tra lại ba chữ số đầu."
    )


@dataclass(frozen=True)
class PersonalIdFacts:
    """What the digits of a number say.

    Attributes:
        province: three-digit code of the province of birth registration, ``001``.
        sex: ``1`` male, ``2`` female.
        year: year of birth.
    """

    province: str
    sex: str
    year: int


def parse(text: str) -> str:
    """Return the 12 digits of a synthetic personal number.

    Spaces, dots and hyphens between digits are fine.

    Raises:
        Malformed: not 12 digits, or a century that has not come.
        RealNumber: the number may belong to a real person.
        UnknownProvince: the first three digits name no province.
    """
    digits = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits):
        raise Malformed
    if int(digits[:3]) < SYNTHETIC:
        raise RealNumber
    if f"0{digits[1:3]}" not in former_province_codes():
        raise UnknownProvince
    if int(digits[3]) > _LAST_CENTURY_DIGIT:
        raise Malformed
    return digits


def refuse_real(text: str) -> None:
    """Refuse a line of text in which a number stands that may be a real person's.

    Raises:
        RealNumber: there is one, written together or in groups of three.
    """
    for found in _IN_TEXT.finditer(text):
        number = re.sub(r"[ .\-]", "", found.group())
        if (
            number[:3] in former_province_codes()
            and int(number[3]) <= _LAST_CENTURY_DIGIT
        ):
            raise RealNumber


def compose(province_code: str, sex: str, year: int, serial: int) -> str:
    """Make a synthetic personal number.

    Args:
        province_code: ``01`` or ``001``, a code of the 63-province list.
        sex: ``1`` male, ``2`` female.
        year: year of birth, 1900 to 2099.
        serial: 0 to 999,999.

    Raises:
        UnknownProvince: no province has this code.
        Malformed: sex, year or serial is out of range.
    """
    if f"{province_code:0>3}" not in former_province_codes():
        raise UnknownProvince
    century = (year - 1900) // 100
    if sex not in {"1", "2"} or century not in {0, 1} or not 0 <= serial < _SERIALS:
        raise Malformed
    digit = 2 * century + (sex == "2")
    return f"{SYNTHETIC + int(province_code)}{digit}{year % 100:02}{serial:06}"


def facts(pid: str) -> PersonalIdFacts:
    """Read province, sex and year out of a number.

    Raises:
        PersonalIdError: as :func:`parse`.
    """
    digits = parse(pid)
    century, sex = divmod(int(digits[3]), 2)
    return PersonalIdFacts(
        province=f"0{digits[1:3]}",
        sex=str(sex + 1),
        year=1900 + 100 * century + int(digits[4:6]),
    )
