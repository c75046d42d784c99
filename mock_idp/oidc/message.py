"""What goes into the protocol and what comes out, without any web framework."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

LONGEST_VALUE = 4096
"""Characters a parameter may have; more is refused, never stored."""
LONGEST_JWT = 65_536
"""Characters of the parameters that carry a JWT or a JSON document."""
CARRIES_MUCH = frozenset(
    {
        *("request", "claims", "client_assertion", "id_token_hint", "assertion"),
        *("subject_token", "actor_token", "token", "authorization_details"),
    }
)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Parameters:
    """Query or form parameters, in order, with repetitions kept."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """Return a value; a parameter sent without one counts as not sent."""
        return self._values.get(name) or None

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter that may be sent more than once."""
        return tuple(value for n, value in self.pairs if n == name and value)

    @cached_property
    def _values(self) -> dict[str, str]:
        return dict(reversed(self.pairs))

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Return the names sent more than once (RFC 6749 §3.1 forbids that)."""
        if len(self._values) == len(self.pairs):
            return frozenset()
        counts = Counter(name for name, _ in self.pairs)
        return frozenset(
            name for name, count in counts.items() if count > 1 and name != "resource"
        )

    @cached_property
    def too_long(self) -> frozenset[str]:
        """Return the names whose value is longer than anything sensible."""
        return frozenset(n for n, value in self.pairs if len(value) > _longest(n))


def _longest(name: str) -> int:
    return LONGEST_JWT if name in CARRIES_MUCH else LONGEST_VALUE


@dataclass(frozen=True)
class Request:
    """An HTTP request as far as the protocol cares; header names in lower case.

    Attributes:
        address: the public address that was asked for, without query (``htu`` of a
            DPoP proof, audience of an assertion).
        content: the body of a JSON request.
        path: what follows the endpoint's own address (a registered client's id).
    """

    method: str = "GET"
    query: Pairs = ()
    form: Pairs = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    content: bytes = b""
    path: str = ""

    @cached_property
    def parameters(self) -> Parameters:
        """Return query and form together: a name in both is a repeated name."""
        return Parameters((*self.query, *self.form))

    @cached_property
    def body(self) -> Parameters:
        """Return the form parameters alone."""
        return Parameters(tuple(self.form))


@dataclass(frozen=True)
class Redirect:
    """Send the browser there."""

    location: str


@dataclass(frozen=True)
class FormPost:
    """Let the browser post these fields there (OAuth 2.0 Form Post Response Mode)."""

    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """Show a page of our own: something is wrong that no client may hear of."""

    code: str
    status: int = 400
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Json:
    """Answer a machine."""

    body: Mapping[str, object]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """Answer a machine with something else than JSON: a JWT, or nothing."""

    body: str
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Reply = Json | Text
"""What endpoints for machines answer."""
Outcome = Redirect | FormPost | Page | Json | Text
"""Everything the protocol can answer."""

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Refused(Exception):  # noqa: N818 - named after what happened
    """A request is refused; ``answer`` is what to send."""

    def __init__(self, answer: Outcome) -> None:
        super().__init__(type(answer).__name__)
        self.answer = answer


def refusal(
    error: str,
    description: str,
    status: int = 400,
    headers: Mapping[str, str] | None = None,
) -> Json:
    """Answer with an OAuth error; the description is ASCII (RFC 6749 §5.2)."""
    body = {"error": error, "error_description": description}
    return Json(body, status, {**NO_STORE, **(headers or {})})


def refused(
    error: str,
    description: str,
    status: int = 400,
    headers: Mapping[str, str] | None = None,
) -> Refused:
    """Return the exception that answers with an OAuth error."""
    return Refused(refusal(error, description, status, headers))
