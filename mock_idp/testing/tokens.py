"""Tokens as a test wants to see them."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Tokens:
    """What a client has been given.

    Attributes:
        answer: every member of the token response.
    """

    access_token: str
    id_token: str
    refresh_token: str | None = None
    token_type: str = "Bearer"  # noqa: S105 - a kind of token
    expires_in: int = 0
    scope: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Self:
        """Read a token response; what a fault has taken away is empty."""
        refresh = answer.get("refresh_token")
        return cls(
            access_token=str(answer.get("access_token") or ""),
            id_token=str(answer.get("id_token") or ""),
            refresh_token=refresh if isinstance(refresh, str) else None,
            token_type=str(answer.get("token_type") or ""),
            expires_in=int(answer.get("expires_in") or 0),
            scope=str(answer.get("scope") or ""),
            answer=answer,
        )

    @property
    def claims(self) -> dict[str, Any]:
        """Return the claims of the ID token, read without checking anything."""
        return _part(self.id_token, 1)

    @property
    def header(self) -> dict[str, Any]:
        """Return the header of the ID token."""
        return _part(self.id_token, 0)

    @property
    def bearer(self) -> dict[str, str]:
        """Return the header that shows the access token to an API."""
        return {"Authorization": f"{self.token_type} {self.access_token}"}


def _part(token: str, number: int) -> dict[str, Any]:
    part = token.split(".")[number]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
    return read
