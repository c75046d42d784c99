"""Write an answer of the protocol as status, headers and body, without a framework."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from mock_idp.oidc.message import NO_STORE, Json, Redirect, Reply

Header = tuple[str, str]

GUARDED: tuple[Header, ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
)
"""What every answer carries."""
CROSS_ORIGIN: tuple[Header, ...] = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP"),
    ("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE"),
    ("Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce"),
)
"""A browser app of another origin may read answers that carry no cookie."""
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+")
"""What an address may consist of (RFC 3986 §2); others are encoded by the framework."""
STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
SEE_OTHER = 303


@dataclass(slots=True)
class Written:
    """An answer, ready to be sent."""

    status: int
    headers: list[Header]
    body: bytes = field(default=b"", repr=False)

    @property
    def line(self) -> str:
        """Return the status as WSGI wants it."""
        return STATUS.get(self.status, f"{self.status} Unknown")


def reply(answer: Reply) -> Written:
    """Write an answer for a program."""
    if isinstance(answer, Json):
        body, kind = as_json(answer.body), "application/json"
    else:
        body, kind = answer.body.encode(), answer.media_type
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        *answer.headers.items(),
        *CROSS_ORIGIN,
        *GUARDED,
    ]
    headers.extend(_not_stored(answer.headers))
    return Written(answer.status, headers, body)


def redirect(answer: Redirect, cookies: tuple[str, ...]) -> Written:
    """Write a redirect, with the cookies that go with it."""
    headers = [
        ("Location", answer.location),
        ("Content-Length", "0"),
        *(("Set-Cookie", cookie) for cookie in cookies),
        *GUARDED,
        *NO_STORE.items(),
    ]
    return Written(SEE_OTHER, headers)


def as_json(body: Mapping[str, object]) -> bytes:
    """Write JSON as the web framework does: sorted, ASCII."""
    return json.dumps(body, sort_keys=True).encode("ascii")


def _not_stored(said: Mapping[str, str]) -> list[Header]:
    return [(name, value) for name, value in NO_STORE.items() if name not in said]
