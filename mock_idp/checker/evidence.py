"""What the mock e-ID saw of a relying party during one case."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

JWT_PARTS = 3
LONGEST_SHOWN = 200
UNNAMED = ("jwks", "discovery", "token", "userinfo", "par", "logout")
"""Endpoints whose answer may end before anybody knows who asked."""

Exchange = Mapping[str, Any]


@dataclass(frozen=True)
class Evidence:
    """The exchanges of one relying party, oldest first.

    Attributes:
        read_headers: returns the request headers of all exchanges, when wanted.
        client: the relying party as registered.
    """

    exchanges: tuple[Exchange, ...]
    read_headers: Callable[[], Sequence[Mapping[str, str]]] = field(
        default=tuple, repr=False
    )
    client: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def at(self, endpoint: str) -> tuple[Exchange, ...]:
        """Return the exchanges at an endpoint."""
        return tuple(e for e in self.exchanges if e["endpoint"] == endpoint)

    @cached_property
    def faults(self) -> frozenset[str]:
        """Return the ids of the faults that changed something."""
        return frozenset(name for e in self.exchanges for name in e["faults"])

    def said(self, kind: str) -> tuple[Any, ...]:
        """Return everything of one kind that the mock has said."""
        told = (said for e in self.exchanges for said in e["said"])
        return tuple(said["value"] for said in told if said["kind"] == kind)

    def headers_at(self, endpoint: str) -> tuple[Mapping[str, str], ...]:
        """Return the request headers at an endpoint."""
        pairs = zip(self.exchanges, self.read_headers(), strict=False)
        return tuple(h for e, h in pairs if e["endpoint"] == endpoint)

    @cached_property
    def requests(self) -> tuple[dict[str, Any], ...]:
        """Return the parameters of every authorization request, wherever they are."""
        pushed = [dict(e["form"]) for e in self.at("par")]
        found: list[dict[str, Any]] = []
        for exchange in self.at("authorize"):
            sent = {**exchange["query"], **exchange["form"]}
            if "request_uri" in sent and pushed:
                sent |= pushed[min(len(found), len(pushed) - 1)]
            found.append(sent | claims_of(str(sent.get("request", ""))))
        return tuple(found)

    @cached_property
    def codes_sent(self) -> tuple[str, ...]:
        """Return the codes that came to the token endpoint."""
        forms = (e["form"] for e in self.at("token"))
        return tuple(form["code"] for form in forms if form.get("code"))

    def excerpt(self) -> list[dict[str, Any]]:
        """Return what a report shows of it."""
        return [
            {
                "number": e["number"],
                "request": f"{e['method']} {e['path']}"[:LONGEST_SHOWN],
                "status": e["status"],
                "faults": list(e["faults"]),
            }
            for e in self.exchanges
        ]


def about(exchanges: Sequence[Exchange], client_id: str | None) -> tuple[Exchange, ...]:
    """Return the exchanges of a client, or of all, and those that name none.

    What a browser asks before a script may call (CORS) is not the client's doing.
    """
    return tuple(
        e
        for e in exchanges
        if e["method"] != "OPTIONS"
        and (
            client_id in (None, e["client"])
            or (e["client"] is None and e["endpoint"] in UNNAMED)
        )
    )


def claims_of(token: str) -> dict[str, Any]:
    """Return the claims of a JWT without looking at its signature; else nothing."""
    return _part(token, 1)


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a JWT; else nothing."""
    return _part(token, 0)


def _part(token: str, place: int) -> dict[str, Any]:
    parts = token.split(".")
    if len(parts) != JWT_PARTS:
        return {}
    try:
        read = json.loads(base64.urlsafe_b64decode(parts[place] + "=="))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
