"""The cast on the lobby's shelf: who one may sign in as, and their story."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.agencies import office_title
from forms.errors import FormsError
from portal.clients.errors import RegisterError
from portal.clients.population import PopulationClient


@dataclass(frozen=True)
class Persona:
    """One invented person; ``post`` is empty for a citizen."""

    slug: str
    full_name: str
    personal_id: str
    story: str
    post: str = ""


@dataclass(frozen=True)
class Shelf:
    """The cast as the register knows it, or nobody while it does not answer."""

    citizens: tuple[Persona, ...] = ()
    officers: tuple[Persona, ...] = ()
    is_down: bool = False

    def names(self) -> dict[str, str]:
        """Return the full names by personal number."""
        return {
            who.personal_id: who.full_name for who in (*self.citizens, *self.officers)
        }


def shelf(register: PopulationClient) -> Shelf:
    """Ask the register for the cast; a register that fails leaves the shelf empty."""
    try:
        people = [_persona(account) for account in register.cast()]
    except (RegisterError, TypeError, KeyError, AttributeError):
        return Shelf(is_down=True)
    return Shelf(
        citizens=tuple(who for who in people if not who.post),
        officers=tuple(who for who in people if who.post),
    )


def _persona(account: Mapping[str, Any]) -> Persona:
    return Persona(
        slug=str(account["slug"]),
        full_name=str(account["full_name"]),
        personal_id=str(account["personal_id"]),
        story=str(account.get("story") or ""),
        post=_post(account.get("staff")),
    )


def _post(staff: Mapping[str, Any] | None) -> str:
    if not staff:
        return ""
    try:
        office = office_title(str(staff["office"]))
    except (FormsError, ValueError):
        office = str(staff["office"])
    return f"{staff['title']}, {office}"
