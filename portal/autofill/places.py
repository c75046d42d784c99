"""Addresses of the register as eForms hold them."""

from forms.codelists import commune
from forms.errors import UnknownCode
from portal.clients.records import Address


def address_of(place: Address | None, named: str = "") -> dict[str, str] | None:
    """Return an address without its country, or ``None`` when it is of no use.

    A commune that no longer exists is left out, so that the citizen chooses one.

    Args:
        place: the register's address.
        named: a name to put before the detail, for example a hospital's.
    """
    if place is None:
        return None
    written = [named, place["detail"] or ""]
    if written[1].startswith(named):
        written = written[1:]
    parts = {
        "province": place["province"] or "",
        "commune": place["commune"] or "",
        "detail": ", ".join(part for part in written if part),
    }
    if place["country"] == "VN" and not _exists(parts["province"], parts["commune"]):
        parts |= {"province": "", "commune": ""}
    return {name: part for name, part in parts.items() if part} or None


def _exists(province: str, code: str) -> bool:
    try:
        return commune(code).province == province
    except UnknownCode:
        return False
