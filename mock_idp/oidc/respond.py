"""Answers of the authorization endpoint: query and form_post, always with ``iss``."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from mock_idp.oidc.message import FormPost, Redirect

Answer = Redirect | FormPost


def respond(
    redirect_uri: str, response_mode: str, issuer: str, **fields: str | None
) -> Answer:
    """Send fields to the client's redirect URI; ``iss`` as RFC 9207 asks."""
    sent = tuple((k, v) for k, v in fields.items() if v is not None)
    sent = (*sent, ("iss", issuer))
    if response_mode == "form_post":
        return FormPost(redirect_uri, sent)
    return Redirect(with_query(redirect_uri, sent))


def with_query(uri: str, fields: tuple[tuple[str, str], ...]) -> str:
    """Add parameters to a URI and keep the query it already has."""
    if not fields:
        return uri
    parts = urlsplit(uri)
    added = urlencode(fields, errors="replace")
    query = f"{parts.query}&{added}" if parts.query else added
    return urlunsplit(parts._replace(query=query))
