"""What a repetition has fresh values for: codes and tokens of earlier answers."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from mock_idp.oidc.provider import Provider

ANSWERED = (
    *("access_token", "refresh_token", "id_token", "code", "request_uri"),
    *("device_code", "user_code", "session_state"),
)
"""Members of answers that a later request may bring back."""
REGISTERED = ("client_id", "client_secret", "registration_access_token")
"""The same, of a registration; elsewhere a client_id is only repeated."""
WRONG = "a-wrong-secret"
SHORTEST = 6


class CannotRepeat(Exception):  # noqa: N818 - named after what it is
    """A request cannot be made again; the text says why, in English."""


@dataclass
class Learnt:
    """Recorded values, and by which name a repetition knows its own.

    Attributes:
        names: recorded value to name; an empty name is of an answer that is not
            repeated, so that the value cannot be had.
        clients: ids of the clients that must be registered first.
    """

    provider: Provider
    names: dict[str, str] = field(default_factory=dict)
    clients: set[str] = field(default_factory=set)

    def learn(
        self,
        number: int,
        told: Mapping[str, Any],
        members: tuple[str, ...] = ANSWERED,
        *,
        is_repeated: bool,
    ) -> dict[str, str]:
        """Note the values of an answer; return member to name, for the repetition."""
        found = {}
        for member in members:
            value = told.get(member)
            if isinstance(value, str) and len(value) >= SHORTEST:
                name = f"{{{member} of {number}}}" if is_repeated else ""
                self.names.setdefault(value, name)
                if is_repeated and self.names[value] == name:
                    found[member] = name
        return found

    def fresh(self, text: str) -> str:
        """Return a recorded text with names for what a repetition has of its own.

        Raises:
            CannotRepeat: it holds something of an answer that is not repeated.
        """
        for value, name in self.names.items():
            if value in text:
                if not name:
                    raise CannotRepeat("it brings something that was got by hand")
                text = text.replace(value, name)
        return text.replace(self.provider.issuer, "{issuer}")

    def secret(self, client_id: str, given: str) -> str:
        """Return by what name a repetition has a client's secret; never the secret."""
        if self.names.get(given):
            return self.names[given]
        known = self.provider.clients.find(client_id)
        is_right = known is not None and known.client_secret == given
        return secret_name(client_id) if is_right else WRONG

    def basic(self, header: str) -> list[str] | None:
        """Return client and secret of HTTP Basic authentication, the secret by name."""
        if header[:6].lower() != "basic ":
            return None
        try:
            text = base64.b64decode(header[6:].strip(), validate=True).decode()
        except (binascii.Error, ValueError):
            raise CannotRepeat("its Authorization header is broken") from None
        user, _, password = text.partition(":")
        client_id = unquote_plus(user)
        return [self.fresh(client_id), self.secret(client_id, unquote_plus(password))]


def secret_name(client_id: str) -> str:
    """Return by what name a repetition has the secret of a registered client."""
    return f"{{secret of {client_id}}}"
