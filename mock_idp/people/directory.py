"""Find people by number or short name, and raise their level for this run."""

import threading
from dataclasses import replace
from typing import Protocol

from mock_idp.errors import RegisterDown
from mock_idp.people.account import Account

MOST_RAISED = 10_000
HIGHEST_LEVEL = 2


class People(Protocol):
    """Where accounts come from."""

    def cast(self) -> tuple[Account, ...]:
        """Return the people with stories.

        Raises:
            RegisterDown: when the register does not answer.
        """

    def find(self, personal_id: str) -> Account | None:
        """Return one account, or nothing when nobody has this number.

        Raises:
            RegisterDown: when the register does not answer.
        """


class Directory:
    """The people, with the levels raised in this run laid over them."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._raised: set[str] = set()
        self._lock = threading.Lock()

    def cast(self) -> tuple[Account, ...]:
        """Return the people with stories.

        Raises:
            RegisterDown: when the register does not answer.
        """
        return tuple(self.current(account) for account in self._people.cast())

    def find(self, personal_id: str) -> Account | None:
        """Return the account with this number."""
        account = self._people.find(personal_id)
        return self.current(account) if account else None

    def cast_if_known(self) -> tuple[Account, ...]:
        """Return the people with stories; nobody while the register is down."""
        try:
            return self.cast()
        except RegisterDown:
            return ()

    def find_in_cast(self, slug: str) -> Account | None:
        """Return the person of the cast with this short name."""
        return next((a for a in self.cast_if_known() if a.cast == slug), None)

    def raise_level(self, account: Account) -> Account:
        """Raise an account to level 2 until the server stops or is reset."""
        with self._lock:
            if len(self._raised) < MOST_RAISED:
                self._raised.add(account.personal_id)
        return replace(account, account_level=HIGHEST_LEVEL)

    def reset(self) -> None:
        """Give every account its own level again."""
        with self._lock:
            self._raised.clear()

    def current(self, account: Account) -> Account:
        """Return an account read before, with the level it has now."""
        if account.personal_id in self._raised:
            return replace(account, account_level=HIGHEST_LEVEL)
        return account
