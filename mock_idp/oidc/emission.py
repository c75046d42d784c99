"""Emission points: everything the provider says passes here before it leaves.

Faults change what passes, the journal notes it. With nobody listening, what goes in
comes out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What is being said."""

    DISCOVERY = "discovery"
    JWKS = "jwks"
    AUTHORIZE_RESPONSE = "authorize_response"
    PAR_RESPONSE = "par_response"
    TOKEN_RESPONSE = "token_response"  # noqa: S105 - a name
    ID_TOKEN_HEADER = "id_token_header"  # noqa: S105 - a name
    ID_TOKEN_CLAIMS = "id_token_claims"  # noqa: S105 - a name
    ID_TOKEN = "id_token"  # noqa: S105 - a name
    USERINFO_CLAIMS = "userinfo_claims"
    INTROSPECTION = "introspection"
    DEVICE_RESPONSE = "device_response"
    LOGOUT_TOKEN_CLAIMS = "logout_token_claims"  # noqa: S105 - a name
    LOGOUT_TOKEN = "logout_token"  # noqa: S105 - a name
    LOGOUT_ANSWER = "logout_answer"
    LOGOUT_FRAME = "logout_frame"


@dataclass(frozen=True, slots=True)
class About:
    """To whom and about whom something is said.

    Attributes:
        endpoint: ``authorize``, ``par``, ``token``, ``userinfo``, ``jwks``…
        client_id: the relying party, when known.
        person: the cast's short name, else the personal number, when known.
        grant: the grant type at the token endpoint.
    """

    endpoint: str
    client_id: str | None = None
    person: str | None = None
    grant: str | None = None


class Emit(Protocol):
    """Whoever stands at the emission points."""

    def __call__(self, kind: Kind, value: Any, about: About) -> Any:  # noqa: ANN401 - each kind has its own type
        """Return what is really said: the value, or what became of it.

        ``DISCOVERY``, ``JWKS``, ``PAR_RESPONSE``, ``TOKEN_RESPONSE``,
        ``USERINFO_CLAIMS``, ``INTROSPECTION``, ``DEVICE_RESPONSE``, ``*_HEADER`` and
        ``*_CLAIMS`` carry a new dict, ``AUTHORIZE_RESPONSE`` an ``AuthorizeResponse``,
        ``ID_TOKEN`` and ``LOGOUT_TOKEN`` the compact JWT as text. ``LOGOUT_ANSWER`` is
        only noted: what a relying party answered to a logout token. ``LOGOUT_FRAME`` is
        the address of a frame that tells a relying party by the browser.
        """


def unchanged(kind: Kind, value: Any, about: About) -> Any:  # noqa: ANN401 - as Emit
    """Say what was going to be said."""
    del kind, about
    return value
