"""The three kinds of agency, and their offices, one per commune.

An office is written ``commune_police.00070``: the agency's code, a dot, the
five-digit code of the commune it serves.
"""

from dataclasses import dataclass

from forms.codelists.units import commune
from forms.errors import UnknownCode
from forms.i18n import Text, _


@dataclass(frozen=True)
class Agency:
    """A kind of agency."""

    code: str
    title: Text
    """How its offices are called before the commune's name: «Công an»."""
    unit: Text
    """The people inside who do the work: «công chức tư pháp – hộ tịch»."""
    icon: str


AGENCIES: dict[str, Agency] = {
    agency.code: agency
    for agency in (
        Agency(
            "commune_civil_status",
            _("UBND"),
            _("Công chức tư pháp – hộ tịch"),
            "landmark",
        ),
        Agency(
            "commune_police", _("Công an"), _("Công an cấp xã, đăng ký cư trú"), "house"
        ),
        Agency(
            "social_insurance",
            _("BHXH cơ sở"),
            _("Bảo hiểm xã hội cơ sở, cấp thẻ BHYT"),
            "heart-pulse",
        ),
    )
}


def office_code(agency: str, commune_code: str) -> str:
    """Return the office of an agency in a commune.

    Raises:
        UnknownCode: the agency or the commune does not exist.
    """
    if agency not in AGENCIES:
        raise UnknownCode("agencies", agency)
    return f"{agency}.{commune(commune_code).code}"


def split_office(office: str) -> tuple[str, str]:
    """Return agency and commune of an office.

    Raises:
        UnknownCode: it is no office.
    """
    agency, _dot, commune_code = office.partition(".")
    if agency not in AGENCIES:
        raise UnknownCode("offices", office)
    return agency, commune(commune_code).code


def office_title(office: str) -> str:
    """Return «UBND phường Hoàn Kiếm».

    Raises:
        UnknownCode: it is no office.
    """
    agency, commune_code = split_office(office)
    return _("%(agency)s %(commune)s") % {
        "agency": AGENCIES[agency].title,
        "commune": commune(commune_code).full_name,
    }
