"""The QR code on the computer: what it says, and what a phone reads in it."""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlencode, urlsplit

from mock_idp.oidc.claims.dialect import dialect

LONGEST = 300
_CODE = re.compile(r"[A-Za-z0-9_-]{10,60}")


@dataclass(frozen=True)
class Shown:
    """A code on a screen: its secret part and until when it is good."""

    nonce: str
    until: float


@dataclass(frozen=True)
class Scanned:
    """What a phone has read."""

    code: str
    nonce: str


def draw_shown(now: float) -> Shown:
    """Make the secret part of a new code."""
    return Shown(secrets.token_urlsafe(12), now + dialect().phone.qr_seconds)


def written(code: str, shown: Shown) -> str:
    """Return the text in the QR code."""
    fields = urlencode({"txn": code, "nonce": shown.nonce})
    return f"{dialect().phone.scheme}://login?{fields}"


def read(text: str) -> Scanned | None:
    """Read the text of a QR code; anything else is nothing."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    try:
        parts = urlsplit(text)
        fields = parse_qs(parts.query, max_num_fields=5)
    except ValueError:
        return None
    code, nonce = fields.get("txn", [""])[0], fields.get("nonce", [""])[0]
    is_ours = parts.scheme == dialect().phone.scheme and parts.netloc == "login"
    if not (is_ours and _CODE.fullmatch(code) and _CODE.fullmatch(nonce)):
        return None
    return Scanned(code, nonce)


@lru_cache(maxsize=64)
def drawing(text: str) -> str:
    """Return the QR code as SVG for a page: no size, no style, hidden from readers."""
    import segno  # noqa: PLC0415 - start-up budget

    code = segno.make(text, error="m", micro=False)
    drawn: str = code.svg_inline(
        omitsize=True,
        border=2,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
    )
    return drawn
