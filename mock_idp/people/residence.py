"""Where a person lives: the own copy of the cast's homes, and the register's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RESIDENCE_FILE = Path(__file__).with_name("residences.toml")
COUNTRY, HOME = "Việt Nam", "VN"
TEMPORARY = "tạm trú"


@dataclass(frozen=True)
class Residence:
    """An address of the two tiers of today: commune and province."""

    street: str
    commune: str
    province: str
    country: str = COUNTRY

    def claim(self) -> dict[str, str]:
        """Return the address claim (OIDC Core §5.1.1); there are no postal codes."""
        parts = {
            "street_address": self.street,
            "locality": self.commune,
            "region": self.province,
            "country": self.country,
        }
        known = {name: part for name, part in parts.items() if part}
        return {"formatted": ", ".join(known.values()), **known}


@dataclass(frozen=True)
class Residences:
    """What is known of where a person lives (Luật Cư trú 2020, Điều 11)."""

    permanent: Residence | None = None
    temporary: Residence | None = None
    current: Residence | None = None

    @property
    def main(self) -> Residence | None:
        """Return where letters reach the person: the permanent residence if any."""
        return self.permanent or self.temporary or self.current


NOWHERE = Residences()


@cache
def _residences() -> dict[str, Residences]:
    import tomllib  # noqa: PLC0415 - start-up budget

    lines = tomllib.loads(RESIDENCE_FILE.read_text(encoding="utf-8"))["residence"]
    return {number: _of_line(*parts) for number, parts in lines.items()}


def _of_line(street: str, commune: str, province: str, kind: str = "") -> Residences:
    home = Residence(street, commune, province)
    return Residences(temporary=home) if kind == TEMPORARY else Residences(home)


def residences_of(personal_id: str) -> Residences:
    """Return where a person of the cast lives; of others only the register knows."""
    return _residences().get(personal_id, NOWHERE)


def read_residences(record: Mapping[str, Any]) -> Residences:
    """Read the residences of a person's record of the register.

    Raises:
        ValueError, TypeError, AttributeError: it is no such record.
    """
    permanent = _read(record.get("permanent_residence"))
    temporary = _read(record.get("temporary_residence"))
    current = _read(record.get("residence"))
    return Residences(permanent, temporary, current)


def _read(address: Any) -> Residence | None:  # noqa: ANN401 - somebody's JSON
    """Write an address of codes in words, as far as the codes are known."""
    if address is None:
        return None
    from forms import codelists  # noqa: PLC0415 - start-up budget
    from forms.errors import UnknownCode  # noqa: PLC0415 - start-up budget

    street = str(address.get("detail") or "")
    country = str(address.get("country") or HOME)
    if country != HOME:
        known = (each for each in codelists.countries() if each.code == country)
        return Residence(street, "", "", str(getattr(next(known, None), "label", "")))
    try:
        commune = codelists.commune(str(address.get("commune"))).full_name
        province = codelists.province(str(address.get("province"))).full_name
    except UnknownCode as error:
        raise ValueError(f"address: {error}") from error
    return Residence(street, commune, province)
