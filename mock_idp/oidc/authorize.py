"""The authorization endpoint's reading half (OIDC Core §3.1.2, RFC 6749 §4.1).

A request is read into an ``AuthorizationRequest`` or refused: on a page of our own when
client or redirect URI are not to be trusted, else by a redirect with an error.
"""

from dataclasses import dataclass

from mock_idp.oidc import pkce
from mock_idp.oidc.claims import SCOPES, level_of
from mock_idp.oidc.clients import Client
from mock_idp.oidc.message import Page, Parameters, Request
from mock_idp.oidc.provider import PROMPTS, RESPONSE_MODES, Provider
from mock_idp.oidc.respond import Answer, respond

SHOWN_LENGTH = 300
"""Characters of a wrong value that our own error page repeats."""
LONGEST_MAX_AGE = 9


@dataclass(frozen=True)
class AuthorizationRequest:
    """A valid question: may this client know who is at the browser?"""

    client_id: str
    redirect_uri: str
    response_mode: str
    scopes: tuple[str, ...]
    state: str | None
    nonce: str | None
    prompt: frozenset[str]
    max_age: int | None
    acr_values: tuple[str, ...]
    code_challenge: str | None
    login_hint: str | None
    id_token_hint: str | None
    ui_locales: tuple[str, ...]

    def required_level(self, client: Client) -> int:
        """Return the level asked for; ``acr_values`` never lower the client's own."""
        known = [level for acr in self.acr_values if (level := level_of(acr))]
        return max(client.minimum_level, min(known, default=0))

    def answer(self, issuer: str, **fields: str | None) -> Answer:
        """Answer the client."""
        return respond(
            self.redirect_uri, self.response_mode, issuer, **fields, state=self.state
        )

    def refuse(self, issuer: str, error: str, description: str) -> Answer:
        """Tell the client why it gets no code; the description is ASCII."""
        return self.answer(issuer, error=error, error_description=description)


class Refused(Exception):  # noqa: N818 - named after what happened
    """The request is refused; ``answer`` is what to send."""

    def __init__(self, answer: Answer | Page) -> None:
        super().__init__(type(answer).__name__)
        self.answer = answer


def read(provider: Provider, request: Request) -> AuthorizationRequest:
    """Read an authorization request.

    Raises:
        Refused: with a page for untrusted requests, else with an error redirect.
    """
    sent = request.parameters
    client = _client(provider, sent)
    redirect_uri = _redirect_uri(client, sent)
    problem = _problem(client, sent)
    if problem is not None:
        raise Refused(_error(provider, sent, redirect_uri, *problem))
    return AuthorizationRequest(
        client_id=client.client_id,
        redirect_uri=redirect_uri,
        response_mode=sent.get("response_mode") or "query",
        scopes=tuple(s for s in SCOPES if s in _words(sent.get("scope"))),
        state=sent.get("state"),
        nonce=sent.get("nonce"),
        prompt=frozenset(_words(sent.get("prompt"))),
        max_age=int(sent.get("max_age") or 0) if sent.get("max_age") else None,
        acr_values=_words(sent.get("acr_values")),
        code_challenge=sent.get("code_challenge"),
        login_hint=sent.get("login_hint"),
        id_token_hint=sent.get("id_token_hint"),
        ui_locales=_words(sent.get("ui_locales")),
    )


def _client(provider: Provider, sent: Parameters) -> Client:
    client_id = sent.get("client_id")
    client = provider.clients.find(client_id)
    if client is None or "client_id" in sent.repeated:
        known = ", ".join(c.client_id for c in provider.clients.all())
        facts = {"sent": _shown(client_id), "registered": known}
        raise Refused(Page("unknown_client", 400, facts))
    return client


def _redirect_uri(client: Client, sent: Parameters) -> str:
    uri = sent.get("redirect_uri")
    if (
        uri is None
        or uri not in client.redirect_uris
        or "redirect_uri" in sent.repeated
    ):
        facts = {
            "client": client.client_id,
            "sent": _shown(uri),
            "registered": "\n".join(client.redirect_uris),
        }
        raise Refused(Page("redirect_uri_not_registered", 400, facts))
    return uri


def _problem(client: Client, sent: Parameters) -> tuple[str, str] | None:
    """Return the first thing wrong, as error code and ASCII description."""
    for check in (_shape_problem, _unsupported, _oidc_problem, _pkce_problem):
        problem = check(client, sent)
        if problem:
            return problem
    return None


def _shape_problem(_: Client, sent: Parameters) -> tuple[str, str] | None:
    if sent.repeated:
        return "invalid_request", "A parameter was sent more than once."
    if sent.too_long:
        return "invalid_request", "A parameter is too long."
    if sent.get("response_mode") not in (None, *RESPONSE_MODES):
        return "invalid_request", "response_mode must be query or form_post."
    return None


def _unsupported(client: Client, sent: Parameters) -> tuple[str, str] | None:
    for name in ("request", "request_uri", "registration"):
        if sent.get(name):
            return f"{name}_not_supported", f"The parameter {name} is not supported."
    if sent.get("response_type") is None:
        return "invalid_request", "response_type is missing."
    if sent.get("response_type") != "code":
        return "unsupported_response_type", "response_type must be code."
    if "authorization_code" not in client.grant_types:
        return "unauthorized_client", "This client may not use the code flow."
    return None


def _oidc_problem(_: Client, sent: Parameters) -> tuple[str, str] | None:
    if "openid" not in _words(sent.get("scope")):
        return "invalid_scope", "scope must contain openid."
    prompt = set(_words(sent.get("prompt")))
    if prompt - set(PROMPTS):
        return "invalid_request", "prompt has an unknown value."
    if "none" in prompt and len(prompt) > 1:
        return "invalid_request", "prompt=none excludes every other value."
    age = sent.get("max_age")
    if age and not (age.isascii() and age.isdigit() and len(age) <= LONGEST_MAX_AGE):
        return "invalid_request", "max_age must be a number of seconds."
    return None


def _pkce_problem(client: Client, sent: Parameters) -> tuple[str, str] | None:
    challenge = sent.get("code_challenge")
    method = sent.get("code_challenge_method")
    if challenge is None and method is None:
        if client.is_public:
            return "invalid_request", "A public client must send a code_challenge."
        return None
    if method not in pkce.METHODS:
        return "invalid_request", "code_challenge_method must be S256."
    if challenge is None or not pkce.is_challenge(challenge):
        return "invalid_request", "code_challenge must be an S256 challenge."
    return None


def _error(
    provider: Provider, sent: Parameters, redirect_uri: str, error: str, text: str
) -> Answer:
    unusable = sent.repeated | sent.too_long
    mode = sent.get("response_mode")
    return respond(
        redirect_uri,
        mode if mode in RESPONSE_MODES and "response_mode" not in unusable else "query",
        provider.issuer,
        error=error,
        error_description=text,
        state=None if "state" in unusable else sent.get("state"),
    )


def _words(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").split())


def _shown(text: str | None) -> str:
    return (text or "")[:SHOWN_LENGTH]
