"""Write an address as people read it."""

from collections.abc import Mapping

from forms.codelists.lists import label
from forms.codelists.units import commune, province
from forms.errors import UnknownCode

HOME = "VN"


def address_text(address: Mapping[str, str], country: str = HOME) -> str:
    """Return «số 12 phố Hàng Bạc, phường Hoàn Kiếm, thành phố Hà Nội».

    Parts that are missing or unknown are left out; a country is named when it is
    not Việt Nam.
    """
    parts = [address.get("detail", "")]
    if country == HOME:
        parts += [_commune(address), _province(address)]
    else:
        parts.append(_country(country))
    return ", ".join(part for part in parts if part)


def _commune(address: Mapping[str, str]) -> str:
    try:
        return commune(address.get("commune", "")).full_name
    except UnknownCode:
        return ""


def _province(address: Mapping[str, str]) -> str:
    try:
        return province(address.get("province", "")).full_name
    except UnknownCode:
        return ""


def _country(code: str) -> str:
    try:
        return label("country_alpha2", code)
    except UnknownCode:
        return ""
