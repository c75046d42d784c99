"""Accounts, children and homes from the population register, over HTTP."""

import json
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

from mock_idp.clock import ticks
from mock_idp.errors import RegisterDown
from mock_idp.oidc.store import Shelf
from mock_idp.people.account import Account, read_account
from mock_idp.people.directory import People
from mock_idp.people.residence import NOWHERE, Residences, read_residences

PURPOSE = "sign_in"
REQUESTER = "mock_idp"
LARGEST_ANSWER = 2_000_000
CACHE_SECONDS = 10
REST_SECONDS = 2.0
"""For so long a register that has just failed is not asked for homes again."""
OK, NOT_FOUND = 200, 404
CAST = "/v1/accounts?cast=1"
ALIVE = "1"
Read = Callable[[Any], Any]


class RegisterPeople:
    """Everybody the register knows can sign in; ``fallback`` helps while it is down."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        world: str,
        now: Callable[[], float],
        timeout: float = 2.0,
        fallback: People | None = None,
    ) -> None:
        self._url = urlsplit(url)
        self._timeout = timeout
        self._fallback = fallback
        self._kept: Shelf[Any] = Shelf(now, CACHE_SECONDS, 500)
        self._rests_until = 0.0
        self._headers = {
            "Authorization": f"Bearer {key}",
            "X-World": world,
            "X-Purpose": PURPOSE,
            "X-Requester": REQUESTER,
            "Accept": "application/json",
        }

    def cast(self) -> tuple[Account, ...]:
        """Return the people with stories; from the own copy while the register is down.

        Raises:
            RegisterDown: when the register does not answer and there is no own copy.
        """
        try:
            found: tuple[Account, ...] = self._read(CAST, _accounts)
        except RegisterDown:
            if self._fallback is None:
                raise
            return self._fallback.cast()
        return found

    def find(self, personal_id: str) -> Account | None:
        """Return the account with this number.

        Raises:
            RegisterDown: when the register does not answer and nobody else knows.
        """
        try:
            found = self._read(f"/v1/accounts/{_quoted(personal_id)}", _accounts)
        except RegisterDown:
            known = self._fallback.find(personal_id) if self._fallback else None
            if known is None:
                raise
            return known
        return found[0] if found else None

    def children(self, personal_id: str) -> tuple[Account, ...]:
        """Return a person's living children, the eldest first, by one question.

        Raises:
            RegisterDown: when the register does not answer.
        """
        path = f"/v1/people/{_quoted(personal_id)}/family"
        found: tuple[Account, ...] = self._read(path, _children)
        return found

    def residences(self, personal_id: str) -> Residences:
        """Return where a person lives; from the own copy while the register is down.

        A register that has just failed is left alone for a moment: a token must not
        wait for it again and again.
        """
        known = self._fallback.residences(personal_id) if self._fallback else NOWHERE
        if ticks() < self._rests_until:
            return known
        try:
            path = f"/v1/people/{_quoted(personal_id)}"
            found: Residences = self._read(path, _residences)
        except RegisterDown:
            self._rests_until = ticks() + REST_SECONDS
            return known
        return found

    def _read(self, path: str, read: Read) -> Any:  # noqa: ANN401 - what read returns
        kept = self._kept.find(path)
        if kept is None:
            kept = read(self._get(path))
            if kept:
                self._kept.put(path, kept)
        return kept

    def _get(self, path: str) -> object:
        kind = HTTPSConnection if self._url.scheme == "https" else HTTPConnection
        connection = kind(self._url.netloc, timeout=self._timeout)
        try:
            connection.request("GET", self._url.path + path, headers=self._headers)
            answer = connection.getresponse()
            body = answer.read(LARGEST_ANSWER + 1)
        except (OSError, HTTPException, ValueError) as error:
            raise RegisterDown(str(error)) from error
        finally:
            connection.close()
        if answer.status == NOT_FOUND:
            return None
        if answer.status != OK or len(body) > LARGEST_ANSWER:
            raise RegisterDown(f"status {answer.status}")
        return _json(body)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RegisterDown("not JSON") from error


def _quoted(personal_id: str) -> str:
    return quote(personal_id, safe="")


def _accounts(answer: Any) -> tuple[Account, ...]:  # noqa: ANN401 - somebody's JSON
    """Read one account, a list of them, or ``{"accounts": [...]}``."""
    if answer is None:
        return ()
    if isinstance(answer, dict):
        answer = answer.get("accounts", [answer])
    if not isinstance(answer, list):
        raise RegisterDown("an account or a list of accounts was expected")
    try:
        return tuple(read_account(record) for record in answer)
    except (ValueError, TypeError, AttributeError) as error:
        raise RegisterDown("an account lacks something") from error


def _children(answer: Any) -> tuple[Account, ...]:  # noqa: ANN401 - somebody's JSON
    """Read the living children of a family; children have no account of their own."""
    if answer is None:
        return ()
    try:
        alive = (c for c in answer["children"] if c["life_status"] == ALIVE)
        return tuple(
            read_account({**child, "account_status": "none"}) for child in alive
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise RegisterDown("a family lacks something") from error


def _residences(answer: Any) -> Residences:  # noqa: ANN401 - somebody's JSON
    if answer is None:
        return NOWHERE
    try:
        return read_residences(answer)
    except (ValueError, TypeError, AttributeError) as error:
        raise RegisterDown("a residence cannot be read") from error
