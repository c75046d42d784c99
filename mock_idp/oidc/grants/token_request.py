"""A request to the token endpoint, once it is known who sends it."""

from dataclasses import dataclass, replace

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Parameters, Request, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens import dpop


@dataclass(frozen=True)
class TokenRequest:
    """What a client asks of the token endpoint.

    Attributes:
        jkt: thumbprint of the key that the client has proven to hold (RFC 9449).
    """

    client: Client
    grant_type: str
    body: Parameters
    jkt: str | None = None

    def about(self, person: str | None) -> About:
        """Return whom the answer concerns, for faults and journal."""
        return About("token", self.client.client_id, person, self.grant_type)

    def needed(self, name: str) -> str:
        """Return a parameter.

        Raises:
            Refused: it was not sent.
        """
        value = self.body.get(name)
        if value is None:
            raise refused("invalid_request", f"{name} is missing.")
        return value

    def bound(self, grant: Grant) -> Grant:
        """Return the grant, bound to the key that was proven now.

        Raises:
            Refused: the grant is bound to another key (RFC 9449 §10).
        """
        if grant.jkt is not None and grant.jkt != self.jkt:
            raise refused(
                "invalid_grant", "The DPoP proof is missing or made with another key."
            )
        return replace(grant, jkt=self.jkt)


def proven_key(provider: Provider, client: Client, request: Request) -> str | None:
    """Return the thumbprint of the key in the request's DPoP proof, if it has one.

    Raises:
        Refused: the proof is wrong, or the client must send one and has not.
    """
    jkt = dpop.thumbprint(provider, request, rules=client.rules)
    needs = client.rules.requires_sender_constraint or client.dpop_bound_access_tokens
    if jkt is None and needs:
        raise refused("invalid_request", "This client must send a DPoP proof.")
    return jkt
