"""What the logout modules share: a client that can leave, and a sign-in to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.conformance.browser import Browser, Page
from tests.conformance.client import RelyingParty, Reply

HOME = "https://rp.example/post_logout_redirect"
Register = Callable[..., RelyingParty]
NEEDS_A_SCREEN = {
    "interaction_required",
    "login_required",
    "account_selection_required",
    "consent_required",
}


@dataclass(frozen=True)
class SignedIn:
    """A relying party, its browser, and the answer with an ID token."""

    rp: RelyingParty
    browser: Browser
    reply: Reply

    @property
    def id_token(self) -> str:
        return str(self.reply["id_token"])

    def leave(self, *, post: bool = False, **changes: str | None) -> Page:
        """Send the browser to the end session endpoint; None takes a parameter away."""
        good: dict[str, str | None] = {
            "id_token_hint": self.id_token,
            "post_logout_redirect_uri": HOME,
            "state": "s" * 128,
        }
        sent = {k: v for k, v in (good | changes).items() if v is not None}
        address = self.rp.discovery["end_session_endpoint"]
        if post:
            return self.browser.open(address, list(sent.items()))
        return self.browser.open(f"{address}?{urlencode(sent)}" if sent else address)

    def is_signed_in(self) -> bool:
        """Say whether a silent sign-in still works; else its error wants a screen."""
        ask = self.rp.ask("code", prompt="none")
        fields = self.rp.fields(self.browser.open(self.rp.address(ask)), ask)
        assert "error" not in fields or fields["error"] in NEEDS_A_SCREEN
        return "code" in fields


def sign_in(register: Register, browser: Browser, **metadata: Any) -> SignedIn:
    """Register a client and sign a person in at it."""
    wanted = {"response_types": ["code"], "post_logout_redirect_uris": [HOME]}
    rp = register(**(wanted | metadata))
    return SignedIn(rp, browser, rp.redeem(rp.sign_in(browser, rp.ask("code"))))


def fields_of(address: str) -> dict[str, str]:
    """Return the query of an address."""
    return dict(parse_qsl(urlsplit(address).query))


def is_on_our_page(page: Page) -> bool:
    """Say whether a page of the provider is shown, and the browser stays there."""
    return (
        page.is_html and not page.location and 'http-equiv="refresh"' not in page.text
    )
