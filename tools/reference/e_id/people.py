"""The e-ID's named people, from its own cast."""

from mock_idp.people.account import Account
from mock_idp.people.cast import CastPeople
from mock_idp.people.traits import ORDINARY
from tools.reference.markdown import code, table

HEAD = ("Short name", "Who", "Number", "Level", "Story")


def with_stories() -> str:
    """Return the people of the demo and of its special situations."""
    known = [account for account in CastPeople().cast() if account.cast]
    ordinary = [a for a in known if not a.traits.is_special]
    special = [a for a in known if a.traits.is_special]
    return "\n\n".join(
        (
            f"## The people of the demo ({len(ordinary)})",
            table(HEAD, map(_row, ordinary)),
            f"## Special situations ({len(special)})",
            table((*HEAD, "Traits"), map(_special_row, special)),
        )
    )


def _row(account: Account) -> tuple[str, ...]:
    return (
        code(account.cast),
        account.full_name,
        code(account.personal_id),
        _level(account),
        account.story_english or "",
    )


def _special_row(account: Account) -> tuple[str, ...]:
    return (*_row(account), _traits(account))


def _level(account: Account) -> str:
    is_usual = account.account_status in ("active", "none")
    state = "" if is_usual else f", {account.account_status}"
    return f"{account.account_level}{state}"


def _traits(account: Account) -> str:
    names = (
        name
        for name, value in vars(account.traits).items()
        if value != getattr(ORDINARY, name) and name != "is_special"
    )
    return ", ".join(map(code, names))
