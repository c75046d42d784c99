"""Which addresses a client may register (OIDC Registration §2, RFC 8252, RFC 9700).

The mock is stricter than needed on what hides mistakes and looser on what development
needs: plain ``http`` is good on loopback and private hosts, container names included.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

LONGEST_URI = 2048
WEB_SCHEMES = ("http", "https")
_DANGEROUS = frozenset({"javascript", "data", "vbscript", "file", "blob", "about"})
_PRINTABLE = re.compile(r"[!-~]+")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9a-fA-F:.]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_PRIVATE_DOMAINS = (
    *(".localhost", ".local", ".internal", ".lan", ".home.arpa"),
    *(".test", ".example", ".invalid"),
)


class BadAddress(ValueError):  # noqa: N818 - named after what happened
    """An address cannot be registered; the text says why, in ASCII."""


def parse(uri: str) -> SplitResult:
    """Return the parts of an absolute address.

    Raises:
        BadAddress: not absolute, too long, or with characters no URI has.
    """
    if len(uri) > LONGEST_URI:
        raise BadAddress(f"is longer than {LONGEST_URI} characters")
    if not _PRINTABLE.fullmatch(uri):
        raise BadAddress("has characters that no URI has")
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        raise BadAddress("is not a URI") from None
    if not _SCHEME.fullmatch(parts.scheme):
        raise BadAddress("must be absolute")
    if parts.scheme in _DANGEROUS:
        raise BadAddress(f"must not use the scheme {parts.scheme}")
    host = parts.hostname or ""
    if parts.scheme in WEB_SCHEMES and (not _HOST.fullmatch(host) or port == 0):
        raise BadAddress("has no host")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("must not carry a user name")
    return parts


def check_redirect(uri: str, application_type: str) -> None:
    """Check a redirect URI, of sign-in or of sign-out.

    Raises:
        BadAddress: with the reason.
    """
    parts = parse(uri)
    if "#" in uri:
        raise BadAddress("must not have a fragment")
    if parts.scheme == "https":
        return
    if parts.scheme == "http":
        _check_plain(parts)
    elif application_type != "native":
        raise BadAddress("needs application_type native for its own scheme")


def check_web(uri: str, *, fragment: bool = False, https_only: bool = False) -> None:
    """Check the address of a page or document of the client.

    Raises:
        BadAddress: with the reason.
    """
    parts = parse(uri)
    if parts.scheme not in WEB_SCHEMES:
        raise BadAddress("must be an https or http address")
    if https_only and parts.scheme != "https":
        raise BadAddress("must be an https address")
    if "#" in uri and not fragment:
        raise BadAddress("must not have a fragment")


def check_fetched(uri: str) -> None:
    """Check the address of a document that the provider will read.

    Raises:
        BadAddress: with the reason.
    """
    check_web(uri)
    parts = parse(uri)
    if parts.scheme == "http":
        _check_plain(parts)


def _check_plain(parts: SplitResult) -> None:
    if not is_private(parts.hostname or ""):
        raise BadAddress("may use http on loopback and private hosts only")


def is_private(host: str) -> bool:
    """Say whether a host is loopback or private by its name or number.

    A name without a dot is a container's or an intranet's.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(_PRIVATE_DOMAINS)
    return address.is_loopback or address.is_private or address.is_link_local


def origin(uri: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}"
