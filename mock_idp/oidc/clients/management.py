"""A client reads, changes and deletes its own registration (RFC 7592)."""

from mock_idp.oidc.clients.authentication import same_text
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.registration import (
    checked,
    read_record,
    registered,
    with_secret,
)
from mock_idp.oidc.message import (
    NO_STORE,
    Json,
    Refused,
    Reply,
    Request,
    Text,
    refused,
)
from mock_idp.oidc.provider import Provider

REALM = 'Bearer realm="mock-idp"'
FIXED = ("client_id", "client_secret")
"""What a client must send as it is, or not at all (RFC 7592 §2.2)."""
FORBIDDEN = (
    *("registration_access_token", "registration_client_uri"),
    *("client_secret_expires_at", "client_id_issued_at"),
)


def manage(provider: Provider, request: Request) -> Reply:
    """Answer a request at a client's own address."""
    try:
        client = _client(provider, request)
        if request.method == "DELETE":
            provider.clients.remove(client.client_id)
            return Text("", "application/json", 204, NO_STORE)
        if request.method == "PUT":
            client = _changed(provider, request, client)
            provider.clients.put(client)
        return registered(provider, client)
    except Refused as refusal:
        answer = refusal.answer
        if isinstance(answer, Json | Text):
            return answer
        raise


def _client(provider: Provider, request: Request) -> Client:
    """Return the client whose registration access token was sent.

    An unknown client and a wrong token get the same answer (RFC 7592 §3).
    """
    header = request.headers.get("authorization", "")
    token = header[7:].strip() if header[:7].lower() == "bearer " else ""
    client = provider.clients.find(request.path)
    right = client.registration_access_token if client else None
    if client is None or right is None or not same_text(right, token):
        challenge = f'{REALM}, error="invalid_token"' if token else REALM
        raise refused(
            "invalid_token",
            "The registration access token is not this client's.",
            401,
            {"WWW-Authenticate": challenge},
        )
    return client


def _changed(provider: Provider, request: Request, known: Client) -> Client:
    """Return the client as it wants to be; what is left out is deleted (§2.2)."""
    said = read_record(request)
    for name in FORBIDDEN:
        if name in said:
            raise refused("invalid_request", f"{name} must not be sent.")
    if said.get("client_id") != known.client_id:
        raise refused("invalid_request", "client_id must be the registered one.")
    secret = said.get("client_secret")
    if secret is not None and secret != known.client_secret:
        raise refused("invalid_request", "client_secret cannot be chosen.")
    said.setdefault("token_endpoint_auth_method", known.token_endpoint_auth_method)
    return checked(provider, said, with_secret(said, known))
