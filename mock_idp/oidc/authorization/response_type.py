"""Response types and modes (OAuth 2.0 Multiple Response Type Encoding Practices)."""

from mock_idp.oidc.authorization.invalid import Invalid, invalid_request
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.profiles import ALL_RESPONSE_TYPES, RESPONSE_MODES
from mock_idp.oidc.message import Parameters

IN_FRONT = frozenset({"id_token", "token"})
"""Words of a response type that put a token into the front channel."""


def words_of(response_type: str | None) -> frozenset[str]:
    """Return the words of a response type, which come in any order."""
    return frozenset((response_type or "").split())


def canonical(response_type: str | None) -> str:
    """Return a response type with its words in alphabetical order."""
    return " ".join(sorted((response_type or "").split()))


def default_mode(response_type: str | None) -> str:
    """Return ``fragment`` when a token is in the answer, else ``query`` (§3, §5)."""
    return "fragment" if words_of(response_type) & IN_FRONT else "query"


def mode_to_answer(client: Client, sent: Parameters) -> str:
    """Return the mode for the answer, an error too.

    A mode that the client may not have, or that would put tokens into the query, is
    not used.
    """
    wished = sent.get("response_mode")
    if wished in client.rules.response_modes and wished != "query":
        return wished
    return default_mode(sent.get("response_type"))


def check_response_type(client: Client, sent: Parameters) -> None:
    """See that this client may have what it asks for.

    Raises:
        Invalid: ``unsupported_response_type`` when nobody of its profile gets this,
            ``unauthorized_client`` when it registered for something else.
    """
    asked = canonical(sent.get("response_type"))
    if not asked:
        raise invalid_request("response_type is missing.")
    if asked not in ALL_RESPONSE_TYPES or asked not in client.rules.response_types:
        raise Invalid(
            "unsupported_response_type",
            f"The response types are: {', '.join(client.rules.response_types)}.",
        )
    if asked not in {canonical(each) for each in client.response_types}:
        raise Invalid(
            "unauthorized_client", "This client did not register this response_type."
        )
    needed = {"authorization_code"} if "code" in asked.split() else set()
    needed |= {"implicit"} if words_of(asked) & IN_FRONT else set()
    if not needed <= set(client.grant_types):
        raise Invalid(
            "unauthorized_client", "This client's grant_types do not allow that."
        )
    if "token" in asked.split() and client.dpop_bound_access_tokens:
        raise Invalid(
            "unauthorized_client", "A DPoP-bound token cannot come from here."
        )


def check_response_mode(client: Client, sent: Parameters) -> None:
    """See that the answer can be sent in the mode wished for.

    Raises:
        Invalid: with ``invalid_request``.
    """
    wished = sent.get("response_mode")
    if wished is None:
        return
    if wished not in RESPONSE_MODES or wished not in client.rules.response_modes:
        allowed = ", ".join(client.rules.response_modes)
        raise invalid_request(f"response_mode must be one of: {allowed}.")
    if wished == "query" and default_mode(sent.get("response_type")) == "fragment":
        raise invalid_request("Tokens are never sent in the query.")
