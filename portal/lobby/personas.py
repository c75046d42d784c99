"""The cast on the lobby's shelf: who one may sign in as, and their story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from forms.agencies import office_title
from forms.errors import FormsError
from forms.i18n import language
from portal.clients.errors import RegisterError


class CastSource(Protocol):
    """Whoever knows the cast: the register's client."""

    def cast(self) -> Sequence[Mapping[str, Any]]:
        """Return slug, full_name, personal_id, story and staff of each person."""

    def seed(self) -> str:
        """Return the seed of the invented people."""


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
    seed: str = ""
    """The same seed gives the same people; empty when the register does not tell."""
    is_down: bool = False

    def names(self) -> dict[str, str]:
        """Return the full names by personal number."""
        return {
            who.personal_id: who.full_name for who in (*self.citizens, *self.officers)
        }


def shelf(register: CastSource) -> Shelf:
    """Ask the register for the cast; a register that fails leaves the shelf empty."""
    try:
        people = [_persona(account) for account in register.cast()]
    except (RegisterError, TypeError, KeyError, AttributeError):
        return Shelf(is_down=True)
    return Shelf(
        citizens=tuple(who for who in people if not who.post),
        officers=tuple(who for who in people if who.post),
        seed=_seed(register),
    )


def _seed(register: CastSource) -> str:
    try:
        return register.seed()
    except RegisterError:
        return ""


def _persona(account: Mapping[str, Any]) -> Persona:
    return Persona(
        slug=str(account["slug"]),
        full_name=str(account["full_name"]),
        personal_id=str(account["personal_id"]),
        story=_worded(account, "story"),
        post=_post(account.get("staff")),
    )


def _post(staff: Mapping[str, Any] | None) -> str:
    if not staff:
        return ""
    try:
        office = office_title(str(staff["office"]))
    except (FormsError, ValueError):
        office = str(staff["office"])
    return f"{_worded(staff, 'title')}, {office}"


def _worded(facts: Mapping[str, Any], member: str) -> str:
    """Return a text in the reader's language, as far as the register has it."""
    english = facts.get(f"{member}_english") if language() == "en" else None
    return str(english or facts.get(member) or "")
