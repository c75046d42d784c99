"""Answers of the authorization endpoint, in the mode asked for, always with ``iss``.

OAuth 2.0 Multiple Response Type Encoding Practices (query, fragment), OAuth 2.0 Form
Post Response Mode, RFC 9207 (issuer identification, on success and on errors).
"""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import FormPost, Redirect
from mock_idp.oidc.provider import Provider

Answer = Redirect | FormPost


@dataclass(frozen=True)
class AuthorizeResponse:
    """What goes back to a client through the browser; faults may change all of it."""

    redirect_uri: str
    mode: str
    fields: tuple[tuple[str, str], ...]

    def answer(self) -> Answer:
        """Return the redirect or the page that posts."""
        if self.mode == "form_post":
            return FormPost(self.redirect_uri, self.fields)
        if self.mode == "fragment":
            return Redirect(with_fragment(self.redirect_uri, self.fields))
        return Redirect(with_query(self.redirect_uri, self.fields))


def respond(
    provider: Provider,
    redirect_uri: str,
    mode: str,
    about: About,
    fields: dict[str, str | None],
) -> Answer:
    """Send fields to the client's redirect URI; absent ones are left out."""
    sent = tuple((k, v) for k, v in fields.items() if v is not None)
    response = AuthorizeResponse(redirect_uri, mode, (*sent, ("iss", provider.issuer)))
    said: AuthorizeResponse = provider.emit(Kind.AUTHORIZE_RESPONSE, response, about)
    return said.answer()


def with_query(uri: str, fields: tuple[tuple[str, str], ...]) -> str:
    """Add parameters to a URI and keep the query it already has."""
    if not fields:
        return uri
    parts = urlsplit(uri)
    added = urlencode(fields, errors="replace")
    query = f"{parts.query}&{added}" if parts.query else added
    return urlunsplit(parts._replace(query=query))


def with_fragment(uri: str, fields: tuple[tuple[str, str], ...]) -> str:
    """Put parameters into the fragment of a URI."""
    return f"{uri}#{urlencode(fields, errors='replace')}"
