"""The own copy of the cast: accounts for when the e-ID runs without the register."""

from functools import cache
from pathlib import Path

from mock_idp.people.account import Account, read_account
from mock_idp.people.residence import Residences, residences_of

CAST_FILE = Path(__file__).with_name("cast.toml")


@cache
def read_cast(file: Path = CAST_FILE) -> tuple[Account, ...]:
    """Read the accounts of a cast file, in its order."""
    import tomllib  # noqa: PLC0415 - start-up budget

    records = tomllib.loads(file.read_text(encoding="utf-8"))["account"]
    return tuple(read_account(record) for record in records)


class CastPeople:
    """Only the people of the cast can sign in."""

    def __init__(self, file: Path = CAST_FILE) -> None:
        self._file = file

    def cast(self) -> tuple[Account, ...]:
        """Return the people with stories; their kin sign in by number."""
        return tuple(account for account in read_cast(self._file) if account.cast)

    def find(self, personal_id: str) -> Account | None:
        """Return the account with this number, or nothing."""
        accounts = read_cast(self._file)
        return next((a for a in accounts if a.personal_id == personal_id), None)

    def children(self, personal_id: str) -> tuple[Account, ...]:
        """Return nobody: the own copy knows guardians, not kin."""
        del personal_id
        return ()

    def residences(self, personal_id: str) -> Residences:
        """Return where a person lives, by the own copy."""
        return residences_of(personal_id)
