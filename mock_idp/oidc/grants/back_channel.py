"""What the endpoints for clients share: plain forms in, refusals out."""

from dataclasses import replace

from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import Json, Outcome, Request, refused
from mock_idp.oidc.provider import Provider

FORM = "application/x-www-form-urlencoded"


def check_form(request: Request, several: frozenset[str] = frozenset()) -> None:
    """Refuse what is no plain form; ``several`` are names that may be repeated.

    Raises:
        Refused: with ``invalid_request`` (RFC 6749 §3.2).
    """
    media_type = request.headers.get("content-type", FORM).split(";")[0]
    if media_type.strip().lower() != FORM:
        raise refused("invalid_request", f"Send a form ({FORM}).")
    body = request.body
    if body.repeated - several or body.too_long:
        raise refused("invalid_request", "A parameter is repeated or too long.")


def refusal_said(
    provider: Provider, kind: Kind, answer: Outcome, about: About
) -> Outcome:
    """Return a refusal as it is really sent: it passes the emission point too."""
    if not isinstance(answer, Json):
        return answer
    return replace(answer, body=provider.emit(kind, dict(answer.body), about))
