"""What a provider has seen, for assertions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports import entry
from mock_idp.control.journal import Journal as Kept
from mock_idp.control.journal import Search


@dataclass(frozen=True)
class Entry:
    """One request to the provider, and its answer.

    Attributes:
        endpoint: ``authorize``, ``token``, ``userinfo``, ``jwks``, ``logout``…
        client: the relying party; person: the short name or number.
        query: parameters of the address, form: of the body; secrets read ``***``.
        location: where the answer sent the browser.
        answer: the answer's body; JSON is read.
        faults: ids of the faults that changed the answer.
    """

    number: int
    endpoint: str
    method: str
    path: str
    status: int
    client: str | None
    person: str | None
    query: Mapping[str, str]
    form: Mapping[str, str]
    location: str | None
    answer: Any
    faults: tuple[str, ...]

    @classmethod
    def of(cls, exchange: Exchange) -> "Entry":
        """Read an exchange of the journal."""
        told = entry(exchange)
        same = ("number", "endpoint", "method", "path", "status", "client", "person")
        return cls(
            **{name: told[name] for name in (*same, "query", "form", "location")},
            answer=told["body"],
            faults=tuple(told["faults"]),
        )


class Journal:
    """The journal of one tenant."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def entries(
        self,
        endpoint: str | None = None,
        *,
        client: str | None = None,
        person: str | None = None,
    ) -> list[Entry]:
        """Return what happened, oldest first; what is not given does not matter."""
        wanted = Search(endpoint=endpoint, client=client, person=person)
        return [Entry.of(exchange) for exchange in self._kept.find(wanted)]

    def wait(
        self,
        endpoint: str,
        *,
        timeout: float = 1.0,
        client: str | None = None,
        person: str | None = None,
        after: int = 0,
        accept: Callable[[Entry], bool] | None = None,
    ) -> Entry:
        """Return the first fitting request, now or as soon as it comes.

        Args:
            endpoint: where it goes to.
            timeout: real seconds to wait, at most 60.
            client: only of this client_id.
            person: only about this person.
            after: only with a higher number than this.
            accept: looks at it more closely.

        Raises:
            TimeoutError: it did not come; the text says what came instead.
        """
        search = Search(after, client, person, endpoint)
        looks = None if accept is None else lambda found: accept(Entry.of(found))
        found = self._kept.wait(search, timeout, looks)
        if found is None:
            seen = ", ".join(e.endpoint for e in self._kept.find()) or "nothing"
            raise TimeoutError(f"no {endpoint} request in {timeout:g} s; seen: {seen}")
        return Entry.of(found)

    @property
    def last(self) -> int:
        """Return the number of the newest request, for ``wait(after=…)``."""
        return self._kept.last

    def clear(self) -> None:
        """Forget what happened."""
        self._kept.clear()
