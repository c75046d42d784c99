"""How the portal speaks HTTP: one place for timeouts, sizes and failures.

Every failure becomes one of four errors: down, timed out, refused, rubbish. Nothing
is retried here: a page must not wait twice, and the worker has its own schedule.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeAlias

import requests
import urllib3

from portal.clients.errors import (
    NeighbourDown,
    NeighbourRefused,
    NeighbourRubbish,
    NeighbourTimedOut,
)

Method = Literal["GET", "POST"]
JsonObject: TypeAlias = dict[str, Any]

MAX_ANSWER_BYTES = 1024 * 1024
_PIECE_BYTES = 64 * 1024
_FIRST_ERROR = 400
_FIRST_REDIRECT = 300
_TOO_MANY_REQUESTS = 429
_FIRST_SERVER_ERROR = 500

# No compression: the size cap would have to look inside it.
_ALWAYS = {"Accept": "application/json", "Accept-Encoding": "identity"}

_SLOW = (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)
_GARBLED = (
    requests.exceptions.InvalidHeader,
    requests.exceptions.InvalidURL,
    ValueError,
)
_GONE = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


@dataclass(frozen=True)
class Timeout:
    """How long to wait, in seconds; ``read_s`` is also the limit of a whole answer."""

    connect_s: float = 1.0
    read_s: float = 3.0


@dataclass(frozen=True)
class Transport:
    """One neighbour's address, and what is sent with every request.

    Attributes:
        base_url: address without a final slash.
        headers: headers of every request, for example the key.
        timeout: how long to wait.
    """

    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: Timeout = field(default_factory=Timeout)

    def send(
        self,
        method: Method,
        path: str,
        *,
        headers: Mapping[str, str],
        body: Mapping[str, Any] | None = None,
    ) -> JsonObject:
        """Send a request, with a JSON object or nothing, and read one JSON object.

        Raises:
            NeighbourDown: not reachable, or a server error.
            NeighbourTimedOut: no whole answer in time.
            NeighbourRefused: the neighbour said no, with a problem document.
            NeighbourRubbish: anything else that is not a JSON object.
        """
        where = _where(method, path)
        with requests.Session() as session:
            # Neither a proxy nor a .netrc of the machine may see or change the key.
            session.trust_env = False
            try:
                answer = session.request(
                    method,
                    self.base_url.rstrip("/") + path,
                    json=body,
                    headers={**_ALWAYS, **self.headers, **headers},
                    timeout=(self.timeout.connect_s, self.timeout.read_s),
                    allow_redirects=False,
                    stream=True,
                )
                raw = _read(answer, within_s=self.timeout.read_s)
            except _SLOW as error:
                raise NeighbourTimedOut(where) from error
            except _GARBLED as error:
                raise NeighbourRubbish(where) from error
            except _GONE as error:
                raise NeighbourDown(where) from error
        return _understand(answer, raw, where)


def _read(answer: requests.Response, *, within_s: float) -> bytes:
    """Read the body, at most so many bytes and so many seconds."""
    end = time.monotonic() + within_s
    raw = bytearray()
    while piece := answer.raw.read1(_PIECE_BYTES, decode_content=False):
        raw += piece
        if len(raw) > MAX_ANSWER_BYTES:
            raise ValueError("the answer is too large")
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(raw)


def _understand(answer: requests.Response, raw: bytes, where: str) -> JsonObject:
    status = answer.status_code
    if status >= _FIRST_SERVER_ERROR or status == _TOO_MANY_REQUESTS:
        raise NeighbourDown(f"{where}: {status}")
    body = _json_object(raw)
    if body is None or _FIRST_REDIRECT <= status < _FIRST_ERROR:
        raise NeighbourRubbish(f"{where}: {status}")
    if status >= _FIRST_ERROR:
        raise NeighbourRefused(status, body)
    return body


def _json_object(raw: bytes) -> JsonObject | None:
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _where(method: Method, path: str) -> str:
    # A path may end in a personal number, which does not belong into a log.
    return f"{method} {'/'.join(path.split('/')[:3])}"
