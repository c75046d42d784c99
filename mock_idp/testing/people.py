"""Everybody who can sign in at a tenant, by short name or number."""

from collections.abc import Iterator, Mapping

from mock_idp.people.account import Account
from mock_idp.people.directory import Directory


class People(Mapping[str, Account]):
    """``people["dao"]``; iterating gives the short names of the cast."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def __getitem__(self, name: str) -> Account:
        known = self._directory.find_in_cast(name)
        known = known or (self._directory.find(name) if name.isdigit() else None)
        if known is None:
            raise KeyError(f"{name}; the cast is {', '.join(self)}")
        return known

    def __iter__(self) -> Iterator[str]:
        return (account.slug for account in self._directory.cast())

    def __len__(self) -> int:
        return len(self._directory.cast())

    def add(self, *accounts: Account) -> None:
        """Let more people sign in until the tenant is reset."""
        self._directory.add(accounts)
