"""Documents of relying parties that the provider reads (OIDC Core §6.2, RFC 7591).

The policy against server-side request forgery: loopback and private hosts only, no
redirects, at most 256 KiB, at most 5 seconds. All addresses of a name must be allowed,
and the connection goes to the address that was checked.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

LARGEST_DOCUMENT = 256 * 1024
TIMEOUT_SECONDS = 5.0


class FetchFailed(Exception):  # noqa: N818 - named after what happened
    """A document could not be read; the text says why, in ASCII."""


class NotAnswered(FetchFailed):
    """The host may be called, but did not answer, or not in time."""


class Fetch(Protocol):
    """Reads and posts to addresses that relying parties have registered."""

    def get(self, url: str) -> bytes:
        """Return a document.

        Raises:
            FetchFailed: not allowed, not found, too large, or too slow.
        """

    def post(self, url: str, form: dict[str, str]) -> int:
        """Post a form and return the status code.

        Raises:
            FetchFailed: not allowed, or no answer in time.
        """


class NoFetch:
    """Reads nothing: for providers that must not reach out."""

    def get(self, url: str) -> bytes:
        """Refuse.

        Raises:
            FetchFailed: always.
        """
        raise FetchFailed(f"{url} was not fetched: fetching is switched off")

    def post(self, url: str, form: dict[str, str]) -> int:
        """Refuse.

        Raises:
            FetchFailed: always.
        """
        del form
        raise FetchFailed(f"{url} was not called: calling is switched off")


class LateFetch:
    """Reads and posts by another, which is made when it is first needed."""

    def __init__(self, make: Callable[[], Fetch]) -> None:
        self._make = make

    @cached_property
    def _fetch(self) -> Fetch:
        return self._make()

    def get(self, url: str) -> bytes:
        """Return a document, as the other does."""
        return self._fetch.get(url)

    def post(self, url: str, form: dict[str, str]) -> int:
        """Post a form, as the other does."""
        return self._fetch.post(url, form)
