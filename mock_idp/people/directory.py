"""Find people by number, short name or property, and change what this run changes."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from mock_idp.errors import RegisterDown
from mock_idp.people.account import Account
from mock_idp.people.cast import read_cast
from mock_idp.people.residence import Residences
from mock_idp.people.traits import Traits

MOST_CHANGED = 10_000
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

    def children(self, personal_id: str) -> tuple[Account, ...]:
        """Return a person's living children, as far as kin is known.

        Raises:
            RegisterDown: when the register does not answer.
        """

    def residences(self, personal_id: str) -> Residences:
        """Return where a person lives, as far as anybody knows; never fails."""


@dataclass(frozen=True)
class _Change:
    """What differs in this run: a raised level, other traits."""

    is_raised: bool = False
    traits: Traits | None = None


@dataclass
class _Own:
    """What the e-ID itself knows: traits by number, special people, added people."""

    traits: dict[str, Traits] = field(default_factory=dict)
    special: tuple[Account, ...] = ()
    former: dict[str, Account] = field(default_factory=dict)


def _own() -> _Own:
    accounts = read_cast()
    return _Own(
        traits={a.personal_id: a.traits for a in accounts},
        special=tuple(a for a in accounts if a.traits.is_special),
        former={number: a for a in accounts for number in a.traits.former_ids},
    )


class Directory:
    """The people, with this run's changes laid over them.

    Names and kin come from the register; the e-ID adds what only it knows: phones,
    habits, wards, and the people of special situations.
    """

    def __init__(self, people: People) -> None:
        self._people = people
        self._changes: dict[str, _Change] = {}
        self._added: dict[str, Account] = {}
        self._lock = threading.Lock()

    @cached_property
    def _own(self) -> _Own:
        return _own()

    @property
    def source(self) -> People:
        """Return where the people come from, without this run's changes."""
        return self._people

    def cast(self) -> tuple[Account, ...]:
        """Return the people with stories, then those added in this run.

        Raises:
            RegisterDown: when the register does not answer.
        """
        return tuple(self.current(account) for account in self._as_read())

    def _as_read(self) -> Iterator[Account]:
        """Yield the cast without this run's changes."""
        added, told = self._added.copy(), self._people.cast()
        known = {account.personal_id for account in told}
        own = (a for a in self._own.special if a.personal_id not in known)
        yield from (a for a in (*told, *own) if a.personal_id not in added)
        yield from added.values()

    def find(self, personal_id: str) -> Account | None:
        """Return the account with this number.

        Raises:
            RegisterDown: when the register does not answer.
        """
        account = self._added.get(personal_id) or self._people.find(personal_id)
        return self.current(account) if account else None

    def successor(self, former_id: str) -> Account | None:
        """Return who had this number before getting a new one."""
        account = self._own.former.get(former_id)
        return self.current(account) if account else None

    def cast_if_known(self) -> tuple[Account, ...]:
        """Return the people with stories; nobody while the register is down."""
        try:
            return self.cast()
        except RegisterDown:
            return ()

    def find_in_cast(self, slug: str) -> Account | None:
        """Return the person of the cast with this short name."""
        try:
            found = next((a for a in self._as_read() if a.cast == slug), None)
        except RegisterDown:
            return None
        return self.current(found) if found else None

    def wards(self, account: Account) -> tuple[Account, ...]:
        """Return whom a person may act for: wards, and children in the register.

        Raises:
            RegisterDown: when the register does not answer; see ``own_wards``.
        """
        own = {child.personal_id: child for child in self.own_wards(account)}
        kin = self._people.children(account.personal_id)
        known = {a.personal_id: a for a in (*read_cast(), *self._added.values())}
        found = {c.personal_id: known.get(c.personal_id, c) for c in kin}
        return tuple(self.current(child) for child in (found | own).values())

    def residences(self, personal_id: str) -> Residences:
        """Return where a person lives, as far as the register or the own copy know."""
        return self._people.residences(personal_id)

    def own_wards(self, account: Account) -> tuple[Account, ...]:
        """Return the children a person acts for, as far as the e-ID knows them."""
        known = {a.personal_id: a for a in (*read_cast(), *self._added.values())}
        return tuple(
            self.current(known[number])
            for number in account.traits.guardian_of
            if number in known
        )

    def guardians(self, child: Account) -> tuple[Account, ...]:
        """Return who acts for a child, as far as the e-ID knows."""
        return tuple(
            a for a in self.cast_if_known() if child.personal_id in a.traits.guardian_of
        )

    def add(self, accounts: Iterable[Account]) -> None:
        """Let more people sign in in this run; a known number is replaced."""
        with self._lock:
            for account in accounts:
                if len(self._added) < MOST_CHANGED:
                    self._added[account.personal_id] = account

    def changed(self) -> tuple[Account, ...]:
        """Return everybody whom this run has added or changed, as they are now."""
        with self._lock:
            added, changed = dict(self._added), tuple(self._changes)
        known = (added.get(n) or self._people.find(n) for n in {*added, *changed})
        return tuple(self.current(account) for account in known if account)

    def remove(self, personal_id: str) -> bool:
        """Forget somebody who was added; false when nobody was."""
        with self._lock:
            return self._added.pop(personal_id, None) is not None

    def raise_level(self, account: Account) -> Account:
        """Raise an account to level 2 until the server stops or is reset."""
        self._change(account.personal_id, is_raised=True)
        return replace(account, account_level=HIGHEST_LEVEL)

    def set_traits(self, personal_id: str, traits: Traits) -> None:
        """Give somebody another phone or habit until the server is reset."""
        self._change(personal_id, traits=traits)

    def _change(self, personal_id: str, **what: object) -> None:
        with self._lock:
            known = self._changes.get(personal_id, _Change())
            if personal_id in self._changes or len(self._changes) < MOST_CHANGED:
                self._changes[personal_id] = replace(known, **what)  # type: ignore[arg-type]

    def reset(self) -> None:
        """Give every account its own level and phone again; forget added people."""
        with self._lock:
            self._changes.clear()
            self._added.clear()

    def current(self, account: Account) -> Account:
        """Return an account read before, as it is now."""
        changed = self._changes.get(account.personal_id)
        own = self._own.traits.get(account.personal_id, account.traits)
        traits = changed.traits if changed and changed.traits else own
        if account.personal_id in self._added and not (changed and changed.traits):
            traits = self._added[account.personal_id].traits
        level = account.account_level
        if changed and changed.is_raised:
            level = HIGHEST_LEVEL
        if traits == account.traits and level == account.account_level:
            return account
        return replace(account, traits=traits, account_level=level)
