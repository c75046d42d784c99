"""Where a person of the cast lives, as the claim ``address`` tells it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mock_idp.people.account import Account

RESIDENCE_FILE = Path(__file__).with_name("residences.toml")
COUNTRY = "Việt Nam"


@dataclass(frozen=True)
class Residence:
    """An address of the two tiers of today: commune and province."""

    street: str
    commune: str
    province: str

    def claim(self) -> dict[str, str]:
        """Return the address claim (OIDC Core §5.1.1); there are no postal codes."""
        parts = {
            "street_address": self.street,
            "locality": self.commune,
            "region": self.province,
            "country": COUNTRY,
        }
        known = {name: part for name, part in parts.items() if part}
        return {"formatted": ", ".join(known.values()), **known}


@cache
def _residences() -> dict[str, Residence]:
    import tomllib  # noqa: PLC0415 - start-up budget

    lines = tomllib.loads(RESIDENCE_FILE.read_text(encoding="utf-8"))["residence"]
    return {number: Residence(*parts) for number, parts in lines.items()}


def residence_of(account: Account) -> Residence | None:
    """Return where a person of the cast lives; of others only the register knows."""
    return _residences().get(account.personal_id)
